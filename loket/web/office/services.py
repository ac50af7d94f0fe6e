"""What people come for, and the papers they bring, in both languages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from loket.offices import furnishing, policies
from loket.offices.models import Agency, Service
from loket.web import places
from loket.web.access import allowed
from loket.web.office.forms import TEXT, order, text
from loket.web.office.offices import WHY
from loket.web.requests import StaffRequest
from loket.web.statuses import UNPROCESSABLE

LANGUAGES = ("id", "en")


def _papers(label: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={**TEXT, "rows": 3})
    return forms.CharField(label=label, max_length=400, widget=widget, required=False)


class ServiceForm(forms.Form):
    """A service, and what to bring to it."""

    name_id = text(gettext_lazy("Name in Indonesian"), 60)
    name_en = text(gettext_lazy("Name in English"), 60)
    requirements_id = _papers(gettext_lazy("Documents to bring, in Indonesian"))
    requirements_en = _papers(gettext_lazy("Documents to bring, in English"))

    def facts(self) -> dict[str, dict[str, str]]:
        """Return what was entered, as a service keeps it, in each language."""
        said = self.cleaned_data
        needed = {one: said[f"requirements_{one}"] for one in LANGUAGES}
        return {
            "names": {one: said[f"name_{one}"] for one in LANGUAGES},
            "requirements": {one: words for one, words in needed.items() if words},
        }


class KnownServiceForm(ServiceForm):
    """A service that there is: also where it stands among the others."""

    position = order()


@require_GET
@allowed(policies.sets_up, at=places.agency)
def show_all(request: StaffRequest, agency: Agency) -> HttpResponse:
    """All services."""
    found = Service.objects.filter(agency=agency)
    context = {"agency": agency, "services": found}
    return render(request, "office/services.html", context)


@require_http_methods(["GET", "POST"])
@allowed(policies.sets_up, at=places.agency)
def add(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Add a service; its short name is made from the Indonesian one."""
    form = ServiceForm(request.POST or None)
    if form.is_valid():
        facts = form.facts()
        try:
            furnishing.add_service(agency, facts["names"]["id"], **facts)
        except furnishing.Refused as refusal:
            form.add_error("name_id", str(WHY[str(refusal)]))
        else:
            words = gettext("The service was added. Say at each office when it opens.")
            messages.info(request, words)
            return redirect("services")
    return _form(request, form, None)


@require_http_methods(["GET", "POST"])
@allowed(policies.sets_up, at=places.agency)
def change(request: StaffRequest, agency: Agency, service_id: int) -> HttpResponse:
    """Change what a service is called and needs."""
    service = Service.objects.filter(agency=agency, id=service_id).first()
    if service is None:
        raise Http404
    known = {
        f"{field}_{one}": words.get(one, "")
        for field, words in (
            ("name", service.names),
            ("requirements", service.requirements),
        )
        for one in LANGUAGES
    }
    form = KnownServiceForm(
        request.POST or None, initial={**known, "position": service.position}
    )
    if form.is_valid():
        place = form.cleaned_data["position"]
        position = service.position if place is None else place
        furnishing.change_service(service, **form.facts(), position=position)
        messages.info(request, gettext("Saved. Citizens read it from now on."))
        return redirect("services")
    return _form(request, form, service)


def _form(
    request: StaffRequest, form: ServiceForm, service: Service | None
) -> HttpResponse:
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "service": service}
    return render(request, "office/service.html", context, status=status)
