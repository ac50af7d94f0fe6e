"""The waiting list of an office, and offering a place by hand."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from loket.bookings import offers, waiting
from loket.bookings.offers import ByHand
from loket.lib import clock
from loket.offices import policies
from loket.offices.models import Office
from loket.web import places
from loket.web.access import allowed
from loket.web.booking import shown
from loket.web.requests import StaffRequest
from loket.web.statuses import CONFLICT, UNPROCESSABLE

LONGEST_REASON = 200


@require_GET
@allowed(policies.sees_agenda, at=places.office)
def show(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """Who waits, first come first, and what they are offered."""
    return _page(request, office)


@require_POST
@allowed(policies.offers_places, at=places.office_of_waiting)
def offer(request: StaffRequest, office: Office, waiting_id: UUID) -> HttpResponse:
    """Offer a place out of turn, with a reason."""
    reason = request.POST.get("reason", "").strip()[:LONGEST_REASON]
    slot = request.POST.get("slot", "")
    if not reason or not slot.isdecimal():
        wrong = gettext("Choose an hour and write the reason.")
        return _page(request, office, wrong, UNPROCESSABLE)
    try:
        by = ByHand(request.user.id, reason)
        offers.offer_by_hand(waiting_id, int(slot), by, clock.now())
    except offers.CannotOffer:
        wrong = gettext("That place cannot be offered to them any more.")
        return _page(request, office, wrong, CONFLICT)
    messages.info(request, gettext("Offered. The place is held for them."))
    return redirect("waiting-list", code=office.code)


def _page(
    request: StaffRequest, office: Office, wrong: str = "", status: int = 200
) -> HttpResponse:
    entries = waiting.of_office(office.id, None, settings.LOKET_KEYRING())
    kinds = {entry.service_id for entry in entries}
    context = {
        "office": office,
        "entries": [(one, shown.service_name(one.service_id)) for one in entries],
        "hours": {id_: shown.hours(office, id_, 1) for id_ in kinds},
        "may_offer": policies.offers_places(request.user, office),
        "wrong": wrong,
        "now": clock.now().astimezone(ZoneInfo(office.zone)),
        "topic": f"waitlist:{office.id}",
    }
    if request.htmx and request.method == "GET":
        return render(request, "waitlist/list.html", context)
    return render(request, "waitlist/page.html", context, status=status)
