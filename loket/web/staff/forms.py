"""Forms about staff: who is added, and which duty is given where."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from loket.offices.models import Agency, Office, Staff
from loket.web.staff.words import DUTIES

_INPUT = {"class": "form-control"}
_SELECT = {"class": "form-select"}


class DutyForm(forms.Form):
    """A duty, and where it counts."""

    duty = forms.ChoiceField(
        label=gettext_lazy("Duty"),
        choices=list(DUTIES.items()),
        widget=forms.Select(attrs=_SELECT),
    )
    office = forms.ModelChoiceField(
        label=gettext_lazy("Where"),
        queryset=Office.objects.none(),
        required=False,
        empty_label=gettext_lazy("All offices of the agency"),
        widget=forms.Select(attrs=_SELECT),
    )

    def __init__(self, *args: Any, agency: Agency, **more: Any) -> None:
        super().__init__(*args, **more)
        offices = Office.objects.filter(agency=agency)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]


class NewStaffForm(DutyForm):
    """Somebody new, with a first duty."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        widget=forms.TextInput(attrs=_INPUT),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs=_INPUT),
    )
    field_order = ("name", "email", "duty", "office")

    def clean_email(self) -> str:
        """Refuse an address that has an account."""
        email = str(self.cleaned_data["email"]).lower()
        if Staff.objects.filter(email=email).exists():
            raise ValidationError(gettext("Somebody has this e-mail already."))
        return email
