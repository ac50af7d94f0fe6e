"""What the agenda says after an act."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, gettext_lazy

from loket.bookings import queries
from loket.bookings.models import Booking
from loket.bookings.states import BookingState
from loket.offices.models import Office, Staff
from loket.web.templatetags.loket import hour

MOST_PLACES = 999

STATES = {
    BookingState.HELD: gettext_lazy("Held"),
    BookingState.BOOKED: gettext_lazy("Booked"),
    BookingState.ARRIVED: gettext_lazy("Arrived"),
    BookingState.SERVED: gettext_lazy("Served"),
    BookingState.NO_SHOW: gettext_lazy("Absent"),
    BookingState.LAPSED: gettext_lazy("Not noted"),
    BookingState.CANCELLED: gettext_lazy("Cancelled"),
    BookingState.EXPIRED: gettext_lazy("Expired"),
}


@dataclass(frozen=True, slots=True)
class Toast:
    """A short line; `undo` is a booking that can be taken back from `before`."""

    text: str
    icon: str
    undo: str = ""
    before: str = ""


def moved(booking: Booking, after: BookingState) -> Toast:
    """What happened to a booking."""
    code = {"code": booking.code}
    if after is BookingState.ARRIVED:
        text, icon = gettext("%(code)s marked as arrived") % code, "map-pin-check"
    elif after is BookingState.NO_SHOW:
        text, icon = gettext("%(code)s marked as absent") % code, "user-off"
    else:
        text = gettext("%(code)s is expected again") % code
        return Toast(text, "arrow-back-up")
    return Toast(text, icon, str(booking.id), after.value)


def conflict(
    booking: Booking, before: BookingState, office: Office, me: Staff
) -> Toast:
    """Somebody else acted first: say who, what is true now, and since when."""
    if booking.state == before:
        text = gettext("%(code)s stays as it is: the same person has booked anew.")
        return Toast(text % {"code": booking.code}, "users")
    changed_at = booking.changed_at.astimezone(ZoneInfo(office.zone))
    text = gettext("%(code)s was changed by %(who)s: %(state)s since %(hour)s.") % {
        "code": booking.code,
        "who": _who(booking, me),
        "state": STATES[BookingState(booking.state)],
        "hour": hour(changed_at),
    }
    return Toast(text, "users")


def _who(booking: Booking, me: Staff) -> str:
    by = queries.marked_by(booking.id, booking.changed_at)
    if by == me.id:
        return gettext("you, in another window")
    officer = Staff.objects.filter(id=by).first() if by else None
    if officer is not None:
        return officer.name
    is_cancelled = booking.state == BookingState.CANCELLED
    return gettext("the citizen") if is_cancelled else gettext("somebody else")


def too_early(booking: Booking) -> Toast:
    """Nobody is absent before their hour has begun."""
    text = gettext("Absence can be marked from %(hour)s, when the hour begins.")
    return Toast(text % {"hour": hour(booking.slot.starts)}, "clock")


def below_taken(service: str, taken: int) -> Toast:
    """A quota that is smaller than what is booked."""
    text = gettext("%(service)s: enter %(taken)s or more; that many are taken.")
    return Toast(text % {"service": service, "taken": taken}, "alert-circle")
