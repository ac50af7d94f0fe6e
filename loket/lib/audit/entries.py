"""Writing what was done into the list that nobody changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection

from loket.lib import ids, sql
from loket.lib.audit.actor import ActorKind, actor
from loket.lib.partitions import Partitioned

# Our own choice, 29 November 2026: five years. No rule names a time for such lists; an
# office with a schedule of its own (jadwal retensi arsip) has to set it.
TABLE = Partitioned("audit_entry", days=28, keep_days=5 * 366)

# A screen that renews itself, or is looked at again, is one look.
ONE_LOOK = timedelta(minutes=15)

_ADD = """
insert into audit_entry (id, actor_kind, actor_id, origin, trace, action, subject,
  agency_id, office_id, details)
select id, actor_kind, actor_id, origin, trace, action, subject, agency_id, office_id,
  details
from json_to_recordset(%s::json) as a (id uuid, actor_kind text, actor_id integer,
  origin text, trace text, action text, subject text, agency_id integer,
  office_id integer, details jsonb)
"""


_SEEN = """
select 1 from audit_entry where subject = %s and id > %s and action = %s
  and actor_kind = %s and actor_id is not distinct from %s and details = %s::jsonb
  and office_id is not distinct from %s limit 1
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One thing done or looked at.

    `action` is a thing and what became of it ("booking.arrived", "quota.set",
    "person.seen"); `subject` the id of the thing. `details` hold what changed, as ids,
    codes, numbers and days: never a name, a number of a person, or words of a citizen.
    """

    action: str
    subject: str
    agency_id: int | None = None
    office_id: int | None = None
    details: Mapping[str, object] = field(default_factory=dict)


def record(cursor: sql.Cursor, entries: Iterable[Entry]) -> None:
    """Write what was done, by whoever acts, in the transaction of the caller."""
    who = actor()
    if who.kind is ActorKind.CITIZEN:
        return
    rows = [
        {
            "id": ids.new(),
            "actor_kind": who.kind.value,
            "actor_id": who.id,
            "origin": who.origin,
            "trace": who.trace,
            "action": one.action,
            "subject": one.subject,
            "agency_id": one.agency_id,
            "office_id": one.office_id,
            "details": one.details,
        }
        for one in entries
    ]
    if rows:
        cursor.execute(_ADD, [sql.rows(rows)])


def note(*entries: Entry) -> None:
    """Write what was done, where the caller has no cursor of its own."""
    with connection.cursor() as cursor:
        record(cursor, entries)


def saw(entry: Entry, now: datetime) -> None:
    """Write that somebody looked, unless they looked at the same a moment ago."""
    who = actor()
    values = [
        entry.subject,
        ids.first_of(now - ONE_LOOK),
        entry.action,
        who.kind.value,
        who.id,
        sql.row(entry.details),
        entry.office_id,
    ]
    with connection.cursor() as cursor:
        if not sql.fetch(cursor, _SEEN, values):
            record(cursor, [entry])
