"""What this room knows of a person: what was said, what was to be said, their files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.db import connection

from loket.channels import types
from loket.contacts.subjects import Facts, Subject, Table
from loket.lib import sql
from loket.lib.crypto import CannotOpen, Keyring
from loket.messaging import privacy
from loket.messaging.states import FileState, MessageState, NoticeState

QUERIES = sql.beside(__file__, "of_person")

# A person who wrote more than this has it all the same: far above any talk there is.
MOST_MESSAGES = 100_000

_NAMED = {
    "messages": MessageState,
    "notices": NoticeState,
    "files": FileState,
}


def talks(subject: Subject, keyring: Keyring) -> Table:
    """Where each of their talks stands, with what was filled in so far."""
    found = _fetch("talks", [subject.id])
    return [_talk(row, keyring) for row in found]


def messages(subject: Subject, most: int = MOST_MESSAGES) -> Table:
    """What was said, the newest first."""
    return [
        {**row, "state": _name("messages", row["state"])}
        for row in _fetch("messages", [subject.id, most])
    ]


def hidden_numbers(subject: Subject, keyring: Keyring) -> Table:
    """Identity numbers that they wrote, which nobody here has seen."""
    return [
        {"at": row["received_at"], "number": number}
        for row in _fetch("sealed", [subject.id])
        for number in privacy.reveal(types.decode(row["body"]), keyring.open)
    ]


def handovers(subject: Subject) -> Table:
    """When their talks changed hands."""
    return _fetch("handovers", [subject.id])


def notices(subject: Subject) -> Table:
    """What the office says by itself; `error_code` is the provider's, 0 for none."""
    return [
        {
            **row,
            "state": _name("notices", row["state"]),
            "message": _name("messages", row["message"]),
        }
        for row in _fetch("notices", [subject.id])
    ]


def files(subject: Subject) -> Table:
    """Files that they sent; what these hold lies in the store."""
    return [
        {**row, "state": _name("files", row["state"])}
        for row in _fetch("files", [subject.id])
    ]


def words_at(subject: Subject, moments: Sequence[datetime]) -> dict[datetime, str]:
    """What they said at moments at which their consent changed; "" if nobody knows."""
    values = {"contact": subject.id, "moments": list(moments)}
    return {row["at"]: row["words"] or "" for row in _fetch("words_at", values)}


def said_since(subject: Subject, moment: datetime) -> int:
    """How much the office said to them by itself since a moment."""
    return int(_fetch("said_since", [subject.id, moment])[0]["count"])


def is_unsaid(key: str) -> bool | None:
    """Test if a notice must still be said or sent; None if there is none."""
    found = _fetch("unsaid", [key])
    return bool(found[0]["waits"]) if found else None


def was_said(key: str) -> bool:
    """Test if a notice was said."""
    found = _fetch("unsaid", [key])
    return bool(found and found[0]["is_said"])


def _talk(row: dict[str, Any], keyring: Keyring) -> Facts:
    sealed = bytes(row.pop("answers"))
    try:
        opened = keyring.open(sealed, row["id"].bytes) if sealed else b"{}"
    except CannotOpen:
        opened = b"{}"
    answers = msgspec.json.decode(opened)
    return {**row, "answers": str(msgspec.json.encode(answers).decode())}


def _name(table: str, state: int | None) -> str:
    return "" if state is None else _NAMED[table](state).name.lower()


def _fetch(name: str, values: Any) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(QUERIES[name], values)
        columns = [column.name for column in cursor.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
