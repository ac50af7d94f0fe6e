"""When officers answer by chat, so that citizens can be told: seen and set."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from loket.lib import clock
from loket.offices import answering, policies
from loket.offices.models import Agency
from loket.web import places, weekly
from loket.web.access import allowed
from loket.web.requests import StaffRequest
from loket.web.statuses import UNPROCESSABLE
from loket.web.weekly import Day


@require_GET
@allowed(policies.chooses_words, at=places.agency)
def show(request: StaffRequest, agency: Agency) -> HttpResponse:
    """The hours of a week."""
    context = _context(agency, weekly.stored(answering.spans(agency)))
    return render(request, "waiting/hours.html", context)


@require_POST
@allowed(policies.chooses_words, at=places.agency)
def save(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Set the hours of a week; nothing at all means those of the office."""
    week = weekly.posted(request.POST)
    if weekly.is_wrong(week):
        context = {**_context(agency, week), "is_refused": True}
        return render(request, "waiting/hours.html", context, status=UNPROCESSABLE)
    spans = weekly.spans(week)
    answering.set_spans(agency, spans)
    if spans:
        messages.info(request, gettext("Saved. Citizens are told these hours."))
    else:
        messages.info(request, gettext("The opening hours of the office count."))
    return redirect("answering-hours")


def _context(agency: Agency, week: list[Day]) -> dict[str, Any]:
    found = answering.find([agency.id], clock.now()).get(agency.id)
    has_own = any(not pair.is_empty for day in week for pair in day.pairs)
    return {"week": week, "answering": found, "has_own": has_own}
