"""A new case by hand, perhaps for somebody of the agenda."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from loket.bookings import queries as bookings
from loket.bookings.queries import BookingRow
from loket.cases import kinds, making, nik
from loket.cases.imports import cells
from loket.cases.imports.cells import BadCell
from loket.cases.making import NewCase
from loket.cases.records import Fault
from loket.contacts import addresses
from loket.lib import clock
from loket.offices import policies
from loket.offices import queries as offices
from loket.offices.models import Agency, Office
from loket.web import places
from loket.web.access import allowed
from loket.web.cases import words
from loket.web.cases.views import seen
from loket.web.office.forms import choice, day, text
from loket.web.requests import StaffRequest
from loket.web.statuses import UNPROCESSABLE

FIELD_OF = {
    Fault.BAD_NUMBER: "number",
    Fault.BAD_PHONE: "phone",
    Fault.BAD_NAME: "name",
}


class CaseForm(forms.Form):
    """What is known of a case when it is opened."""

    office = choice(gettext_lazy("Office"), ())
    type = choice(gettext_lazy("Kind of case"), ())
    number = text(gettext_lazy("Number of the case"), 40)
    name = text(gettext_lazy("Name, as in the papers"), 200)
    birth_date = day(gettext_lazy("Birth date"))
    phone = text(
        gettext_lazy("Phone for messages (if there is one)"), 24, required=False
    )
    track = choice(gettext_lazy("Track"), (), required=False)
    nik = text(
        gettext_lazy("Identity number (NIK), if it is needed"), 24, required=False
    )

    def __init__(
        self, *args: Any, places_: Sequence[Office], agency_id: int, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        types = [
            one for one in kinds.of_agencies([agency_id]).values() if one.is_active
        ]
        tracks = {rule.track for one in types for rule in one.promises}
        self.fields["office"].choices = [(one.code, one.name) for one in places_]  # type: ignore[attr-defined]
        self.fields["type"].choices = [  # type: ignore[attr-defined]
            (one.slug, words.spoken(one.names)) for one in types
        ]
        self.fields["track"].choices = [  # type: ignore[attr-defined]
            (track, track or gettext("Ordinary")) for track in sorted({"", *tracks})
        ]
        for field in ("number", "phone", "nik"):
            # Nothing that a browser would remember on a desk that several share.
            self.fields[field].widget.attrs |= {
                "autocomplete": "off",
                "inputmode": "numeric",
            }

    def clean_number(self) -> str:
        """Leave out blanks and points."""
        return "".join(self.cleaned_data["number"].split()).replace(".", "").upper()

    def clean_phone(self) -> str:
        """Return digits with the country code."""
        try:
            return cells.phone(self.cleaned_data["phone"])
        except BadCell:
            raise forms.ValidationError(words.FAULTS[Fault.BAD_PHONE]) from None

    def clean_nik(self) -> str:
        """Refuse only what has not 16 digits."""
        try:
            return nik.cleaned(self.cleaned_data["nik"])
        except nik.NotDigits:
            said = gettext("An identity number has 16 digits; leave it empty without.")
            raise forms.ValidationError(said) from None


@require_http_methods(["GET", "POST"])
@allowed(policies.works_on_some_cases, at=places.agency)
def additions(request: StaffRequest, agency: Agency) -> HttpResponse:
    """A form for a new case, and opening it."""
    return _add(request, agency, None)


@require_http_methods(["GET", "POST"])
@allowed(policies.works_on_cases, at=places.office_of_booking)
def of_booking(request: StaffRequest, office: Office, booking_id: UUID) -> HttpResponse:
    """The same for somebody of the agenda, filled in."""
    (booking,) = bookings.seen([booking_id], settings.LOKET_KEYRING())
    return _add(request, office.agency, booking)


def _add(
    request: StaffRequest, agency: Agency, booking: BookingRow | None
) -> HttpResponse:
    mine = [
        one
        for one in seen(request, agency)
        if policies.works_on_cases(request.user, one)
    ]
    if not mine:
        raise Http404
    form = CaseForm(
        request.POST or None,
        places_=mine,
        agency_id=agency.id,
        initial=_known(booking, mine),
    )
    if form.is_valid():
        made = _open(request, form, booking)
        if made is not None:
            return made
    context = {"form": form, "booking": booking}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "cases/new.html", context, status=status)


def _open(
    request: StaffRequest, form: CaseForm, booking: BookingRow | None
) -> HttpResponse | None:
    """Open it; None if something is wrong, which the form then says."""
    said = dict(form.cleaned_data)
    code = said.pop("office")
    office = next(one for one in offices.offices().values() if one.code == code)
    new = NewCase(**said, contact_id=booking.contact_id if booking else None)
    try:
        id_ = making.open_by_hand(new, office, clock.now(), settings.LOKET_KEYRING())
    except making.AlreadyThere:
        form.add_error("number", gettext("There is a case of this number already."))
        return None
    except making.Wrong as refusal:
        field = FIELD_OF.get(refusal.fault)
        form.add_error(field, str(words.FAULTS.get(refusal.fault, refusal.fault)))
        return None
    for doubt in nik.doubts(new.nik, new.birth_date) if new.nik else ():
        messages.warning(request, str(words.DOUBTS[doubt]))
    messages.info(request, gettext("The case is open."))
    return redirect("case", case_id=id_)


def _known(booking: BookingRow | None, mine: Sequence[Office]) -> dict[str, Any]:
    """What a booking says already."""
    if booking is None:
        return {"office": mine[0].code}
    office = offices.offices()[booking.office_id]
    first = booking.people[0] if booking.people else None
    known = addresses.find([booking.contact_id] if booking.contact_id else [])
    phones = [one.phone for one in known.values() if one.phone]
    return {
        "office": office.code,
        "name": first.name if first else "",
        "birth_date": first.birth_date if first else None,
        "phone": phones[0] if phones else "",
    }
