"""The page that says how the machine and the path of messages stand."""

from __future__ import annotations

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
from loket.web.system import looked, shown


@require_GET
@allowed(policies.sees_health, at=places.agency)
def show(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Everything; for htmx only what renews itself."""
    template = "system/part.html" if request.htmx else "system/page.html"
    found = shown.system(looked.at(clock.now(), agency))
    return render(request, template, {"system": found, "zone": HOME_ZONE})
