"""Alarms: the bar on every page of staff, and the page that says what to do."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from loket.messaging import alarms
from loket.messaging.models import Alarm
from loket.offices import policies
from loket.offices.models import Agency
from loket.web import places
from loket.web.access import allowed
from loket.web.alarms import shown
from loket.web.requests import StaffRequest


@require_GET
@allowed(policies.works_for, at=places.agency)
def bar(request: StaffRequest, agency: Agency) -> HttpResponse:
    """The bar alone, for pages that stand open for hours."""
    return render(request, "alarms/bar.html", {"alarms": shown.of(agency)})


@require_GET
@allowed(policies.mends_messages, at=places.agency)
def show(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Every open alarm with its cause, its remedy and who mends it."""
    return render(request, "alarms/page.html", {"found": shown.of(agency)})


@require_POST
@allowed(policies.mends_messages, at=places.agency)
def settle(request: StaffRequest, agency: Agency, alarm_id: int) -> HttpResponse:
    """Somebody says that it is mended; if it is not, it is raised anew."""
    ours = Q(agency_id=agency.id) | Q(agency_id=None)
    if not Alarm.objects.filter(ours, id=alarm_id).exists():
        raise Http404
    is_done = alarms.settle_by_hand(alarm_id, agency.id)
    done = gettext("Noted as mended. If it is not, the alarm comes back.")
    gone = gettext("That alarm was closed meanwhile.")
    messages.info(request, done if is_done else gone)
    return redirect("alarms")
