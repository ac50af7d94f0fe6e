"""Limits against touts: their figures, what was decided, and bookings that look odd."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from loket.bookings import rulings
from loket.bookings.limits import Kind, Verdict
from loket.bookings.rulings import Ruler
from loket.lib import clock
from loket.offices import policies
from loket.offices.models import Office
from loket.web import places
from loket.web.access import allowed
from loket.web.limits import shown
from loket.web.requests import StaffRequest
from loket.web.statuses import CONFLICT, UNPROCESSABLE

LONGEST_REASON = 200


@require_GET
@allowed(policies.sets_limits, at=places.office)
def show(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """The figures of an office with their sources, and what was decided."""
    return _page(request, office)


@require_POST
@allowed(policies.sets_limits, at=places.office)
def figures(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """Set one figure, with its source."""
    kind, value = request.POST.get("kind", ""), request.POST.get("value", "")
    if kind not in set(Kind) or not value.isdecimal():
        return _page(request, office, gettext("Write a number."), UNPROCESSABLE)
    try:
        by = _ruler(request, office, "source")
        rulings.set_figure(Kind(kind), int(value), by)
    except rulings.OutOfRange:
        wrong = gettext("Write a number within the bounds, and the source it goes by.")
        return _page(request, office, wrong, UNPROCESSABLE)
    messages.info(request, gettext("The limit was kept."))
    return redirect("limits", code=office.code)


@require_POST
@allowed(policies.sets_limits, at=places.office)
def endings(
    request: StaffRequest, office: Office, code: str, ruling_id: int
) -> HttpResponse:
    """End what was decided about a number."""
    if not rulings.end(ruling_id, _ruler(request, office, "reason")):
        return _page(request, office, gettext("It has ended already."), CONFLICT)
    messages.info(request, gettext("Ended. The usual limits count again."))
    return redirect("limits", code=office.code)


@require_GET
@allowed(policies.sets_limits, at=places.office)
def groups(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """Bookings that look odd together, with what shows it."""
    return _groups(request, office)


@require_POST
@allowed(policies.sets_limits, at=places.office)
def decisions(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """Decide about a group."""
    word = request.POST.get("verdict", "")
    if word not in set(Verdict):
        raise Http404
    by = _ruler(request, office, "reason")
    if not by.reason:
        return _groups(request, office, gettext("Write the reason."), UNPROCESSABLE)
    keyring = settings.LOKET_KEYRING()
    group = shown.group(office, request.POST.get("group", ""), keyring)
    if group is None:
        wrong = gettext("The group has changed meanwhile; look at it again.")
        return _groups(request, office, wrong, CONFLICT)
    rulings.decide(group, Verdict(word), by)
    messages.info(request, gettext("Decided, and kept with your reason."))
    return redirect("groups", code=office.code)


def _ruler(request: StaffRequest, office: Office, field: str) -> Ruler:
    reason = request.POST.get(field, "").strip()[:LONGEST_REASON]
    return Ruler(request.user.id, office.id, reason, clock.now())


def _page(
    request: StaffRequest, office: Office, wrong: str = "", status: int = 200
) -> HttpResponse:
    now: datetime = clock.now()
    context: dict[str, Any] = {
        "office": office,
        "figures": shown.figures(office),
        "rulings": shown.rulings(office, now),
        "wrong": wrong,
    }
    return render(request, "limits/page.html", context, status=status)


def _groups(
    request: StaffRequest, office: Office, wrong: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "office": office,
        "groups": shown.open_groups(office, settings.LOKET_KEYRING()),
        "decided": shown.decided(office),
        "wrong": wrong,
    }
    return render(request, "limits/groups.html", context, status=status)
