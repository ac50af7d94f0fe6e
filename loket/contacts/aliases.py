"""
The table of identities: who has which alias, for a whole batch in one statement each.

The rules about whose an alias is stand in `actions` and `rotation`; here nothing is
ever taken from anybody, because the database refuses a second owner.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from loket.channels.types import Sender
from loket.contacts.models import IdentityKind
from loket.lib import sql

QUERIES = sql.beside(__file__, "resolve")
_VALUE_CHARS = 160
_NAME_CHARS = 200

Alias = tuple[int, str, str]
Known = dict[Alias, UUID]


class Conflict(NamedTuple):
    """Two contacts that were named as one; `kept` is the one that was believed."""

    account_id: int
    kept: UUID
    other: UUID


def of(account_id: int, sender: Sender) -> list[Alias]:
    """Return account, kind and value of each identity, the most reliable first."""
    values = (
        (IdentityKind.USER_ID, sender.user_id),
        (IdentityKind.PHONE, sender.phone),
        (IdentityKind.PARENT_USER_ID, sender.parent_user_id),
    )
    return [
        (account_id, kind.value, value[:_VALUE_CHARS])
        for kind, value in values
        if value
    ]


def find(aliases: Iterable[Alias]) -> Known:
    """Return who has these aliases now."""
    found = _fetch("find", [_record(alias) for alias in aliases])
    return {(account, kind, value): contact for account, kind, value, contact in found}


def add(new: Mapping[Alias, UUID]) -> set[Alias]:
    """Give aliases to contacts; return those that nobody else had taken meanwhile."""
    if not new:
        return set()
    records = [{**_record(alias), "contact_id": who} for alias, who in new.items()]
    return {(a, k, v) for a, k, v in _fetch("add_identities", records)}


def keep_phones(current: Mapping[tuple[int, UUID], str]) -> None:
    """Retire every phone number of these (account, contact) but the one given."""
    _run(
        "retire_phones",
        [
            {"account_id": account, "contact_id": contact, "value": value}
            for (account, contact), value in current.items()
        ],
    )


def add_contacts(made: Mapping[UUID, tuple[int, Sender]]) -> None:
    """Make contacts of agencies, with the names they gave themselves."""
    _run(
        "add_contacts",
        [
            {"id": id_, "agency_id": agency, **names(sender)}
            for id_, (agency, sender) in made.items()
        ],
    )


def rename(named: Mapping[UUID, Sender]) -> None:
    """Note under which names people are known now."""
    _run(
        "rename",
        [
            {"contact_id": id_, **names(sender)}
            for id_, sender in sorted(named.items())
            if sender.name or sender.username
        ],
    )


def note_conflicts(conflicts: Iterable[Conflict]) -> None:
    """Keep for staff which contacts were named as one; each pair once."""
    _run(
        "add_conflicts",
        [
            {"account_id": one.account_id, "kept_id": one.kept, "other_id": one.other}
            for one in conflicts
        ],
    )


def drop_contacts(vain: Iterable[UUID]) -> None:
    """Take back contacts that were made for nothing."""
    with connection.cursor() as cursor:
        cursor.execute(QUERIES["drop_contacts"], [list(vain)])


def names(sender: Sender) -> dict[str, str]:
    """Return the names of somebody as the table keeps them."""
    return {
        "name": sender.name[:_NAME_CHARS],
        "username": sender.username[:_NAME_CHARS],
    }


def _record(alias: Alias) -> dict[str, object]:
    account, kind, value = alias
    return {"account_id": account, "kind": kind, "value": value}


def _run(name: str, records: Sequence[Mapping[str, object]]) -> None:
    if records:
        with connection.cursor() as cursor:
            cursor.execute(QUERIES[name], [sql.rows(records)])


def _fetch(
    name: str, records: Sequence[Mapping[str, object]]
) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        return sql.fetch(cursor, QUERIES[name], [sql.rows(records)])
