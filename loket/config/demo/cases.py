"""Brings in the invented cases of a training desk, stage by stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from loket.cases import actions
from loket.cases.records import CaseRecord, Source
from loket.config import demo
from loket.lib.crypto import Keyring
from loket.offices.models import Agency

NUMBER, PHONE = "9926112500{:06}", "6280099{:06}"
MINUTE = timedelta(minutes=1)


def make(agency: Agency, now: datetime, keyring: Keyring) -> None:
    """Take in how the cases stand, as the officers of the desk would."""
    records = [
        one
        for n, case in enumerate(demo.invented_cases(), start=1)
        for one in _records(n, case, now)
    ]
    actions.take(records, Source(agency.id), now, keyring)


def _records(n: int, case: Mapping[str, Any], now: datetime) -> Iterator[CaseRecord]:
    reached: Mapping[str, int] = case["reached"]
    for place, (stage, days_ago) in enumerate(reached.items()):
        # Two stages of one day still follow each other.
        at = now - timedelta(days=days_ago) - MINUTE * (len(reached) - place)
        yield CaseRecord(
            office=case["office"],
            type=case["type"],
            number=NUMBER.format(n),
            stage=stage,
            at=at,
            name=case["name"],
            birth_date=case["born"],
            phone=case.get("phone", PHONE.format(n)),
            track=case.get("track", ""),
        )
