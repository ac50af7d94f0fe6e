"""How the texts page names groups of sentences, gaps that fail, and languages."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from loket.dialogue.wordings import Fault, Kind

Title = str | Promise

LANGUAGES: dict[str, Title] = {
    "id": gettext_lazy("Indonesian"),
    "en": gettext_lazy("English"),
    "jv": gettext_lazy("Javanese"),
    "su": gettext_lazy("Sundanese"),
}

FAMILIES: dict[str, Title] = {
    "hello": gettext_lazy("Greeting and menu"),
    "menu": gettext_lazy("Greeting and menu"),
    "language": gettext_lazy("Greeting and menu"),
    "button": gettext_lazy("Buttons and lists"),
    "row": gettext_lazy("Buttons and lists"),
    "label": gettext_lazy("Buttons and lists"),
    "hint": gettext_lazy("Buttons and lists"),
    "service": gettext_lazy("Service and office"),
    "office": gettext_lazy("Service and office"),
    "day": gettext_lazy("Day and hour"),
    "no_day": gettext_lazy("Day and hour"),
    "no_hour": gettext_lazy("Day and hour"),
    "hour": gettext_lazy("Day and hour"),
    "wish": gettext_lazy("Day and hour"),
    "people": gettext_lazy("Who comes"),
    "gap": gettext_lazy("Who comes"),
    "hold": gettext_lazy("Agreeing"),
    "confirm": gettext_lazy("Agreeing"),
    "booked": gettext_lazy("Agreeing"),
    "bookings": gettext_lazy("Bookings there are"),
    "again": gettext_lazy("Bookings there are"),
    "second": gettext_lazy("Bookings there are"),
    "cancel": gettext_lazy("Cancelling and moving"),
    "move": gettext_lazy("Cancelling and moving"),
    "fixed": gettext_lazy("Cancelling and moving"),
    "facts": gettext_lazy("What everybody may know"),
    "reminder": gettext_lazy("Reminders"),
    "person": gettext_lazy("Officers and alarms"),
    "alarm": gettext_lazy("Officers and alarms"),
    "beyond": gettext_lazy("Officers and alarms"),
    "missed": gettext_lazy("Not understood"),
    "media": gettext_lazy("Not understood"),
}
OTHER = gettext_lazy("Everything else")


def family(key: str) -> Title:
    """Return the group in which a sentence stands."""
    return FAMILIES.get(key.partition(".")[0], OTHER)


def fault(one: Fault) -> str:
    """Return what is wrong with a wording, and what to do."""
    names = ", ".join(f"{{{name}}}" for name in one.names)
    values = {"names": names, "most": one.most, "have": one.have}
    return _FAULTS[one.kind] % values


_FAULTS: dict[Kind, Title] = {
    Kind.EMPTY: gettext_lazy("Write at least one word, or go back to the original."),
    Kind.BROKEN: gettext_lazy(
        "Curly brackets may only hold a name from the list below, such as {code}."
    ),
    Kind.MISSING: gettext_lazy("Add %(names)s: citizens need what is filled in there."),
    Kind.UNKNOWN: gettext_lazy("Take out %(names)s: nothing is filled in there."),
    Kind.LONG: gettext_lazy(
        "Shorten it: filled in it has %(have)s characters, the phone shows %(most)s."
    ),
}


def forms(count: int) -> list[str]:
    """Return what each form of a sentence is for; "" where there is only one."""
    if count == 1:
        return [""]
    return [gettext("For one"), gettext("For several")]
