"""
Fills an empty database with the training agency. Running it again changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any

from django.db import transaction

from loket.bookings import actions as bookings
from loket.bookings.models import Release, Schedule
from loket.cases import loading
from loket.config import demo
from loket.config.demo import cases
from loket.lib import clock
from loket.lib.crypto import Keyring
from loket.messaging import outbox
from loket.messaging.models import ChannelAccount
from loket.offices import decreed
from loket.offices.models import (
    Agency,
    Closure,
    Fee,
    Office,
    OfficialAddress,
    OpeningHours,
    Service,
)

TOKEN = "training-token"  # noqa: S105 the emulator's word, no secret
FRIDAY = 4
WEEKDAYS = range(5)
HOUR = timedelta(hours=1)


@transaction.atomic
def seed(keyring: Keyring) -> Agency:
    """Make the training agency unless it stands; return it."""
    data = demo.agency()
    agency, is_new = Agency.objects.get_or_create(**data["agency"])
    if is_new:
        _account(agency, data["account"], keyring)
        services = _services(agency, data["services"])
        for position, office in enumerate(data["offices"]):
            _office(agency, services, position, office)
        _closures(agency)
        _facts(agency, data)
    loading.load(agency, loading.read(demo.case_types()))
    if is_new:
        cases.make(agency, clock.now(), keyring)
    bookings.open_days(clock.now())
    return agency


def _account(agency: Agency, data: Mapping[str, str], keyring: Keyring) -> None:
    token = outbox.seal_token(keyring, data["external_id"], TOKEN)
    ChannelAccount.objects.create(agency=agency, token=token, **data)


def _services(agency: Agency, found: list[dict[str, Any]]) -> dict[str, Service]:
    return {
        data["slug"]: Service.objects.create(agency=agency, position=n, **data)
        for n, data in enumerate(found)
    }


def _office(
    agency: Agency, services: Mapping[str, Service], position: int, data: dict[str, Any]
) -> None:
    plain = {"code", "name", "city", "zone", "address", "latitude", "longitude"}
    office = Office.objects.create(
        agency=agency, position=position, **{k: data[k] for k in plain}
    )
    for weekday in WEEKDAYS:
        hours = data["friday_hours"] if weekday == FRIDAY else data["hours"]
        _opening_hours(office, weekday, hours)
        _schedule(office, services, weekday, hours, data["capacity"])
    Release.objects.bulk_create(
        Release(
            office_id=office.id,
            service_id=services[slug].id,
            horizon_days=data["horizon_days"],
            opens_at=data["opens_at"],
        )
        for slug in data["capacity"]
    )


def _opening_hours(office: Office, weekday: int, hours: list[str]) -> None:
    """One span for each run of hours without a break between."""
    spans: list[list[time]] = []
    for begin in map(time.fromisoformat, hours):
        if spans and spans[-1][1] == begin:
            spans[-1][1] = _plus_hour(begin)
        else:
            spans.append([begin, _plus_hour(begin)])
    for opens_at, closes_at in spans:
        OpeningHours.objects.create(
            office=office, weekday=weekday, opens_at=opens_at, closes_at=closes_at
        )


def _schedule(
    office: Office,
    services: Mapping[str, Service],
    weekday: int,
    hours: list[str],
    capacity: Mapping[str, int],
) -> None:
    Schedule.objects.bulk_create(
        Schedule(
            office_id=office.id,
            service_id=services[slug].id,
            weekday=weekday,
            starts_at=begin,
            ends_at=_plus_hour(begin),
            capacity=places,
        )
        for begin in map(time.fromisoformat, hours)
        for slug, places in capacity.items()
    )


def _plus_hour(begin: time) -> time:
    return time(begin.hour + 1, begin.minute)


def _closures(agency: Agency) -> None:
    """National holidays and collective leave, on which offices are closed as well."""
    this_year = clock.now().year
    for year in (this_year, this_year + 1):
        Closure.objects.bulk_create(decreed.rows(agency, decreed.days_of(year)))


def _facts(agency: Agency, data: Mapping[str, Any]) -> None:
    """What everybody may know: fees, and where the agency can truly be reached."""
    Fee.objects.bulk_create(
        Fee(agency=agency, position=n, **fee) for n, fee in enumerate(data["fees"])
    )
    OfficialAddress.objects.bulk_create(
        OfficialAddress(agency=agency, position=n, **address)
        for n, address in enumerate(data["addresses"])
    )
