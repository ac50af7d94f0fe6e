"""When the hours of a service can be booked, as it is entered."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from loket.bookings import releasing
from loket.bookings.models import ReleaseKind
from loket.bookings.releasing import BadRule, Later, Rule
from loket.web.office.forms import choice, hour, text, whole

WRONG = {
    "horizon": gettext_lazy("At most 69 days before."),
    "weekday": gettext_lazy("Choose a day of the week."),
    "weeks": gettext_lazy("One to eight weeks ahead."),
    "portions": gettext_lazy("At most six portions a day."),
    "order": gettext_lazy("Each portion comes after the one before it."),
    "percent": gettext_lazy("The later portions leave at least 1 % for the first."),
    "spread": gettext_lazy("At most 120 minutes."),
}
"""What is said of a rule that cannot be followed, by the code of `BadRule`."""
KINDS = (
    (ReleaseKind.ROLLING, gettext_lazy("Day by day")),
    (ReleaseKind.WEEKLY, gettext_lazy("A whole week at once")),
)
WEEKDAYS = tuple(
    enumerate(
        (
            gettext_lazy("Monday"),
            gettext_lazy("Tuesday"),
            gettext_lazy("Wednesday"),
            gettext_lazy("Thursday"),
            gettext_lazy("Friday"),
            gettext_lazy("Saturday"),
            gettext_lazy("Sunday"),
        )
    )
)


class ReleaseForm(forms.Form):
    """A release rule. Later portions: "12:00 30, 16:00 30"."""

    kind = choice(gettext_lazy("Hours open"), KINDS)
    horizon_days = whole(
        gettext_lazy("Day by day: so many days before"), 69, required=False
    )
    weekday = choice(gettext_lazy("A week at once: on"), WEEKDAYS, required=False)
    weeks_ahead = whole(
        gettext_lazy("A week at once: weeks ahead"), 8, 1, required=False
    )
    opens_at = hour(gettext_lazy("At"))
    later = text(
        gettext_lazy("Later portions, such as 12:00 30, 16:00 30 (per cent)"),
        80,
        required=False,
    )
    spread_minutes = whole(
        gettext_lazy("Put each off by a chance of up to (minutes)"), 120, required=False
    )
    seed = text(gettext_lazy("Word for the chance"), 32, required=False)

    def clean_later(self) -> list[Later]:
        """Return the portions that were written."""
        try:
            return [
                Later(time.fromisoformat(at), int(share.rstrip("%")))
                for one in self.cleaned_data["later"].split(",")
                if one.strip()
                for at, share in [one.split()]
            ]
        except ValueError:
            words = gettext("Write each portion as an hour and a number: 12:00 30.")
            raise forms.ValidationError(words) from None

    def clean(self) -> dict[str, Any]:
        """Refuse a rule that cannot be followed."""
        said = super().clean() or {}
        if not self.errors:
            try:
                releasing.check(self.rule())
            except BadRule as wrong:
                raise forms.ValidationError(str(WRONG[str(wrong)])) from None
        return said

    def rule(self) -> Rule:
        """Return the rule that was entered."""
        said = self.cleaned_data
        is_weekly = said["kind"] == ReleaseKind.WEEKLY
        return Rule(
            opens_at=said["opens_at"],
            horizon_days=said["horizon_days"] or 0,
            weekday=int(said["weekday"] or 0) if is_weekly else None,
            weeks_ahead=said["weeks_ahead"] or 1,
            later=said["later"],
            spread_minutes=said["spread_minutes"] or 0,
            seed=said["seed"],
        )

    @staticmethod
    def initial_of(rule: Rule | None) -> dict[str, Any]:
        """Return what stands on the form for a rule; without one, a careful choice."""
        shown = rule or Rule(time(8))
        later = [f"{one.at:%H:%M} {one.percent}" for one in shown.later]
        is_weekly = shown.weekday is not None
        return {
            "kind": ReleaseKind.WEEKLY if is_weekly else ReleaseKind.ROLLING,
            "horizon_days": shown.horizon_days,
            "weekday": shown.weekday or 0,
            "weeks_ahead": shown.weeks_ahead,
            "opens_at": shown.opens_at,
            "later": ", ".join(later),
            "spread_minutes": shown.spread_minutes,
            "seed": shown.seed,
        }
