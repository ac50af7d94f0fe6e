"""
What this room knows of a person: the cases of which they may hear.

A case is a record of the office: it stays for as long as its class of data is kept,
whoever asks to be forgotten (UU 27/2022, article 15; domain notes 2.3). What goes is
that somebody follows it, and that it is found by their number.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction

from loket.contacts.subjects import Subject, Table
from loket.lib import sql

QUERIES = sql.beside(__file__, "of_person")


def cases(subject: Subject) -> Table:
    """The cases somebody follows, without what is sealed of their holders."""
    return _fetch("cases", {"id": subject.id})


def erase(subject: Subject) -> Mapping[str, int]:
    """Let somebody follow no case, and no case be found by their number."""
    with transaction.atomic(), connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["unfind"], [subject.id])
        gone = sql.fetch(cursor, QUERIES["unfollow"], [subject.id])
    return {"cases_unfound": len(found), "cases_followed": len(gone)}


def _fetch(name: str, values: Any) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(QUERIES[name], values)
        columns = [column.name for column in cursor.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
