"""Limits in words for officers."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.utils.translation import gettext, gettext_lazy

from loket.bookings.allocation import Over
from loket.bookings.limits import OWN, USUAL, Kind, Verdict
from loket.bookings.suspects import Oddity
from loket.web.templatetags.loket import hour, long_day

KINDS = {
    Kind.LIVE_BOOKINGS: gettext_lazy("Bookings of one number that still stand"),
    Kind.LIVE_PEOPLE: gettext_lazy("People of one number who are still expected"),
    Kind.HOLDS_AN_HOUR: gettext_lazy("Hours chosen from one number within an hour"),
    Kind.BOOKINGS_A_DAY: gettext_lazy("Bookings of one number within a day"),
    Kind.NO_SHOWS: gettext_lazy("Absences that bring a pause"),
    Kind.NO_SHOW_DAYS: gettext_lazy("Absences count for"),
    Kind.NO_SHOW_PAUSE_DAYS: gettext_lazy("Pause after absences"),
    Kind.CANCELLATIONS: gettext_lazy("Cancellations that bring a pause"),
    Kind.CANCELLATION_DAYS: gettext_lazy("Cancellations count for"),
    Kind.CANCELLATION_PAUSE_DAYS: gettext_lazy("Pause after cancellations"),
    Kind.TOLERANCE_MIN: gettext_lazy("Late after the beginning of the hour"),
    Kind.OFFER_MIN: gettext_lazy("An offer of the waiting list is held"),
    Kind.OFFERS_MISSED: gettext_lazy(
        "Unanswered offers until somebody leaves the list"
    ),
}
UNITS = {
    "": "",
    "days": gettext_lazy("days"),
    "min": gettext_lazy("minutes"),
    "people": gettext_lazy("people"),
}
SOURCES = {
    OWN: gettext_lazy("our own choice, 29 November 2026"),
    USUAL[Kind.LIVE_BOOKINGS].source: gettext_lazy(
        "our own choice, 29 November 2026; the queue by chat of 2017 had one for each "
        "number"
    ),
    USUAL[Kind.LIVE_PEOPLE].source: gettext_lazy(
        "APAPO: at most five applications an account (imigrasi.go.id, FAQ of 2019)"
    ),
    USUAL[Kind.NO_SHOW_PAUSE_DAYS].source: gettext_lazy(
        "our own choice, 29 November 2026; offices ask for a pause"
    ),
    USUAL[Kind.TOLERANCE_MIN].source: gettext_lazy(
        "design of the agenda: a place is let go after 15 minutes"
    ),
}
"""The sources of the usual figures, for those who read the page."""
ODDITIES = {
    Oddity.MANY_NAMES: gettext_lazy("Many names from one number"),
    Oddity.MANY_NUMBERS: gettext_lazy("The same people from many numbers"),
    Oddity.RUNNING_NAMES: gettext_lazy("Names that run on"),
    Oddity.SAME_MOMENT: gettext_lazy("Several numbers at the same moment"),
    Oddity.SAME_BIRTHDAY: gettext_lazy("The same birth date again and again"),
}
VERDICTS = {
    Verdict.ALLOW: gettext_lazy("In order: allow"),
    Verdict.LIMIT: gettext_lazy("Book through people only"),
    Verdict.CANCEL: gettext_lazy("Cancel these bookings"),
}


def over_words(over: Over, zone: str) -> str:
    """Say which limit is reached, and until when."""
    if over.kind is None:
        said = gettext(
            "A colleague decided that this number books through people only."
        )
    else:
        said = gettext("This number has reached a limit: %(what)s (%(figure)s).") % {
            "what": KINDS[over.kind],
            "figure": over.figure,
        }
    if over.until is None:
        return said
    local = over.until.astimezone(ZoneInfo(zone))
    until = gettext("There is room again on %(day)s at %(hour)s.")
    return f"{said} {until % {'day': long_day(local), 'hour': hour(local)}}"
