"""When officers answer by chat, so that citizens can be told: seen and set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from loket.lib import clock
from loket.offices import answering, policies
from loket.offices.answering import Span
from loket.offices.models import Agency
from loket.web import places
from loket.web.access import allowed
from loket.web.requests import StaffRequest

UNPROCESSABLE = 422
# Before and after a break.
SPANS_A_DAY = 2
WEEK = [date(2026, 1, 5 + n) for n in range(7)]
"""A week that began on a Monday: only its names are used."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One span of a day as it was written, and whether it makes sense."""

    name: str
    opens: str
    closes: str
    is_wrong: bool = False

    @property
    def is_empty(self) -> bool:
        """Test if nothing was written."""
        return not (self.opens or self.closes)


@dataclass(frozen=True, slots=True)
class Day:
    """A weekday and its spans."""

    day: date
    pairs: list[Pair]


@require_GET
@allowed(policies.chooses_words, at=places.agency)
def show(request: StaffRequest, agency: Agency) -> HttpResponse:
    """The hours of a week."""
    context = _context(agency, _stored(answering.spans(agency)))
    return render(request, "waiting/hours.html", context)


@require_POST
@allowed(policies.chooses_words, at=places.agency)
def save(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Set the hours of a week; nothing at all means those of the office."""
    week = _posted(request.POST)
    pairs = [pair for day in week for pair in day.pairs]
    if any(pair.is_wrong for pair in pairs):
        context = {**_context(agency, week), "is_refused": True}
        return render(request, "waiting/hours.html", context, status=UNPROCESSABLE)
    answering.set_spans(agency, _spans(week))
    if any(not pair.is_empty for pair in pairs):
        messages.info(request, gettext("Saved. Citizens are told these hours."))
    else:
        messages.info(request, gettext("The opening hours of the office count."))
    return redirect("answering-hours")


def _stored(spans: list[Span]) -> list[Day]:
    week = []
    for weekday, day in enumerate(WEEK):
        own = [(opens, closes) for d, opens, closes in spans if d == weekday]
        written = [(f"{opens:%H:%M}", f"{closes:%H:%M}") for opens, closes in own]
        written += [("", "")] * (SPANS_A_DAY - len(written))
        pairs = [Pair(f"{weekday}-{n}", *pair) for n, pair in enumerate(written)]
        week.append(Day(day, pairs))
    return week


def _posted(posted: QueryDict) -> list[Day]:
    return [
        Day(day, [_pair(posted, f"{weekday}-{n}") for n in range(SPANS_A_DAY)])
        for weekday, day in enumerate(WEEK)
    ]


def _pair(posted: QueryDict, name: str) -> Pair:
    opens, closes = posted.get(f"opens-{name}", ""), posted.get(f"closes-{name}", "")
    first, last = _time(opens), _time(closes)
    is_fine = first is not None and last is not None and first < last
    is_empty = not (opens or closes)
    return Pair(name, opens, closes, is_wrong=not (is_fine or is_empty))


def _time(written: str) -> time | None:
    try:
        return time.fromisoformat(written)
    except ValueError:
        return None


def _spans(week: list[Day]) -> list[Span]:
    return [
        (weekday, time.fromisoformat(pair.opens), time.fromisoformat(pair.closes))
        for weekday, day in enumerate(week)
        for pair in day.pairs
        if not pair.is_empty
    ]


def _context(agency: Agency, week: list[Day]) -> dict[str, Any]:
    found = answering.find([agency.id], clock.now()).get(agency.id)
    has_own = any(not pair.is_empty for day in week for pair in day.pairs)
    return {"week": week, "answering": found, "has_own": has_own}
