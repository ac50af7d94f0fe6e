"""One booking: what is known of it, cancelling and moving it, and its slip of paper."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from loket.bookings import actions, by_staff
from loket.bookings.by_staff import By, Reason, Told
from loket.bookings.states import BookingState
from loket.lib import clock
from loket.offices import policies
from loket.offices.models import Office
from loket.web import places
from loket.web.access import allowed
from loket.web.agenda.words import STATES
from loket.web.booking import shown
from loket.web.requests import StaffRequest
from loket.web.statuses import CONFLICT

REASON_DEFAULT = Reason.CITIZEN_ASKED
# ISO/IEC 18004: level M survives a worn print.
QR_LEVEL = "m"


@require_GET
@allowed(policies.sees_agenda, at=places.office_of_booking)
def show(request: StaffRequest, office: Office, booking_id: UUID) -> HttpResponse:
    """What is known of a booking, and what can be done with it."""
    return _page(request, office, booking_id)


@require_GET
@allowed(policies.changes_bookings, at=places.office_of_booking)
def words(request: StaffRequest, office: Office, booking_id: UUID) -> HttpResponse:
    """What the citizen will read, before anything is done."""
    row = shown.booking(booking_id)
    reason = _reason(request.GET.get("reason", ""))
    kind = Told.MOVED if "slot" in request.GET else Told.CANCELLED
    slot = request.GET.get("slot", "")
    if kind is Told.MOVED:
        hours = shown.hours(office, row.service_id, row.size)
        chosen = next((h for h in hours if str(h.slot_id) == slot), None)
        if chosen is None:
            return render(request, "booking/words.html", {"choose": True})
        row = replace(row, day=chosen.day, starts=chosen.starts, ends=chosen.ends)
    said = shown.preview(row, kind, reason.value, office)
    return render(request, "booking/words.html", {"said": said})


@require_POST
@allowed(policies.changes_bookings, at=places.office_of_booking)
def cancellation(
    request: StaffRequest, office: Office, booking_id: UUID
) -> HttpResponse:
    """Cancel it, and tell the citizen why."""
    if not by_staff.cancel([booking_id], _by(request)):
        return _refused(
            request,
            office,
            booking_id,
            gettext("It was changed meanwhile; see below what is true now."),
        )
    messages.info(request, gettext("Cancelled. The citizen is told."))
    return redirect("booking", booking_id=booking_id)


@require_POST
@allowed(policies.changes_bookings, at=places.office_of_booking)
def hour(request: StaffRequest, office: Office, booking_id: UUID) -> HttpResponse:
    """Take it to another hour, and tell the citizen why."""
    slot = request.POST.get("slot", "")
    if not slot.isdecimal():
        return _refused(
            request,
            office,
            booking_id,
            gettext("Choose the hour to which it is moved."),
        )
    try:
        by_staff.move(booking_id, int(slot), _by(request))
    except by_staff.Full:
        return _refused(
            request,
            office,
            booking_id,
            gettext("That hour has just been taken; choose another one."),
        )
    except actions.NotPossible:
        return _refused(
            request,
            office,
            booking_id,
            gettext("It was changed meanwhile; see below what is true now."),
        )
    messages.info(request, gettext("Moved. The citizen is told."))
    return redirect("booking", booking_id=booking_id)


@require_GET
@allowed(policies.changes_bookings, at=places.office_of_booking)
def slip(request: StaffRequest, office: Office, booking_id: UUID) -> HttpResponse:
    """The slip of paper that a citizen takes home."""
    row = shown.booking(booking_id)
    drawn = segno.make_qr(row.code, error=QR_LEVEL).svg_inline(
        scale=4, border=4, omitsize=True, svgclass="lk-qr", lineclass=None
    )
    context = {
        "office": office,
        "booking": row,
        "service": shown.service_name(row.service_id),
        "qr": mark_safe(drawn),  # noqa: S308 drawn by us from our own code
    }
    return render(request, "booking/slip.html", context)


def _by(request: StaffRequest) -> By:
    reason = _reason(request.POST.get("reason", ""))
    return By(request.user.id, reason, clock.now())


def _reason(word: str) -> Reason:
    return Reason(word) if word in set(Reason) else REASON_DEFAULT


def _refused(
    request: StaffRequest, office: Office, booking_id: UUID, wrong: str
) -> HttpResponse:
    return _page(request, office, booking_id, wrong, CONFLICT)


def _page(
    request: StaffRequest,
    office: Office,
    booking_id: UUID,
    wrong: str = "",
    status: int = 200,
) -> HttpResponse:
    row = shown.booking(booking_id)
    is_open = row.state == BookingState.BOOKED
    context: dict[str, Any] = {
        "office": office,
        "b": row,
        "service": shown.service_name(row.service_id),
        "history": shown.history(row),
        "is_open": is_open,
        "state": STATES[BookingState(row.state)],
        "reasons": shown.REASONS.items(),
        "hours": shown.hours(office, row.service_id, row.size) if is_open else [],
        "wrong": wrong,
        "now": clock.now().astimezone(ZoneInfo(office.zone)),
    }
    return render(request, "booking/page.html", context, status=status)
