"""Booking for citizens at the counter: the form, the refusal with its way out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from loket.bookings import at_counter, queries
from loket.bookings.allocation import Denied, Refusal
from loket.bookings.at_counter import AtCounter
from loket.bookings.reaching import Number
from loket.lib import clock
from loket.offices import policies
from loket.offices.models import Office
from loket.web import places
from loket.web.access import allowed
from loket.web.booking import shown
from loket.web.booking.forms import CounterForm
from loket.web.limits.words import over_words
from loket.web.requests import StaffRequest
from loket.web.statuses import UNPROCESSABLE


@dataclass(frozen=True, slots=True)
class Asked:
    """For which service and day hours are shown."""

    service_id: int
    day: date


@require_GET
@allowed(policies.changes_bookings, at=places.office)
def new(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """The form; a service and a day in the address show their hours."""
    return _page(request, office, _asked(office, request.GET), CounterForm())


@require_POST
@allowed(policies.changes_bookings, at=places.office)
def book(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """Book, and show the slip; or say why not."""
    asked, form = _asked(office, request.POST), CounterForm(request.POST)
    if not form.is_valid():
        return _page(request, office, asked, form, status=UNPROCESSABLE)
    said = form.cleaned_data
    lifts = policies.lifts_limits(request.user, office)
    wish = AtCounter(
        agency_id=office.agency_id,
        office_id=office.id,
        slot_id=said["slot"],
        people=form.people,
        staff_id=request.user.id,
        now=clock.now(),
        number=Number(said["phone"]) if said["phone"] else None,
        lifted=said["lifted"].strip() if lifts else "",
    )
    if not _is_here(office, said["slot"]):
        form.add_error("slot", gettext("Choose an hour."))
        return _page(request, office, asked, form, status=UNPROCESSABLE)
    answer = at_counter.book(wish, settings.LOKET_KEYRING())
    if isinstance(answer, Denied):
        refused = _refusal(office, asked, form, answer)
        return _page(request, office, asked, form, refused, UNPROCESSABLE)
    messages.info(request, gettext("Booked: %(code)s.") % {"code": answer.code})
    return redirect("booking", booking_id=answer.booking_id)


def _is_here(office: Office, slot_id: int) -> bool:
    """An hour of another office cannot be booked from here."""
    return queries.office_of_slot(slot_id) == office.id


def _refusal(
    office: Office, asked: Asked, form: CounterForm, denied: Denied
) -> dict[str, Any]:
    if denied.over is not None:
        words = over_words(denied.over, office.zone)
        return {"words": words, "may_lift": True}
    if denied.why is Refusal.ALREADY_BOOKED:
        there = at_counter.standing(
            office.agency_id, asked.service_id, form.people, settings.LOKET_KEYRING()
        )
        words = gettext("%(name)s has a booking for this service already.")
        name = denied.name or gettext("One of them")
        return {"words": words % {"name": name}, "standing": there}
    if denied.why is Refusal.FULL:
        return {"words": gettext("That hour has just been taken; choose another one.")}
    return {
        "words": gettext("That hour cannot be booked any more; choose another one.")
    }


def _asked(office: Office, words: QueryDict) -> Asked:
    today = clock.now().astimezone(ZoneInfo(office.zone)).date()
    try:
        day = max(date.fromisoformat(words.get("day", "")), today)
    except ValueError:
        day = today
    offered = [service for service, _ in _services(office)]
    wanted = words.get("service", "")
    is_known = wanted.isdecimal() and int(wanted) in offered
    return Asked(int(wanted) if is_known else next(iter(offered), 0), day)


def _services(office: Office) -> list[tuple[int, str]]:
    offered = {service for at, service in queries.releases() if at == office.id}
    return [(id_, shown.service_name(id_)) for id_ in sorted(offered)]


def _page(
    request: StaffRequest,
    office: Office,
    asked: Asked,
    form: CounterForm,
    refused: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "office": office,
        "asked": asked,
        "services": _services(office),
        "hours": shown.hours_of_day(office, asked.service_id, asked.day, 1),
        "chosen": form.data.get("slot", "") if form.is_bound else "",
        "form": form,
        "refused": refused,
        "may_lift": policies.lifts_limits(request.user, office),
    }
    template = "booking/new_hours.html" if request.htmx else "booking/new.html"
    return render(request, template, context, status=status)
