"""
The approved texts of our business accounts: what the provider lists and tells.

A template that stops being usable raises an alarm, and one that is usable again
settles it. What was never usable (a draft, one refused before we knew it) does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec
from django.db import connection, transaction

from loket.channels.outgoing import KnownTemplate
from loket.lib import clock, sql
from loket.messaging import alarms
from loket.messaging.alarm_kinds import AlarmKind
from loket.messaging.alarms import Raised

QUERIES = sql.beside(__file__, "templates")
APPROVED = "APPROVED"
GONE = "DELETED"
# A template in such a state sends nothing. Source: Meta, "Template management",
# read 23 November 2026.
UNUSABLE = frozenset({"REJECTED", "PAUSED", "DISABLED", "PENDING_DELETION", GONE})

Name = tuple[int, str, str]


class Change(NamedTuple):
    """
    What an event tells of a template. Empty words change nothing.

    It is named by the provider's id, else by name and language.
    """

    business_id: str
    external_id: str = ""
    name: str = ""
    language: str = ""
    status: str = ""
    quality: str = ""
    category: str = ""
    reason: str = ""


class Usable(NamedTuple):
    """An approved template; `components` are the provider's own parts of it."""

    category: str
    parameter_format: str
    components: list[dict[str, Any]]


class _Moved(NamedTuple):
    business_id: str
    name: str
    language: str
    old_status: str
    status: str
    old_category: str
    category: str
    reason: str

    @property
    def subject(self) -> str:
        return alarms.subject_of_template(self.business_id, self.name, self.language)


def sync(business_id: str, found: Sequence[KnownTemplate]) -> int:
    """Make our table what the provider lists; return how many templates there are."""
    values: dict[str, Any] = {
        "business": business_id,
        "now": clock.now(),
        "rows": sql.rows(msgspec.to_builtins(it) for it in _unique(found)),
        "ids": [it.external_id for it in found],
    }
    with transaction.atomic(), connection.cursor() as cursor:
        known = sql.fetch(cursor, QUERIES["known"], values)
        cursor.execute(QUERIES["remove_others"], values)
        cursor.execute(QUERIES["keep"], values)
        _tell(_moves(business_id, known, found))
    return len(found)


def change(changed: Iterable[Change]) -> int:
    """Write what events tell, in one statement; return how many were known."""
    rows = [one._asdict() for one in changed]
    if not rows:
        return 0
    values = {"rows": sql.rows(rows), "now": clock.now()}
    with transaction.atomic(), connection.cursor() as cursor:
        moved = [_Moved(*row) for row in sql.fetch(cursor, QUERIES["change"], values)]
        _tell(moved)
    return len(moved)


def usable(asked: Iterable[Name]) -> dict[Name, Usable]:
    """Return those of the asked (account, name, language) that may be sent now."""
    rows = [
        {"account_id": account, "name": name, "language": language}
        for account, name, language in set(asked)
    ]
    if not rows:
        return {}
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["usable"], {"rows": sql.rows(rows)})
    return {(a, n, lang): Usable(*rest) for a, n, lang, *rest in found}


def _unique(found: Sequence[KnownTemplate]) -> list[KnownTemplate]:
    return list({(it.name, it.language): it for it in found}.values())


def _moves(
    business_id: str, known: Sequence[tuple[Any, ...]], found: Sequence[KnownTemplate]
) -> list[_Moved]:
    """Return what became of the templates that we knew."""
    now = {(it.name, it.language): it for it in found}
    moves = []
    for id_, name, language, status, category in known:
        gone = KnownTemplate(id_, name, language, category, GONE)
        it = now.get((name, language), gone)
        states = (status, it.status, category, it.category)
        moves.append(_Moved(business_id, name, language, *states, it.reason))
    return moves


def _tell(moved: Sequence[_Moved]) -> None:
    """Raise and settle the alarms of what changed."""
    stopped = [m for m in moved if m.old_status == APPROVED and m.status in UNUSABLE]
    dearer = [m for m in moved if m.old_category and m.old_category != m.category]
    agencies = _agencies({m.business_id for m in (*stopped, *dearer)})
    alarms.raise_alarms(
        [
            *(_raised(AlarmKind.TEMPLATE, m, m.status, agencies) for m in stopped),
            *(_raised(AlarmKind.CATEGORY, m, m.category, agencies) for m in dearer),
        ]
    )
    well = [m.subject for m in moved if m.status == APPROVED != m.old_status]
    kinds = (AlarmKind.TEMPLATE, AlarmKind.TEMPLATE_WRONG)
    alarms.settle_all((kind, subject) for subject in well for kind in kinds)


def _raised(
    kind: AlarmKind, moved: _Moved, word: str, agencies: dict[str, int]
) -> Raised:
    parts = (f"{moved.name} ({moved.language})", word.lower(), moved.reason)
    detail = ", ".join(part for part in parts if part)
    return Raised(kind, moved.subject, detail, agencies.get(moved.business_id))


def _agencies(businesses: set[str]) -> dict[str, int]:
    if not businesses:
        return {}
    with connection.cursor() as cursor:
        values = {"businesses": sorted(businesses)}
        return dict(sql.fetch(cursor, QUERIES["agencies"], values))
