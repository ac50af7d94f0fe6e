"""
Which messages of citizens are to be shown as read. The sender shows it when it has
nothing else to do; a mark that is lost harms nobody.
"""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from loket.lib import sql

QUERIES = sql.beside(__file__, "marks")


class Mark(NamedTuple):
    """A message to be shown as read, perhaps with the sign that we are writing."""

    account_id: int
    message_id: str
    is_typing: bool = False


def want(conversation_id: UUID, *, is_typing: bool) -> None:
    """Show the last message of a talk as read, in the transaction of the caller."""
    values: dict[str, Any] = {"talk": conversation_id, "typing": is_typing}
    with connection.cursor() as cursor:
        cursor.execute(QUERIES["want"], values)


def take() -> list[Mark]:
    """Return what is to be shown, and forget it."""
    with connection.cursor() as cursor:
        return [Mark(*row) for row in sql.fetch(cursor, QUERIES["take"])]
