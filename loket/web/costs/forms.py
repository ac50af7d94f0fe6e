"""What may be entered on the page of costs."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from loket.messaging.rates import INDONESIA
from loket.offices.models import Office
from loket.web.costs import money

CURRENCY = re.compile(r"[A-Z]{3}")
CATEGORIES = (
    ("utility", gettext_lazy("Utility template")),
    ("service", gettext_lazy("Answer in the window")),
    ("authentication", gettext_lazy("Authentication template")),
    ("marketing", gettext_lazy("Marketing template")),
)
_TEXT = {"class": "form-control"}


class AmountField(forms.CharField):
    """An amount, written as people do; millionths inside."""

    def clean(self, value: Any) -> int:
        """Return millionths."""
        micros = money.read(str(super().clean(value)))
        if micros is None:
            raise ValidationError(gettext("Write an amount, such as 250000 or 0.025."))
        return micros


class CurrencyField(forms.CharField):
    """The three letters of a currency."""

    def clean(self, value: Any) -> str:
        """Return the letters, large."""
        word = str(super().clean(value)).upper()
        if not CURRENCY.fullmatch(word):
            raise ValidationError(
                gettext("Write the three letters, such as USD or IDR.")
            )
        return word


class BudgetForm(forms.Form):
    """What a month may cost an office, or without one the whole agency."""

    office = forms.ModelChoiceField(
        label=gettext_lazy("Office"),
        queryset=Office.objects.none(),
        required=False,
        empty_label=gettext_lazy("The whole agency"),
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    amount = AmountField(
        label=gettext_lazy("A month may cost (0 takes the budget away)"),
        max_length=20,
        widget=forms.TextInput(attrs={**_TEXT, "inputmode": "decimal"}),
    )
    currency = CurrencyField(
        label=gettext_lazy("Currency"),
        max_length=3,
        initial="USD",
        widget=forms.TextInput(attrs=_TEXT),
    )

    prefix = "budget"

    def __init__(self, *args: Any, agency_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = Office.objects.filter(agency_id=agency_id)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]


class RateForm(forms.Form):
    """What one message costs from a day on, and where that stands."""

    category = forms.ChoiceField(
        label=gettext_lazy("Kind of message"),
        choices=CATEGORIES,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    amount = AmountField(
        label=gettext_lazy("Price of one message"),
        max_length=20,
        widget=forms.TextInput(attrs={**_TEXT, "inputmode": "decimal"}),
    )
    currency = CurrencyField(
        label=gettext_lazy("Currency"),
        max_length=3,
        initial="USD",
        widget=forms.TextInput(attrs=_TEXT),
    )
    since = forms.DateField(
        label=gettext_lazy("From this day on"),
        widget=forms.DateInput(attrs={**_TEXT, "type": "date"}),
    )
    source = forms.CharField(
        label=gettext_lazy("Source, with its date"),
        max_length=200,
        widget=forms.TextInput(attrs=_TEXT),
    )
    market = INDONESIA
    prefix = "rate"
