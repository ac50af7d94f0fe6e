"""A booking as its page shows it: who, when, what was done, and where it could go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy

from loket.bookings import queries
from loket.bookings.by_staff import Reason, Told
from loket.bookings.queries import BookingRow, HourPlaces
from loket.bookings.states import BookingState
from loket.dialogue.notices import by_staff as words
from loket.lib import clock
from loket.messaging.models import Conversation
from loket.offices import calendars
from loket.offices import queries as offices
from loket.offices.models import Office
from loket.web.agenda.words import STATES

# Further than any office releases its hours today.
DAYS_AHEAD = 31
MOST_HOURS = 200
REASONS = {
    Reason.CITIZEN_ASKED: gettext_lazy("The citizen asked for it"),
    Reason.OFFICER_AWAY: gettext_lazy("An officer is away"),
    Reason.OFFICE_CLOSED: gettext_lazy("The office is closed then"),
    Reason.SYSTEM_DOWN: gettext_lazy("Our system failed"),
    Reason.BOOKED_TWICE: gettext_lazy("Booked twice"),
    Reason.NOT_ENTITLED: gettext_lazy("The service is handled in another way"),
    Reason.OTHER: gettext_lazy("Another reason"),
}


@dataclass(frozen=True, slots=True)
class Done:
    """Something that staff did with a booking."""

    at: datetime
    who: str
    before: str
    after: str


def booking(booking_id: UUID) -> BookingRow:
    """Return a booking; it is known to exist."""
    (row,) = queries.seen([booking_id], settings.LOKET_KEYRING())
    return row


def service_name(service_id: int) -> str:
    """Return the name of a service in the language of the page."""
    names = offices.services()[service_id].names
    return names.get(translation.get_language() or "id", names.get("id", ""))


def history(row: BookingRow) -> list[Done]:
    """What staff did with it, newest first."""
    return [
        Done(at, who or "-", _state(before), _state(after))
        for before, after, _, at, who in queries.markings(row.id)
    ]


def _state(word: str) -> str:
    return str(STATES[BookingState(word)])


def hours(office: Office, service_id: int, size: int) -> Sequence[HourPlaces]:
    """The hours with room for so many, from today on."""
    now = clock.now()
    today = now.astimezone(offices.offices()[office.id].tz).date()
    days = _not_shut(office, offices.days_from(today, DAYS_AHEAD))
    asked = [(office.id, service_id, day, size) for day in days]
    found = [hour for row in queries.hours(asked, now) for hour in row]
    return found[:MOST_HOURS]


def hours_of_day(
    office: Office, service_id: int, day: date, size: int
) -> Sequence[HourPlaces]:
    """The hours of a day with room for so many."""
    if not _not_shut(office, [day]):
        return []
    (found,) = queries.hours([(office.id, service_id, day, size)], clock.now())
    return found


def _not_shut(office: Office, days: Sequence[date]) -> list[date]:
    calendar = calendars.load([office.id], days[0], days[-1])[office.id]
    return [day for day in days if not calendar.is_shut(day)]


def preview(row: BookingRow, kind: Told, reason: str, office: Office) -> str:
    """Return what the citizen will read, "" if nobody can be told."""
    if row.contact_id is None:
        return ""
    talk = (
        Conversation.objects.filter(contact_id=row.contact_id)
        .order_by("-last_inbound_at")
        .values_list("language", flat=True)
        .first()
    )
    if talk is None:
        return ""
    return words.preview(talk, office.agency_id, row, kind, reason)
