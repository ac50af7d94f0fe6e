"""What may be entered about a kind of case. Labels stand with the fields."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from loket.cases.models import CaseType, Stage
from loket.cases.stages import StageKind
from loket.offices.models import Fee, Service
from loket.web.cases import words
from loket.web.office.forms import SELECT, TEXT, choice, day, text, whole
from loket.web.templatetags.loket import number

LANGUAGES = ("id", "en")
MOST_DAYS = 366
ICONS = (
    "folder", "clipboard-check", "clipboard-text", "message-user", "receipt", "printer",
    "package", "truck", "user-check", "calendar-event", "hourglass", "check", "x",
)  # fmt: skip


def _long(label: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={**TEXT, "rows": 2})
    return forms.CharField(label=label, max_length=200, widget=widget, required=False)


def _by_language(said: dict[str, Any], name: str) -> dict[str, str]:
    """Return the words of a field in all languages that were entered."""
    found = {one: str(said.get(f"{name}_{one}") or "").strip() for one in LANGUAGES}
    return {one: spoken for one, spoken in found.items() if spoken}


def _initial(**spoken: Any) -> dict[str, str]:
    return {
        f"{name}_{one}": (found or {}).get(one, "")
        for name, found in spoken.items()
        for one in LANGUAGES
    }


class NamesForm(forms.Form):
    """A name in both languages."""

    name_id = text(gettext_lazy("Name in Indonesian"), 60)
    name_en = text(gettext_lazy("Name in English"), 60)

    def names(self) -> dict[str, str]:
        """Return it as it is kept."""
        return _by_language(self.cleaned_data, "name")


class TypeForm(NamesForm):
    """What a kind of case is, and how it is collected."""

    is_active = forms.BooleanField(
        label=gettext_lazy("New cases may be of this kind"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )
    pickup_service = forms.ModelChoiceField(
        label=gettext_lazy("Service at which hours for collecting are booked"),
        queryset=Service.objects.none(),
        required=False,
        empty_label=gettext_lazy("None: people come when the office is open"),
        widget=forms.Select(attrs=SELECT),
    )
    keep_days = whole(
        gettext_lazy("Kept for so many days after it is ready"), MOST_DAYS, 1
    )
    warn_days = text(
        gettext_lazy("Reminded on these days after it is ready, such as 7, 14, 25"),
        40,
        required=False,
    )
    lapse_stage = forms.ModelChoiceField(
        label=gettext_lazy("What is not collected in time moves to"),
        queryset=Stage.objects.none(),
        required=False,
        empty_label=gettext_lazy("It stays where it is"),
        widget=forms.Select(attrs=SELECT),
    )
    source = text(gettext_lazy("Source of these rules"), 200, required=False)
    read_on = day(gettext_lazy("Read on"), required=False)
    prefix = "type"

    def __init__(self, *args: Any, kind: CaseType, **more: Any) -> None:
        known = {
            **_initial(name=kind.names),
            "is_active": kind.is_active,
            "pickup_service": kind.pickup_service_id,
            "keep_days": kind.keep_days,
            "warn_days": ", ".join(map(str, kind.warn_days)),
            "lapse_stage": kind.lapse_stage_id,
            "source": kind.source,
            "read_on": kind.read_on,
        }
        super().__init__(*args, **{"initial": known, **more})
        services = Service.objects.filter(agency_id=kind.agency_id)
        ends = kind.stages.filter(kind=StageKind.ENDED)
        self.fields["pickup_service"].queryset = services  # type: ignore[attr-defined]
        self.fields["lapse_stage"].queryset = ends  # type: ignore[attr-defined]

    def clean_warn_days(self) -> list[int]:
        """Return days as numbers, each once, in order."""
        parts = self.cleaned_data["warn_days"].replace(",", " ").split()
        if not all(one.isdecimal() and 0 < int(one) <= MOST_DAYS for one in parts):
            raise forms.ValidationError(
                gettext_lazy("Write whole days, such as 7, 14.")
            )
        return sorted({int(one) for one in parts})

    def facts(self) -> dict[str, Any]:
        """Return what was entered, as a kind keeps it."""
        said = dict(self.cleaned_data)
        for one in LANGUAGES:
            del said[f"name_{one}"]
        return {**said, "names": self.names()}


class StageForm(NamesForm):
    """What a stage is called, and what citizens hear there."""

    kind = choice(gettext_lazy("What it means"), tuple(
        (one.value, said) for one, said in words.KINDS.items()
    ))  # fmt: skip
    icon = choice(gettext_lazy("Icon"), tuple((one, one) for one in ICONS))
    position = whole(gettext_lazy("Place in the order"), 99)
    follows_id = _long(gettext_lazy("What comes next, in Indonesian"))
    follows_en = _long(gettext_lazy("What comes next, in English"))
    brings_id = _long(gettext_lazy("What citizens bring or do, in Indonesian"))
    brings_en = _long(gettext_lazy("What citizens bring or do, in English"))
    is_told = forms.BooleanField(
        label=gettext_lazy("Tell people when it is reached"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def __init__(self, *args: Any, stage: Stage, **more: Any) -> None:
        spoken = {"name": stage.names, "follows": stage.follows, "brings": stage.brings}
        known = {
            **_initial(**spoken),
            "kind": stage.kind,
            "icon": stage.icon if stage.icon in ICONS else ICONS[0],
            "position": stage.position,
            "is_told": stage.is_told,
        }
        super().__init__(
            *args, **{"initial": known, "prefix": f"stage-{stage.id}", **more}
        )

    def facts(self) -> dict[str, Any]:
        """Return what was entered, as a stage keeps it."""
        said = self.cleaned_data
        plain = {name: said[name] for name in ("kind", "icon", "position", "is_told")}
        spoken = {
            "names": _by_language(said, "name"),
            "follows": _by_language(said, "follows"),
            "brings": _by_language(said, "brings"),
        }
        return {**plain, **spoken}


class NewStageForm(NamesForm):
    """A stage that is added."""

    kind = choice(gettext_lazy("What it means"), tuple(
        (one.value, said) for one, said in words.KINDS.items()
    ))  # fmt: skip
    prefix = "new"


class PromiseForm(forms.Form):
    """So many working days from a stage on."""

    from_stage = forms.ModelChoiceField(
        label=gettext_lazy("Counted from this stage"),
        queryset=Stage.objects.none(),
        widget=forms.Select(attrs=SELECT),
    )
    working_days = whole(gettext_lazy("Working days (0: the same day)"), MOST_DAYS)
    track = text(gettext_lazy("Track (empty: the ordinary one)"), 20, required=False)
    valid_from = day(gettext_lazy("For cases that reach it from this day on"))
    source = text(gettext_lazy("Regulation or decision"), 200)
    prefix = "promise"

    def __init__(self, *args: Any, kind: CaseType, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["from_stage"].queryset = kind.stages.all()  # type: ignore[attr-defined]


class DocumentForm(NamesForm):
    """A document that is asked for."""

    prefix = "document"


class ProxyForm(forms.Form):
    """Somebody who may collect in the holder's place, and what they must bring."""

    who_id = text(gettext_lazy("Who, in Indonesian"), 80)
    who_en = text(gettext_lazy("Who, in English"), 80)
    brings_id = text(gettext_lazy("What they bring, in Indonesian"), 200)
    brings_en = text(gettext_lazy("What they bring, in English"), 200)
    prefix = "proxy"

    def proxy(self) -> dict[str, dict[str, str]]:
        """Return it as a kind keeps it."""
        said = self.cleaned_data
        return {
            "who": _by_language(said, "who"),
            "brings": _by_language(said, "brings"),
        }


class _Fees(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Fee) -> str:
        """Return what a fee is for, and how much it is."""
        return f"{words.spoken(obj.names)}: Rp{number(obj.rupiah)}"


class FeesForm(forms.Form):
    """Which fees are due."""

    fees = _Fees(
        label=gettext_lazy("Fees that are due"),
        queryset=Fee.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    prefix = "fees"

    def __init__(self, *args: Any, kind: CaseType, **more: Any) -> None:
        known = {"fees": list(kind.fees.values_list("fee_id", flat=True))}
        super().__init__(*args, **{"initial": known, **more})
        fees = Fee.objects.filter(agency_id=kind.agency_id, valid_until=None)
        self.fields["fees"].queryset = fees  # type: ignore[attr-defined]
