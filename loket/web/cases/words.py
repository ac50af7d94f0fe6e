"""What the pages of cases say: lists, entries of a life, doubts, verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from loket.cases.collecting import Verdict
from loket.cases.listing import Standing
from loket.cases.nik import Doubt, Reason
from loket.cases.records import Fault
from loket.cases.stages import EventKind, StageKind

GROUP = 4

STANDINGS = {
    Standing.OPEN: pgettext_lazy("cases", "Open"),
    Standing.OVERDUE: gettext_lazy("Overdue"),
    Standing.READY: gettext_lazy("Ready, not collected"),
    Standing.CITIZEN: gettext_lazy("Waits for the citizen"),
    Standing.CLOSED: pgettext_lazy("cases", "Closed"),
}

EMPTY = {
    Standing.OPEN: gettext_lazy("No open case here. Open one, or bring in a table."),
    Standing.OVERDUE: gettext_lazy("Nothing is overdue: every promise is kept so far."),
    Standing.READY: gettext_lazy("Nothing waits to be collected."),
    Standing.CITIZEN: gettext_lazy("Nobody has to bring or pay anything now."),
    Standing.CLOSED: gettext_lazy("Nothing was closed yet."),
}

KINDS = {
    StageKind.OFFICE: gettext_lazy("The office works"),
    StageKind.CITIZEN: gettext_lazy("The citizen must act"),
    StageKind.READY: gettext_lazy("Ready to be collected"),
    StageKind.COLLECTED: gettext_lazy("Collected: the end"),
    StageKind.ENDED: gettext_lazy("Ended without a result"),
}

TINTS = {
    StageKind.OFFICE: "primary",
    StageKind.CITIZEN: "warn",
    StageKind.READY: "good",
    StageKind.COLLECTED: "",
    StageKind.ENDED: "",
}
"""The colour of the tag of a stage."""

ENTRIES = {
    EventKind.OPENED: gettext_lazy("Opened at %(after)s"),
    EventKind.MOVED: gettext_lazy("%(before)s → %(after)s"),
    EventKind.CORRECTED: gettext_lazy("Corrected: %(before)s → %(after)s"),
    EventKind.PROMISED: gettext_lazy("The expected day moved"),
    EventKind.CHANGED: gettext_lazy("Details were changed"),
    EventKind.COLLECTED_BY: gettext_lazy("Handed out"),
}

ACTORS = {
    "system": gettext_lazy("The machine"),
    "command": gettext_lazy("A command"),
    "api": gettext_lazy("Another system"),
    "citizen": gettext_lazy("The citizen"),
}

REASONS = {
    Reason.IDENTIFY: gettext_lazy("To make sure who stands at the counter"),
    Reason.PAPERS: gettext_lazy("To compare it with the papers"),
    Reason.ASKED: gettext_lazy("The citizen asked what we hold"),
    Reason.OVERSIGHT: gettext_lazy("Oversight or an inspection"),
}

DOUBTS = {
    Doubt.STRUCTURE: gettext_lazy(
        "This identity number has an unusual structure. It is kept; compare it with "
        "the card once more."
    ),
    Doubt.BIRTH_DATE: gettext_lazy(
        "The date in the identity number is not the birth date. It is kept: such a "
        "number stays for life even where it is wrong."
    ),
}

VERDICTS = {
    Verdict.NOT_READY: gettext_lazy(
        "Not ready yet. Tell them the expected day; they are written to by themselves."
    ),
    Verdict.COLLECTED: gettext_lazy(
        "Handed out already. See the life of the case for who took it."
    ),
    Verdict.ENDED: gettext_lazy(
        "This case has ended without a result; they have to apply anew."
    ),
    Verdict.OTHER_OFFICE: gettext_lazy(
        "This is kept at another office. Send them there; nothing can be handed out "
        "here."
    ),
    Verdict.NO_CASE: gettext_lazy(
        "The booking is right, but no case belongs to it. Ask for the number of the "
        "case and search for that."
    ),
    Verdict.UNKNOWN: gettext_lazy(
        "No booking has this code and no case this number. Check the signs, or search "
        "for the name."
    ),
}

FAULTS = {
    Fault.BAD_NUMBER: gettext_lazy(
        "Use 4 to 32 digits and capital letters for the number of the case."
    ),
    Fault.BAD_PHONE: gettext_lazy("Write the phone as 0812... or 62812..."),
    Fault.BAD_NAME: gettext_lazy("The name is longer than 200 characters."),
}

NOTICES = {
    "case.news": gettext_lazy("News of the case"),
    "case.missed": gettext_lazy("We are late"),
    "case.uncollected": gettext_lazy("Reminder to collect"),
}


def spoken(names: Mapping[str, Any]) -> str:
    """Return words in the language of the page, in Indonesian where it lacks."""
    language = (translation.get_language() or "id")[:2]
    return str(names.get(language) or names.get("id") or next(iter(names.values()), ""))


def grouped(number: str) -> str:
    """Write a long number in groups of four, so that eyes can compare it."""
    places = range(0, len(number), GROUP)
    return " ".join(number[at : at + GROUP] for at in places)


def collected_by(details: Mapping[str, Any]) -> str:
    """Return who took it, as an entry of a life keeps it."""
    if details.get("by") == "proxy":
        who = details.get("proxy")
        if isinstance(who, Mapping):
            return gettext("taken by a proxy: %(who)s") % {"who": spoken(who)}
        return gettext("taken by a proxy")
    return gettext("taken by the holder")
