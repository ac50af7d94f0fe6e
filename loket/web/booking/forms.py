"""What may be entered to book for somebody at the counter."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from loket.bookings.people import Person, fold
from loket.lib import clock

MOST_PEOPLE = 5
SHORTEST_NAME = 3
OLDEST_YEARS = 125
# ITU-T E.164: fifteen digits at most; Indonesian numbers have ten or more with 62.
PHONE = re.compile(r"[1-9]\d{8,14}")
_NOT_DIGITS = re.compile(r"[^\d+]")
_TEXT = {"class": "form-control", "autocomplete": "off"}


class CounterForm(forms.Form):
    """Up to five people, the hour, and perhaps the number to be told."""

    slot = forms.IntegerField(
        error_messages={"required": gettext_lazy("Choose an hour.")}
    )
    phone = forms.CharField(
        label=gettext_lazy("WhatsApp number"),
        required=False,
        max_length=24,
        widget=forms.TextInput(attrs={**_TEXT, "inputmode": "tel"}),
    )
    agrees = forms.BooleanField(
        label=gettext_lazy("The citizen agrees to be written to at this number"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )
    lifted = forms.CharField(
        label=gettext_lazy("Reason for booking beyond the limit"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=_TEXT),
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for n in range(1, MOST_PEOPLE + 1):
            self.fields[f"name_{n}"] = forms.CharField(
                label=gettext("Name %(n)s") % {"n": n},
                required=n == 1,
                max_length=120,
                widget=forms.TextInput(attrs=_TEXT),
            )
            self.fields[f"born_{n}"] = forms.DateField(
                label=gettext("Birth date %(n)s") % {"n": n},
                required=n == 1,
                widget=forms.DateInput(
                    attrs={**_TEXT, "type": "date"}, format="%Y-%m-%d"
                ),
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each person."""
        numbers = range(1, MOST_PEOPLE + 1)
        return [(self[f"name_{n}"], self[f"born_{n}"]) for n in numbers]

    def clean_phone(self) -> str:
        """Return the number as the platform writes it, "" if there is none."""
        said = _NOT_DIGITS.sub("", self.cleaned_data["phone"]).lstrip("+")
        if not said:
            return ""
        number = f"62{said[1:]}" if said.startswith("0") else said
        if not PHONE.fullmatch(number):
            raise ValidationError(gettext("Write the number as 0812... or +62812..."))
        return number

    def clean(self) -> dict[str, Any]:
        """Pair names with birth dates; each needs the other."""
        said = super().clean() or {}
        self.people = [
            person
            for n in range(1, MOST_PEOPLE + 1)
            if (person := self._person(n, said)) is not None
        ]
        if said.get("phone") and not said.get("agrees"):
            self.add_error(
                "agrees",
                gettext("Ask the citizen first; without a yes, print the slip."),
            )
        return said

    def _person(self, n: int, said: dict[str, Any]) -> Person | None:
        name, born = said.get(f"name_{n}", "").strip(), said.get(f"born_{n}")
        if not name and born is None:
            return None
        if len(fold(name)) < SHORTEST_NAME:
            self.add_error(
                f"name_{n}", gettext("Write the name as on the identity card.")
            )
            return None
        today = clock.now().date()
        if born is None or not today.year - OLDEST_YEARS <= born.year or born > today:
            self.add_error(f"born_{n}", gettext("Write the birth date."))
            return None
        return Person(name, born)
