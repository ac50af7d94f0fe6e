"""
Before an office changes its hours: who loses an hour and where each goes. After it: who
was told, who has to be phoned, and taking it back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

from loket.bookings import displaced, rearranging, reopening
from loket.bookings.changes import Change
from loket.bookings.models import Rearrangement
from loket.bookings.placing import Placed, Wish
from loket.bookings.rearranging import Done
from loket.lib import clock
from loket.offices import policies
from loket.offices.models import Closure, Office, Service, Staff
from loket.web import places
from loket.web.access import allowed
from loket.web.requests import StaffRequest


@dataclass(frozen=True, slots=True)
class Shown:
    """Somebody who would lose an hour, as the page shows them."""

    placed: Placed
    name: str
    service: str
    is_told: bool


def carry_out(
    request: StaffRequest, office: Office | None, change: Change, back: str
) -> HttpResponse:
    """
    Do a change that concerns nobody, or that was confirmed; show it before otherwise.
    `back` is the address of the page it came from; without `office` no names are shown.
    """
    wish = Wish.CANCEL if request.POST.get("wish") == "cancel" else Wish.MOVE
    now = clock.now()
    if "sure" not in request.POST:
        shown = rearranging.preview(change, wish, now)
        if shown.outcome.placed:
            return _preview(request, office, shown, wish, change, back)
    done = rearranging.apply(change, wish, now, request.user.id)
    messages.info(request, _said(done))
    if len(done.ids) == 1 and office is not None:
        return redirect("office-change", code=office.code, change_id=done.ids[0])
    return redirect(back)


def _preview(
    request: StaffRequest,
    office: Office | None,
    done: Done,
    wish: Wish,
    change: Change,
    back: str,
) -> HttpResponse:
    ids = [one.visit.id for one in done.outcome.placed]
    names: dict[UUID, str] = {}
    if office is not None and policies.sees_agenda(request.user, office):
        names = displaced.first_names(ids, settings.LOKET_KEYRING())
    services = _services(request)
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in {"csrfmiddlewaretoken", "wish", "sure"}
        for value in values
    ]
    context = {
        "office": office,
        "change": change,
        "wish": wish.value,
        "back": back,
        "sent": sent,
        "moved": len(done.outcome.moved),
        "cancelled": len(done.outcome.cancelled),
        "told": len(done.told),
        "untold": len(ids) - len(done.told),
        "holds": len(done.outcome.holds),
        "people": [
            Shown(
                one,
                names.get(one.visit.id, one.visit.code),
                services.get(one.before.service_id, ""),
                one.visit.id in done.told,
            )
            for one in done.outcome.placed
        ],
    }
    return render(request, "office/preview.html", context)


def _said(done: Done) -> str:
    moved, cancelled = len(done.outcome.moved), len(done.outcome.cancelled)
    if not moved and not cancelled:
        return gettext("Saved. Nobody had booked there.")
    parts = []
    if moved:
        words = ngettext("%(n)s booking was moved", "%(n)s bookings were moved", moved)
        parts.append(words % {"n": moved})
    if cancelled:
        words = ngettext(
            "%(n)s booking was cancelled", "%(n)s bookings were cancelled", cancelled
        )
        parts.append(words % {"n": cancelled})
    return ", ".join(parts) + "."


def _services(request: StaffRequest) -> dict[int, str]:
    language = getattr(request, "LANGUAGE_CODE", "id")
    return {one.id: one.names.get(language, str(one)) for one in Service.objects.all()}


@require_GET
@allowed(policies.sees_changes, at=places.office)
def show_all(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """All changes of an office by which people lost an hour, the latest first."""
    found = Rearrangement.objects.filter(office_id=office.id).order_by("-made_at")[:100]
    context = {"office": office, "changes": found}
    return render(request, "office/changes.html", context)


@require_GET
@allowed(policies.sees_changes, at=places.office)
def show(
    request: StaffRequest, office: Office, code: str, change_id: int
) -> HttpResponse:
    """One change: what became of each, and whom to phone. It prints."""
    change = _find(office, change_id)
    people = displaced.of(change.id, settings.LOKET_KEYRING())
    services = _services(request)
    context: dict[str, Any] = {
        "office": office,
        "change": change,
        "people": [(one, services.get(one.service_id, "")) for one in people],
        "to_call": sum(one.must_be_called for one in people),
        "days_of_all": _of_decree(change).count(),
        "keeping": sum(one.coming_at is not None for one in people),
        "may_undo": _may_undo(request.user, office, change)
        and change.undone_at is None
        and bool(change.undo),
    }
    return render(request, "office/change.html", context)


@require_POST
@allowed(policies.sees_changes, at=places.office)
def calls(
    request: StaffRequest, office: Office, code: str, change_id: int, one_id: int
) -> HttpResponse:
    """Somebody was phoned."""
    displaced.call(_find(office, change_id), one_id, clock.now())
    return redirect("office-change", code=code, change_id=change_id)


@require_POST
@allowed(policies.manages_office, at=places.office)
def undoing(
    request: StaffRequest, office: Office, code: str, change_id: int
) -> HttpResponse:
    """Take a change back; nobody is moved back by it."""
    change = _find(office, change_id)
    if not _may_undo(request.user, office, change):
        raise Http404
    try:
        reopening.take_back(change, office, clock.now())
    except reopening.CannotUndo:
        words = gettext("This was taken back before, or cannot be.")
        messages.info(request, words)
    else:
        words = gettext("Taken back. People keep the hours that they were told.")
        messages.info(request, words)
    return redirect("office-change", code=code, change_id=change_id)


def _may_undo(staff: Staff, office: Office, change: Rearrangement) -> bool:
    """Test if it is theirs to undo: a day of a decree opens every office again."""
    if _of_decree(change).exists():
        return policies.decrees(staff, office.agency)
    return policies.manages_office(staff, office)


def _of_decree(change: Rearrangement) -> QuerySet[Closure]:
    made = change.undo.get("closures", ())
    return Closure.objects.filter(id__in=made, office=None)


def _find(office: Office, change_id: int) -> Rearrangement:
    found = Rearrangement.objects.filter(office_id=office.id, id=change_id).first()
    if found is None:
        raise Http404
    return found
