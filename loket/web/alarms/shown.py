"""Open alarms in words, the grave ones first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.messaging import alarms
from loket.messaging.alarm_kinds import KINDS, AlarmKind, Explained
from loket.messaging.models import Alarm
from loket.offices.models import Agency, Duty

DUTIES: dict[str, str | Promise] = {
    Duty.ADMINISTRATOR: _("administrator"),
    Duty.HEAD: _("head of the office"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """An alarm, what it means, and who mends it."""

    alarm: Alarm
    words: Explained
    owner: str | Promise


def of(agency: Agency) -> Sequence[Shown]:
    """Return what is open, grave alarms first, then the newest."""
    found = [_shown(alarm) for alarm in alarms.open_alarms(agency.id)]
    return sorted(found, key=lambda one: not one.words.is_grave)


def _shown(alarm: Alarm) -> Shown:
    words = KINDS[AlarmKind(alarm.kind)]
    return Shown(alarm, words, DUTIES[words.owner])
