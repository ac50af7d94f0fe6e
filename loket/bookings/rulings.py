"""
What people decide: the figures of an office, a number that is let go or held back, a
group of bookings that looked odd. Each with a reason, and each is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from loket.bookings import by_staff
from loket.bookings.by_staff import By, Reason
from loket.bookings.limits import USUAL, Kind, Verdict
from loket.bookings.models import GroupRuling, OfficeLimit, Ruling
from loket.bookings.suspects import Group
from loket.lib import audit
from loket.lib.audit import Entry

# Our own choice, 29 November 2026. A ruling ends: people change their numbers.
LASTS = {Verdict.ALLOW: timedelta(days=180), Verdict.LIMIT: timedelta(days=30)}


class OutOfRange(Exception):
    """A figure that an office may not set, or one without a source."""


@dataclass(frozen=True, slots=True)
class Ruler:
    """Who decides, for which office, why, and when."""

    staff_id: int
    office_id: int
    reason: str
    now: datetime


def set_figure(kind: Kind, value: int, by: Ruler) -> None:
    """
    Set a figure of an office; `by.reason` is the source that it goes by.

    :raises OutOfRange: if it is too small or too large, or no source is named
    """
    usual = USUAL[kind]
    if not usual.least <= value <= usual.most or not by.reason.strip():
        raise OutOfRange
    row = {
        "value": value,
        "source": by.reason.strip(),
        "changed_by": by.staff_id,
        "changed_at": by.now,
    }
    with transaction.atomic():
        OfficeLimit.objects.update_or_create(
            office_id=by.office_id, kind=kind.value, defaults=row
        )
        _record("limit.set", kind.value, by, {"value": value})


def rule(contacts: Iterable[UUID], verdict: Verdict, by: Ruler) -> None:
    """Let limits not count for numbers for a while, or hold them back."""
    until = by.now + LASTS[verdict]
    Ruling.objects.bulk_create(
        Ruling(
            office_id=by.office_id,
            contact_id=contact,
            verdict=verdict.value,
            reason=by.reason,
            staff_id=by.staff_id,
            at=by.now,
            until=until,
        )
        for contact in contacts
    )


def end(ruling_id: int, by: Ruler) -> bool:
    """End a ruling now; False if it is over already."""
    with transaction.atomic():
        found = Ruling.objects.filter(
            id=ruling_id, office_id=by.office_id, until__gt=by.now
        )
        is_ended = bool(found.update(until=by.now))
        if is_ended:
            _record("ruling.ended", str(ruling_id), by, {})
    return is_ended


def decide(group: Group, verdict: Verdict, by: Ruler) -> int:
    """
    Decide about a group; return how many bookings were cancelled. Those who booked by
    chat are told, and offered a person.
    """
    with transaction.atomic():
        cancelled: set[UUID] = set()
        if verdict is Verdict.CANCEL:
            why = By(by.staff_id, Reason.NOT_ENTITLED, by.now)
            cancelled = by_staff.cancel(group.bookings, why)
        else:
            rule(group.contacts, verdict, by)
        GroupRuling.objects.create(
            office_id=by.office_id,
            fingerprint=group.fingerprint,
            kind=group.kind.value,
            verdict=verdict.value,
            reason=by.reason,
            bookings=len(group.bookings),
            staff_id=by.staff_id,
            at=by.now,
        )
        facts = {"verdict": verdict.value, "bookings": len(group.bookings)}
        _record("group.decided", group.kind.value, by, facts)
    return len(cancelled)


def _record(
    action: str, subject: str, by: Ruler, details: Mapping[str, object]
) -> None:
    entry = Entry(action, subject, office_id=by.office_id, details=details)
    with connection.cursor() as cursor:
        audit.record(cursor, [entry])
