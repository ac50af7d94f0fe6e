"""The agenda of an office: who comes when, and marking who came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from loket.bookings import actions, waiting
from loket.bookings.models import Booking
from loket.bookings.states import BookingState
from loket.bookings.waiting import Entry as Waiting
from loket.lib import audit, clock
from loket.lib.audit import Entry
from loket.offices import policies
from loket.offices.models import Office, Staff
from loket.web import places
from loket.web.access import allowed
from loket.web.agenda import hours, words
from loket.web.agenda.asked import Asked
from loket.web.agenda.day import Day
from loket.web.agenda.hours import CardLook
from loket.web.agenda.week import Week
from loket.web.agenda.words import Toast
from loket.web.requests import StaffRequest
from loket.web.statuses import CONFLICT, UNPROCESSABLE

# Where somebody begins who sees no agenda.
WITHOUT_AGENDA = (
    ("setup", policies.sets_up),
    ("costs", policies.sees_costs),
    ("texts", policies.chooses_words),
)
SHOWN_WAITING = 3


class Waits(NamedTuple):
    """How many people wait for a day, and the first of them."""

    people: int
    first: Sequence[Waiting]


@require_GET
@allowed(places.is_own, at=places.own_desk)
def desk(request: StaffRequest, staff: Staff) -> HttpResponse:
    """The first office at which somebody works, else the first page they may see."""
    offices = policies.offices_of(staff)
    if offices:
        return redirect("agenda", code=offices[0].code)
    agency = policies.agency_of(staff)
    for page, may_see in WITHOUT_AGENDA:
        if agency is not None and may_see(staff, agency):
            return redirect(page)
    return render(request, "agenda/no_office.html", status=200)


@require_GET
@allowed(policies.sees_agenda, at=places.office)
def show(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """A day of an office; for htmx only the part that changes."""
    asked = Asked.read(request.GET, _now(office).date())
    day = {"day": asked.day}
    seen = Entry("agenda.seen", str(office.pk), office.agency_id, office.pk, day)
    audit.saw(seen, clock.now())
    if request.htmx:
        return _part(request, office, asked)
    return render(request, "agenda/page.html", _context(request, office, asked))


@require_POST
@allowed(policies.marks_bookings, at=places.office_of_booking)
def arrival(request: StaffRequest, office: Office, booking_id: UUID) -> HttpResponse:
    """Somebody came."""
    return _move(request, office, booking_id, BookingState.ARRIVED)


@require_POST
@allowed(policies.marks_bookings, at=places.office_of_booking)
def absence(request: StaffRequest, office: Office, booking_id: UUID) -> HttpResponse:
    """Somebody did not come."""
    return _move(request, office, booking_id, BookingState.NO_SHOW)


@require_POST
@allowed(policies.marks_bookings, at=places.office_of_booking)
def expectation(
    request: StaffRequest, office: Office, booking_id: UUID
) -> HttpResponse:
    """Somebody is expected after all: takes the two others back."""
    return _move(request, office, booking_id, BookingState.BOOKED)


@require_POST
@allowed(policies.sets_quota, at=places.office)
def quotas(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """How many people each service may take in an hour."""
    asked = Asked.read(request.POST, _now(office).date())
    day = Day(office, asked, _now(office), settings.LOKET_KEYRING())
    refused = []
    for quota in day.quotas:
        places_ = request.POST.get(f"quota-{quota.slot.service_id}", "")
        if places_.isdigit() and int(places_) != quota.slot.capacity:
            try:
                actions.set_capacity(
                    office,
                    quota.slot.service_id,
                    day.day,
                    quota.slot.starts,
                    min(int(places_), words.MOST_PLACES),
                )
            except actions.BelowTaken:
                refused.append(quota)
    if refused:
        toast = words.below_taken(refused[0].service, refused[0].slot.taken)
        return _part(request, office, asked, toast, UNPROCESSABLE)
    return _part(request, office, asked, Toast(gettext("Quota saved."), "check"))


def _move(
    request: StaffRequest, office: Office, booking_id: UUID, after: BookingState
) -> HttpResponse:
    booking = Booking.objects.select_related("slot").get(id=booking_id)
    asked = Asked.read(request.POST, booking.slot.day)
    is_early = booking.slot.starts_at > clock.now()
    if after is BookingState.NO_SHOW and is_early:
        return _part(request, office, asked, words.too_early(booking), CONFLICT)
    try:
        before = BookingState(request.POST.get("before", ""))
        actions.mark(booking_id, before, after, clock.now(), request.user.id)
    except ValueError:
        raise Http404 from None
    except actions.NotPossible:
        booking.refresh_from_db()
        toast = words.conflict(booking, before, office, request.user)
        return _part(request, office, asked, toast, CONFLICT)
    return _part(request, office, asked, words.moved(booking, after))


def _part(
    request: StaffRequest,
    office: Office,
    asked: Asked,
    toast: Toast | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the changed part with what to say; without htmx, the way to the page."""
    if not request.htmx:
        if toast is not None:
            messages.info(request, toast.text)
        page = reverse("agenda", args=[office.code])
        return redirect(page + asked.address())
    context = {**_context(request, office, asked), "toast": toast}
    return render(request, "agenda/part.html", context, status=status)


def _context(request: StaffRequest, office: Office, asked: Asked) -> dict[str, Any]:
    now = _now(office)
    day = Day(office, asked, now, settings.LOKET_KEYRING())
    week = Week(office, asked.day)
    return {
        "office": office,
        "day": day,
        "week": week,
        "day_cards": _cards(week, now.date()),
        "now": now,
        "empty": None if day.hours else week.why_empty(now),
        "waits": _waits(office, asked.day),
        "may_open_cases": SimpleLazyObject(
            lambda: policies.works_on_cases(request.user, office)
        ),
        "may_set_quota": policies.sets_quota(request.user, office),
        "may_change": policies.changes_bookings(request.user, office),
        "may_print": policies.keeps_papers(request.user, office),
        "may_manage": policies.manages_office(request.user, office),
        "may_set_limits": policies.sets_limits(request.user, office),
        "topic": f"office:{office.id}:{asked.day}",
        "waits_topic": f"waitlist:{office.id}",
    }


def _cards(week: Week, today: date) -> list[SafeString]:
    language = translation.get_language() or "id"
    return [
        hours.draw_card(
            card, CardLook(card.day == week.day, card.day < today, language)
        )
        for card in week.cards
    ]


def _waits(office: Office, day: date) -> Waits:
    keyring = settings.LOKET_KEYRING()
    first = waiting.of_office(office.id, day, keyring, limit=SHOWN_WAITING)
    is_all = len(first) < SHOWN_WAITING
    people = sum(one.size for one in first) if is_all else waiting.count(office.id, day)
    return Waits(people, first)


def _now(office: Office) -> datetime:
    return clock.now().astimezone(ZoneInfo(office.zone))
