"""Days and hours on which an office is closed, and holidays of all its agency."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from loket.bookings import reopening
from loket.bookings.changes import Closing, Decree
from loket.lib import clock
from loket.offices import decreed, policies
from loket.offices.calendar import Span
from loket.offices.models import Agency, Closure, Office
from loket.web import places
from loket.web.access import allowed
from loket.web.office.affected import carry_out
from loket.web.office.forms import ClosureForm
from loket.web.requests import StaffRequest
from loket.web.statuses import UNPROCESSABLE

YEARS_AHEAD = 2


@require_GET
@allowed(policies.manages_office, at=places.office)
def show(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """What is closed from today on."""
    return _page(request, office)


@require_POST
@allowed(policies.manages_office, at=places.office)
def add(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """Close an office, after a look at who had booked."""
    form = ClosureForm(request.POST)
    if not form.is_valid():
        return _page(request, office, form=form)
    change = _closing([office], office, form)
    back = reverse("office-closures", args=[code])
    return carry_out(request, office, change, back)


@require_POST
@allowed(policies.manages_office, at=places.office)
def openings(
    request: StaffRequest, office: Office, code: str, closure_id: int
) -> HttpResponse:
    """Open again what is closed at this office only."""
    closure = Closure.objects.filter(office=office, id=closure_id).first()
    return _lift(request, closure, reverse("office-closures", args=[code]))


@require_GET
@allowed(policies.decrees, at=places.agency)
def holidays(request: StaffRequest, agency: Agency) -> HttpResponse:
    """The days on which all offices are closed, and what an import would change."""
    return _holidays(request, agency)


@require_POST
@allowed(policies.decrees, at=places.agency)
def add_for_all(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Close all offices on a day, as an amended decree says."""
    form = ClosureForm(request.POST)
    if not form.is_valid():
        return _holidays(request, agency, form=form)
    change = _closing(list(Office.objects.filter(agency=agency)), None, form)
    return carry_out(request, None, change, reverse("holidays"))


@require_POST
@allowed(policies.decrees, at=places.agency)
def imports(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Bring in the holidays and the collective leave of a year."""
    year = _year(request.POST.get("year", ""))
    reason = gettext("National holidays and collective leave %(year)s")
    offices = list(Office.objects.filter(agency=agency).select_related("agency"))
    change = Decree(agency, offices, year, reason % {"year": year})
    return carry_out(request, None, change, f"{reverse('holidays')}?year={year}")


@require_POST
@allowed(policies.decrees, at=places.agency)
def openings_for_all(
    request: StaffRequest, agency: Agency, closure_id: int
) -> HttpResponse:
    """Open all offices again on a day of a decree."""
    closure = Closure.objects.filter(agency=agency, office=None, id=closure_id).first()
    return _lift(request, closure, reverse("holidays"))


def _lift(request: StaffRequest, closure: Closure | None, back: str) -> HttpResponse:
    if closure is None:
        raise Http404
    reopening.lift(closure, clock.now())
    words = gettext("Open again. People keep the hours that they were told.")
    messages.info(request, words)
    return redirect(back)


def _closing(
    offices: list[Office], office: Office | None, form: ClosureForm
) -> Closing:
    said = form.cleaned_data
    first, starts = said["first"], said["starts"]
    return Closing(
        offices=offices,
        office=office,
        days=(first, said["last"] or first),
        reason=said["reason"],
        source=said["source"],
        part=Span(starts, said["ends"]) if starts else None,
    )


def _page(request: StaffRequest, office: Office, **more: Any) -> HttpResponse:
    today = clock.now().astimezone(ZoneInfo(office.zone)).date()
    mine = Q(office=office) | Q(office=None, agency=office.agency_id)
    context = {
        "office": office,
        "closures": Closure.objects.filter(mine, day__gte=today),
        "form": ClosureForm(initial={"first": request.GET.get("day", "")}),
        **more,
    }
    status = UNPROCESSABLE if more else 200
    return render(request, "office/closures.html", context, status=status)


def _year(words: str) -> int:
    this = clock.now().year
    year = int(words) if words.isdecimal() and len(words) == len(str(this)) else this
    return min(max(year, this), this + YEARS_AHEAD)


def _holidays(request: StaffRequest, agency: Agency, **more: Any) -> HttpResponse:
    year = _year(request.GET.get("year", ""))
    this = clock.now().year
    context = {
        "agency": agency,
        "year": year,
        "years": range(this, this + YEARS_AHEAD + 1),
        "days": Closure.objects.filter(agency=agency, office=None, day__year=year),
        "found": decreed.compare(agency, year),
        "source": decreed.source(),
        "form": ClosureForm(),
        **more,
    }
    status = UNPROCESSABLE if more else 200
    return render(request, "office/holidays.html", context, status=status)
