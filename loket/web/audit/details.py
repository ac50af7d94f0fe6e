"""
What an entry of the audit list tells beside the action: names and values in words.

What is one of a few is said in the words of the page on which it is chosen. Ids, codes
and words that an agency chose are shown as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from loket.web.agenda.words import STATES
from loket.web.cases.words import REASONS
from loket.web.limits.words import VERDICTS
from loket.web.people.words import GROUNDS
from loket.web.staff.words import DUTIES
from loket.web.texts.words import LANGUAGES

NAMES = {
    "after": gettext_lazy("after"),
    "before": gettext_lazy("before"),
    "bookings": gettext_lazy("bookings"),
    "by": gettext_lazy("by account"),
    "capacity": gettext_lazy("places"),
    "count": gettext_lazy("how many"),
    "currency": gettext_lazy("currency"),
    "day": gettext_lazy("day"),
    "days": gettext_lazy("days"),
    "document": gettext_lazy("document"),
    "duty": gettext_lazy("duty"),
    "fees": gettext_lazy("fees"),
    "fields": gettext_lazy("what"),
    "first": gettext_lazy("from"),
    "from": gettext_lazy("from"),
    "ground": gettext_lazy("ground"),
    "hour": gettext_lazy("hour"),
    "is_first": gettext_lazy("the first account"),
    "is_on": gettext_lazy("switched on"),
    "kind": gettext_lazy("kind"),
    "language": gettext_lazy("language"),
    "last": gettext_lazy("until"),
    "micros": gettext_lazy("millionths"),
    "names": gettext_lazy("names"),
    "offices": gettext_lazy("offices"),
    "on_paper": gettext_lazy("from paper"),
    "people": gettext_lazy("people"),
    "places": gettext_lazy("places"),
    "reason": gettext_lazy("reason"),
    "request": gettext_lazy("request"),
    "stage": gettext_lazy("stage"),
    "to": gettext_lazy("to"),
    "value": gettext_lazy("value"),
    "verdict": gettext_lazy("decision"),
    "what": gettext_lazy("what"),
    "year": gettext_lazy("year"),
}
# Any other value stands as it was written.
_VALUES: Mapping[str, Mapping[Any, object]] = {
    "after": STATES,
    "before": STATES,
    "duty": DUTIES,
    "ground": GROUNDS,
    "language": LANGUAGES,
    "reason": REASONS,
    "verdict": VERDICTS,
}


def said(details: Mapping[str, object]) -> Iterator[str]:
    """Yield each detail that is known as "name: value"."""
    known = ((name, value) for name, value in details.items() if value is not None)
    for name, value in known:
        yield f"{NAMES.get(name, name)}: {_value(name, value)}"


def _value(name: str, value: object) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(_VALUES.get(name, {}).get(str(value), value))
