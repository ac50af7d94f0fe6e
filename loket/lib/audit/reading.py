"""Reading the list again: the newest first, page by page, by what one looks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from loket.lib import ids, sql
from loket.lib.audit.actor import ActorKind

_ROWS = """
select id, at, actor_kind, actor_id, origin, trace, action, subject, agency_id,
  office_id, details::text
from audit_entry where {} order by id desc limit %(limit)s
"""
# An agency's own, that of its offices, and what belongs to the desk as a whole.
_WHOLE = """(agency_id = %(agency)s or office_id = any(%(offices)s)
  or (agency_id is null and office_id is null))"""
_OFFICES = "office_id = any(%(offices)s)"


@dataclass(frozen=True, slots=True)
class Whose:
    """Of whom somebody may read: some offices, or with them the agency as a whole."""

    agency_id: int
    offices: frozenset[int]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """
    What is looked for; what is None or empty is not asked. `first` and `until` are
    moments (UTC), `before` the id of the last entry of the page before.
    """

    actor_id: int | None = None
    action: str = ""
    subject: str = ""
    office_id: int | None = None
    first: datetime | None = None
    until: datetime | None = None
    before: UUID | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it was written."""

    id: UUID
    at: datetime
    kind: ActorKind
    actor_id: int | None
    origin: str
    trace: str
    action: str
    subject: str
    agency_id: int | None
    office_id: int | None
    details: Mapping[str, Any]


def page(cursor: sql.Cursor, whose: Whose, asked: Asked, limit: int) -> list[Row]:
    """Return the newest entries that fit, at most so many."""
    values = {
        "agency": whose.agency_id,
        "offices": sorted(whose.offices),
        "actor": asked.actor_id,
        "action": f"{asked.action.replace('_', '^_').replace('%', '^%')}%",
        "subject": asked.subject,
        "office": asked.office_id,
        "first": ids.first_of(asked.first) if asked.first else None,
        "until": ids.first_of(asked.until) if asked.until else None,
        "before": asked.before,
        "limit": limit,
    }
    where = " and ".join(_conditions(whose, asked))
    found = sql.fetch(cursor, _ROWS.format(where), values)
    return [_row(*one) for one in found]


def _row(id_: UUID, at: datetime, kind: str, *rest: Any) -> Row:
    actor, origin, trace, action, subject, agency, office, details = rest
    about = (action, subject, agency, office, msgspec.json.decode(details))
    return Row(id_, at, ActorKind(kind), actor, origin, trace, *about)


def _conditions(whose: Whose, asked: Asked) -> Iterator[str]:
    yield _WHOLE if whose.is_whole else _OFFICES
    if asked.actor_id is not None:
        yield "actor_kind = 'staff' and actor_id = %(actor)s"
    if asked.action:
        yield "action like %(action)s escape '^'"
    if asked.subject:
        yield "subject = %(subject)s"
    if asked.office_id is not None:
        yield "office_id = %(office)s"
    if asked.first:
        yield "id >= %(first)s"
    if asked.until:
        yield "id < %(until)s"
    if asked.before:
        yield "id < %(before)s"


def following(asked: Asked, last: Row) -> Asked:
    """Return what is asked for the page after one that ends with an entry."""
    return replace(asked, before=last.id)
