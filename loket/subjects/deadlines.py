"""The clock of requests: three days, then an alarm on every page."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from loket.contacts import requests
from loket.contacts.models import DataRequest
from loket.messaging import alarms
from loket.messaging.alarm_kinds import AlarmKind
from loket.messaging.alarms import Raised
from loket.offices.models import Agency


def watch(now: datetime) -> None:
    """Raise the alarm of each agency that lets somebody wait too long, or settle it."""
    requests.give_back_lapsed(now)
    late = DataRequest.objects.filter(
        settled_at=None, asked_at__lte=now - requests.DUE
    ).values_list("agency_id", flat=True)
    counts = Counter(late)
    alarms.raise_alarms(
        Raised(AlarmKind.DATA_REQUEST, _subject(agency), str(n), agency)
        for agency, n in counts.items()
    )
    well = set(Agency.objects.values_list("id", flat=True)) - set(counts)
    alarms.settle_all((AlarmKind.DATA_REQUEST, _subject(agency)) for agency in well)


def _subject(agency_id: int) -> str:
    return f"agency:{agency_id}"
