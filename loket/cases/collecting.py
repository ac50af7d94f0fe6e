"""
The pick-up desk: which case belongs to a code or a number, and may it be handed out?
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from loket.bookings import queries as bookings
from loket.bookings.models import Booking
from loket.bookings.queries import BookingRow
from loket.bookings.states import LIVE
from loket.cases import holder as holders
from loket.cases import kinds, queries, rekeying
from loket.cases.kinds import TypeRow
from loket.cases.queries import CaseRow
from loket.cases.stages import StageKind
from loket.lib.crypto import Keyring
from loket.offices import queries as offices


class Verdict(StrEnum):
    """What the desk can do with what was shown to it."""

    READY = "ready"
    NOT_READY = "not_ready"
    COLLECTED = "collected"
    ENDED = "ended"
    OTHER_OFFICE = "other_office"
    NO_CASE = "no_case"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Shown:
    """A case and what can be done with it here."""

    case: CaseRow
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What belongs to a code or number: perhaps a booking, perhaps several cases of those
    who come with it. Without any, `verdict` says why.
    """

    verdict: Verdict
    booking: BookingRow | None = None
    shown: Sequence[Shown] = ()


@dataclass(frozen=True, slots=True)
class Coming:
    """Somebody who booked an hour for collecting today, and the cases it is about."""

    booking: BookingRow
    cases: Sequence[CaseRow]


def find(said: str, office_id: int, agency_id: int, keyring: Keyring) -> Answer:
    """Return what a booking code or a number of a case stands for at this office."""
    words = "".join(said.split()).upper()
    booking = _booking(words, agency_id, keyring)
    if booking is None:
        return _of_number(words, office_id, agency_id, keyring)
    cases = _of_bookings([booking], keyring)[booking.id]
    if not cases:
        is_here = booking.office_id == office_id
        return Answer(Verdict.NO_CASE if is_here else Verdict.OTHER_OFFICE, booking)
    shown = [Shown(case, verdict(case, office_id)) for case in cases]
    return Answer(shown[0].verdict, booking, shown)


def verdict(case: CaseRow, office_id: int) -> Verdict:
    """Return what this office can do with a case."""
    if case.office_id != office_id:
        return Verdict.OTHER_OFFICE
    stage = kinds.of_agencies([case.agency_id])[case.type_id].stages[case.stage_id]
    return _OF_KIND.get(stage.kind, Verdict.NOT_READY)


_OF_KIND = {
    StageKind.READY: Verdict.READY,
    StageKind.COLLECTED: Verdict.COLLECTED,
    StageKind.ENDED: Verdict.ENDED,
}


def coming(office_id: int, day: date, keyring: Keyring) -> list[Coming]:
    """Return who comes to collect on a day, by hour."""
    services = kinds.pickup_services()
    rows = [
        one
        for one in bookings.of_day(office_id, day, keyring)
        if one.service_id in services and one.state in LIVE
    ]
    found = _of_bookings(rows, keyring)
    return [Coming(one, found[one.id]) for one in rows]


def _booking(code: str, agency_id: int, keyring: Keyring) -> BookingRow | None:
    ours = [o.id for o in offices.offices().values() if o.agency_id == agency_id]
    found = Booking.objects.filter(code=code, office_id__in=ours).first()
    if found is None:
        return None
    rows = bookings.seen([found.id], keyring)
    return rows[0] if rows else None


@transaction.atomic
def _of_number(number: str, office_id: int, agency_id: int, keyring: Keyring) -> Answer:
    made = rekeying.prints(keyring)
    key = (agency_id, holders.number_key(made, agency_id, number))
    rows = queries.by_id(queries.by_number([key]).values(), keyring).values()
    shown = [Shown(case, verdict(case, office_id)) for case in rows]
    return Answer(shown[0].verdict, None, shown) if shown else Answer(Verdict.UNKNOWN)


def _of_bookings(
    rows: Sequence[BookingRow], keyring: Keyring
) -> dict[UUID, list[CaseRow]]:
    """The cases of those who booked, by booking."""
    followed = queries.followed({one.contact_id for one in rows if one.contact_id})
    known = queries.by_id(
        {case for some in followed.values() for case in some}, keyring
    )
    types = kinds.of_agencies({case.agency_id for case in known.values()})
    found = {}
    for one in rows:
        theirs = followed.get(one.contact_id, []) if one.contact_id else []
        found[one.id] = _fitting(one, [known[case] for case in theirs], types)
    return found


def _fitting(
    booking: BookingRow, cases: Sequence[CaseRow], types: Mapping[int, TypeRow]
) -> list[CaseRow]:
    """Those collected at this service; of the people who come, where they are known;
    the open ones, where there are any."""
    people = {(one.name.casefold(), one.birth_date) for one in booking.people}
    service = booking.service_id
    found = [one for one in cases if types[one.type_id].pickup_service_id == service]
    theirs = [
        one
        for one in found
        if (one.holder.name.casefold(), one.holder.birth_date) in people
    ]
    narrowed = theirs or found
    return [one for one in narrowed if one.closed_at is None] or narrowed
