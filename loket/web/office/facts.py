"""What an agency tells everybody: what things cost, and which addresses are its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from loket.lib import clock
from loket.offices import furnishing, policies
from loket.offices.models import Agency, Fee, OfficialAddress
from loket.web import places
from loket.web.access import allowed
from loket.web.office.forms import choice, day, text, whole
from loket.web.office.offices import WHY
from loket.web.requests import StaffRequest
from loket.web.statuses import UNPROCESSABLE

KINDS = (
    ("whatsapp", "WhatsApp"),
    ("web", gettext_lazy("Web page")),
    ("phone", gettext_lazy("Telephone")),
    ("social", gettext_lazy("Social media")),
)
MOST_RUPIAH = 1_000_000_000


class FeeForm(forms.Form):
    """What something costs from a day on."""

    name_id = text(gettext_lazy("What it is for, in Indonesian"), 120)
    name_en = text(gettext_lazy("What it is for, in English"), 120)
    rupiah = whole(gettext_lazy("Rupiah"), MOST_RUPIAH)
    valid_from = day(gettext_lazy("From this day on"))
    source = text(gettext_lazy("Regulation"), 120)
    prefix = "fee"

    def facts(self) -> dict[str, Any]:
        """Return what was entered, as a fee keeps it."""
        said = dict(self.cleaned_data)
        names = {"id": said.pop("name_id"), "en": said.pop("name_en")}
        return {**said, "names": names}


class AddressForm(forms.Form):
    """A number or page that is truly the agency's."""

    kind = choice(gettext_lazy("Sort"), KINDS)
    value = text(gettext_lazy("Number or page, as it is written"), 120)
    prefix = "address"


@require_GET
@allowed(policies.sets_up, at=places.agency)
def show(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Fees and addresses."""
    return _page(request, agency)


@require_POST
@allowed(policies.sets_up, at=places.agency)
def fees(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Add a fee; one of the same name ends the day before."""
    form = FeeForm(request.POST)
    if not form.is_valid():
        return _page(request, agency, fee_form=form)
    furnishing.add_fee(agency, read_on=clock.now().date(), **form.facts())
    messages.info(request, gettext("The fee was added. Citizens who ask are told it."))
    return redirect("facts")


@require_POST
@allowed(policies.sets_up, at=places.agency)
def fee_end(request: StaffRequest, agency: Agency, fee_id: int) -> HttpResponse:
    """Let a fee end yesterday."""
    fee = Fee.objects.filter(agency=agency, id=fee_id).first()
    if fee is None:
        raise Http404
    furnishing.end_fee(fee, clock.now().date() - timedelta(days=1))
    messages.info(request, gettext("The fee has ended."))
    return redirect("facts")


@require_POST
@allowed(policies.sets_up, at=places.agency)
def addresses(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Add an official address."""
    form = AddressForm(request.POST)
    if form.is_valid():
        try:
            furnishing.add_address(agency, **form.cleaned_data)
        except furnishing.Refused as refusal:
            form.add_error("value", str(WHY[str(refusal)]))
    if not form.is_valid():
        return _page(request, agency, address_form=form)
    messages.info(request, gettext("The address was added."))
    return redirect("facts")


@require_POST
@allowed(policies.sets_up, at=places.agency)
def address_removal(
    request: StaffRequest, agency: Agency, address_id: int
) -> HttpResponse:
    """Remove an official address."""
    address = OfficialAddress.objects.filter(agency=agency, id=address_id).first()
    if address is None:
        raise Http404
    furnishing.remove_address(address)
    messages.info(request, gettext("The address was removed."))
    return redirect("facts")


def _page(request: StaffRequest, agency: Agency, **bound: Any) -> HttpResponse:
    today = clock.now().date()
    fees_ = list(Fee.objects.filter(agency=agency))
    language = getattr(request, "LANGUAGE_CODE", "id")
    context = {
        "agency": agency,
        "fees": [(fee, fee.names.get(language, fee.names["id"])) for fee in fees_],
        "addresses": OfficialAddress.objects.filter(agency=agency),
        "today": today,
        "fee_form": FeeForm(initial={"valid_from": today}),
        "address_form": AddressForm(),
        **bound,
    }
    status = UNPROCESSABLE if bound else 200
    return render(request, "office/facts.html", context, status=status)
