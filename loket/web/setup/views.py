"""The checklist to go live."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from loket.lib import audit, clock
from loket.lib.audit import Entry
from loket.offices import policies
from loket.offices.models import Agency
from loket.web import places
from loket.web.access import allowed
from loket.web.models import Confirmation
from loket.web.requests import StaffRequest
from loket.web.setup import steps


@require_GET
@allowed(policies.sets_up, at=places.agency)
def show(request: StaffRequest, agency: Agency) -> HttpResponse:
    """All steps with what stands, and what to do next."""
    found = steps.steps(agency)
    context = {
        "agency": agency,
        "steps": found,
        "done": sum(step.found.is_done for step in found),
        "webhook": request.build_absolute_uri("/webhooks/whatsapp"),
    }
    return render(request, "setup/page.html", context)


@require_POST
@allowed(policies.sets_up, at=places.agency)
def confirmations(request: StaffRequest, agency: Agency, step: str) -> HttpResponse:
    """Somebody says that a step is done which no program can see."""
    if step not in steps.CONFIRMED:
        raise Http404
    said = {"by_name": request.user.name, "at": clock.now()}
    with transaction.atomic():
        Confirmation.objects.update_or_create(step=step, defaults=said)
        audit.note(Entry("step.confirmed", step, agency.pk))
    return redirect("setup")
