"""The list of people whom notices do not reach, and what to do about each."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from loket.lib import clock
from loket.lib.clock import HOME_ZONE
from loket.offices import policies
from loket.offices.models import Agency
from loket.web import places
from loket.web.access import allowed
from loket.web.requests import StaffRequest
from loket.web.unreachable import found


@require_GET
@allowed(policies.answers_citizens, at=places.agency)
def show(request: StaffRequest, agency: Agency) -> HttpResponse:
    """All of them, those who miss a booking's notices first."""
    offices = policies.offices_of(request.user)
    zone = offices[0].zone if offices else HOME_ZONE
    today = clock.now().astimezone(ZoneInfo(zone)).date()
    context = {"found": found.of(agency, today), "zone": zone}
    return render(request, "unreachable/page.html", context)
