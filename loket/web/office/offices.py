"""The offices of an agency: a list, a new one, and what is set for one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from loket.offices import actions, furnishing, policies
from loket.offices.models import Agency, Counter, Office
from loket.web import places
from loket.web.access import allowed
from loket.web.office.forms import (
    AgencyForm,
    CounterForm,
    NewOfficeForm,
    OfficeForm,
    QuietForm,
)
from loket.web.requests import StaffRequest
from loket.web.statuses import UNPROCESSABLE

WHY = {
    "code": gettext_lazy("The code needs two to four letters."),
    "taken": gettext_lazy("There is one of this name already; choose another."),
    "zone": gettext_lazy("Choose one of the zones."),
    "name": gettext_lazy("A name with letters or digits is needed."),
}
"""What is said when something was not kept, by the code of `furnishing.Refused`."""


@require_GET
@allowed(policies.sets_up, at=places.agency)
def show_all(request: StaffRequest, agency: Agency) -> HttpResponse:
    """All offices, and a form for a new one."""
    return _list(request, agency, NewOfficeForm(agency_id=agency.id))


@require_POST
@allowed(policies.sets_up, at=places.agency)
def add(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Add an office; next come its hours."""
    form = NewOfficeForm(request.POST, agency_id=agency.id)
    if not form.is_valid():
        return _list(request, agency, form, UNPROCESSABLE)
    try:
        office = furnishing.add_office(agency, **form.facts())
    except furnishing.Refused as refusal:
        form.add_error("code", str(WHY[str(refusal)]))
        return _list(request, agency, form, UNPROCESSABLE)
    messages.info(request, gettext("The office was added. Set its hours next."))
    return redirect("office-hours", code=office.code)


@require_POST
@allowed(policies.sets_up, at=places.agency)
def rename(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Call the agency otherwise."""
    form = AgencyForm(request.POST)
    if not form.is_valid():
        new = NewOfficeForm(agency_id=agency.id)
        return _list(request, agency, new, UNPROCESSABLE, agency_form=form)
    furnishing.rename_agency(agency, form.cleaned_data["name"])
    messages.info(request, gettext("Saved. Citizens read it from now on."))
    return redirect("offices")


@require_GET
@allowed(policies.manages_office, at=places.office)
def show(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """What is set for an office."""
    return _page(request, office)


@require_POST
@allowed(policies.manages_office, at=places.office)
def details(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """Change name and place."""
    form = OfficeForm(request.POST, agency_id=office.agency_id, own=office.id)
    if not form.is_valid():
        return _page(request, office, office_form=form)
    furnishing.change_office(office, **form.facts())
    messages.info(request, gettext("Saved."))
    return redirect("office", code=code)


@require_POST
@allowed(policies.manages_office, at=places.office)
def quiet(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """Set the quiet hours."""
    form = QuietForm(request.POST)
    if form.is_valid():
        try:
            actions.set_quiet(office, **form.cleaned_data)
        except actions.TooQuiet:
            form.add_error("ends", gettext("Quiet hours last 16 hours at most."))
    if not form.is_valid():
        return _page(request, office, quiet_form=form)
    messages.info(request, gettext("Saved."))
    return redirect("office", code=code)


@require_POST
@allowed(policies.manages_office, at=places.office)
def counters(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """Add a counter."""
    form = CounterForm(request.POST, agency_id=office.agency_id)
    if form.is_valid():
        try:
            furnishing.add_counter(office, **form.cleaned_data)
        except furnishing.Refused as refusal:
            form.add_error("name", str(WHY[str(refusal)]))
    if not form.is_valid():
        return _page(request, office, counter_form=form)
    messages.info(request, gettext("The counter was added."))
    return redirect("office", code=code)


@require_POST
@allowed(policies.manages_office, at=places.office)
def counter_removal(
    request: StaffRequest, office: Office, code: str, counter_id: int
) -> HttpResponse:
    """Remove a counter."""
    counter = Counter.objects.filter(office=office, id=counter_id).first()
    if counter is None:
        raise Http404
    furnishing.remove_counter(counter)
    messages.info(request, gettext("The counter was removed."))
    return redirect("office", code=code)


def _list(
    request: StaffRequest,
    agency: Agency,
    form: NewOfficeForm,
    status: int = 200,
    **more: AgencyForm,
) -> HttpResponse:
    offices = Office.objects.filter(agency=agency).select_related("main_office")
    named = AgencyForm(initial={"name": agency.name})
    context = {
        "agency": agency,
        "offices": offices,
        "form": form,
        "agency_form": named,
        **more,
    }
    return render(request, "office/offices.html", context, status=status)


def _page(request: StaffRequest, office: Office, **forms: Any) -> HttpResponse:
    known = {
        field: getattr(office, field)
        for field in ("name", "city", "address", "kind", "main_office", "position")
    }
    if office.latitude or office.longitude:
        known["map_place"] = f"{office.latitude:.5f}, {office.longitude:.5f}"
    times = {"begins": office.quiet_from, "ends": office.quiet_until}
    context = {
        "office": office,
        "counters": office.counters.prefetch_related("services"),
        "office_form": OfficeForm(
            initial=known, agency_id=office.agency_id, own=office.id
        ),
        "quiet_form": QuietForm(initial=times),
        "counter_form": CounterForm(agency_id=office.agency_id),
        **forms,
    }
    status = UNPROCESSABLE if forms else 200
    return render(request, "office/office.html", context, status=status)
