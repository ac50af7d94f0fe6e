"""What may be entered about one office. Labels stand with the fields."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from loket.offices.furnishing import ZONES
from loket.offices.models import Office, OfficeKind, Service

TEXT = {"class": "form-control"}
MOST_ORDER = 999
_NUMBER = r"(-?\d{1,3}(?:\.\d{1,15})?)"
_PAIR = re.compile(rf"{_NUMBER}\s*[,; ]\s*{_NUMBER}")
SELECT = {"class": "form-select"}
KINDS = (
    (OfficeKind.OFFICE, gettext_lazy("Office")),
    (OfficeKind.ULP, gettext_lazy("Passport service unit (ULP)")),
    (OfficeKind.MPP, gettext_lazy("Public service mall (MPP)")),
    (OfficeKind.UKK, gettext_lazy("Immigration work unit (UKK)")),
)
ZONE_NAMES = tuple(
    zip(
        ZONES,
        (
            gettext_lazy("WIB (Jakarta)"),
            gettext_lazy("WITA (Makassar)"),
            gettext_lazy("WIT (Jayapura)"),
        ),
        strict=True,
    )
)


def text(label: Any, longest: int, **more: Any) -> forms.CharField:
    """Return a field for one line."""
    widget = forms.TextInput(attrs=TEXT)
    return forms.CharField(label=label, max_length=longest, widget=widget, **more)


def day(label: Any, **more: Any) -> forms.DateField:
    """Return a field for a day."""
    widget = forms.DateInput(attrs={**TEXT, "type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def hour(label: Any, **more: Any) -> forms.TimeField:
    """Return a field for an hour of a day."""
    widget = forms.TimeInput(attrs={**TEXT, "type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, **more)


def choice(label: Any, choices: Any, **more: Any) -> forms.ChoiceField:
    """Return a field with a list to choose from."""
    widget = forms.Select(attrs=SELECT)
    return forms.ChoiceField(label=label, choices=choices, widget=widget, **more)


def whole(label: Any, most: int, least: int = 0, **more: Any) -> forms.IntegerField:
    """Return a field for a number."""
    widget = forms.NumberInput(attrs={**TEXT, "inputmode": "numeric"})
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, widget=widget, **more
    )


class MapField(forms.CharField):
    """A place as maps copy it: latitude, longitude. Nothing is the place 0, 0."""

    # Somewhat more than Indonesia (6 N to 11 S, 95 to 141 E): a pair that stands the
    # wrong way round lies outside.
    SOUTH, NORTH, WEST, EAST = -11.5, 6.5, 94.5, 141.5

    def clean(self, value: Any) -> tuple[float, float]:
        """Return latitude and longitude."""
        said = str(super().clean(value))
        if not said:
            return 0.0, 0.0
        found = _PAIR.fullmatch(said)
        if found is not None:
            north, east = float(found[1]), float(found[2])
            if self.SOUTH <= north <= self.NORTH and self.WEST <= east <= self.EAST:
                return north, east
        raise ValidationError(
            gettext("Write it as a map copies it: latitude, longitude in Indonesia.")
        )


def order() -> forms.IntegerField:
    """Return a field for the order in which citizens are asked to choose."""
    label = gettext_lazy("Order in lists (small numbers stand first)")
    return whole(label, MOST_ORDER, required=False)


class AgencyForm(forms.Form):
    """What citizens know an authority as."""

    name = text(gettext_lazy("Name that citizens read"), 120)
    prefix = "agency"


class OfficeForm(forms.Form):
    """Name and place of an office that there is."""

    name = text(gettext_lazy("Name"), 120)
    city = text(gettext_lazy("City"), 80)
    address = text(gettext_lazy("Address"), 200)
    kind = choice(gettext_lazy("Sort of place"), KINDS)
    main_office = forms.ModelChoiceField(
        label=gettext_lazy("Unit of"),
        queryset=Office.objects.none(),
        required=False,
        empty_label=gettext_lazy("No other office"),
        widget=forms.Select(attrs=SELECT),
    )
    map_place = MapField(
        label=gettext_lazy("Place on the map, such as -6.20000, 106.81667"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs=TEXT),
    )
    position = order()
    prefix = "office"

    def __init__(self, *args: Any, agency_id: int, own: int = 0, **more: Any) -> None:
        super().__init__(*args, **more)
        others = Office.objects.filter(agency_id=agency_id).exclude(id=own)
        self.fields["main_office"].queryset = others  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """Return what was entered, as an office keeps it."""
        said = dict(self.cleaned_data)
        said["latitude"], said["longitude"] = said.pop("map_place")
        if said.get("position") is None:
            said.pop("position", None)
        return said


class NewOfficeForm(OfficeForm):
    """An office that is added, last in order: also its code and zone, which stay."""

    position = None  # type: ignore[assignment]

    code = text(gettext_lazy("Code, two to four letters (it begins each booking)"), 4)
    zone = choice(gettext_lazy("Time zone"), ZONE_NAMES)
    field_order = ("name", "code", "zone", "city", "address", "map_place")


class QuietForm(forms.Form):
    """The hours in which nobody is written to."""

    begins = hour(gettext_lazy("Quiet from"))
    ends = hour(gettext_lazy("Until"))
    prefix = "quiet"


class CounterForm(forms.Form):
    """A counter and what it serves."""

    name = text(gettext_lazy("Name of the counter, such as 1 or A"), 20)
    services = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Services (none: all)"),
        queryset=Service.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    prefix = "counter"

    def __init__(self, *args: Any, agency_id: int, **more: Any) -> None:
        super().__init__(*args, **more)
        offered = Service.objects.filter(agency_id=agency_id)
        self.fields["services"].queryset = offered  # type: ignore[attr-defined]


class DatedWeekForm(forms.Form):
    """For which days other hours count."""

    name = text(gettext_lazy("Name, such as Ramadan 1448"), 80)
    first = day(gettext_lazy("First day"))
    last = day(gettext_lazy("Last day (none: until further notice)"), required=False)
    source = text(gettext_lazy("Source, with its date"), 200)
    prefix = "dated"

    def clean(self) -> dict[str, Any]:
        """Refuse a week that ends before it begins."""
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first and last and last < first:
            self.add_error("last", gettext("The last day comes before the first."))
        return said


class ClosureForm(forms.Form):
    """Days on which an office is closed, or a part of each."""

    first = day(gettext_lazy("First day"))
    last = day(gettext_lazy("Last day (none: only the first)"), required=False)
    starts = hour(gettext_lazy("From (none: the whole day)"), required=False)
    ends = hour(gettext_lazy("Until"), required=False)
    reason = text(gettext_lazy("Reason, as citizens will read it"), 120)
    source = text(gettext_lazy("Source, with its date"), 200)

    MOST_DAYS = 92

    def clean(self) -> dict[str, Any]:
        """Refuse days and hours that run backward, or half a part of a day."""
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        starts, ends = said.get("starts"), said.get("ends")
        if first and last and not 0 <= (last - first).days < self.MOST_DAYS:
            words = gettext("The last day lies within three months after the first.")
            self.add_error("last", words)
        if bool(starts) != bool(ends) or (starts and ends and ends <= starts):
            words = gettext("A part of a day needs two times, the earlier one first.")
            self.add_error("ends", words)
        return said
