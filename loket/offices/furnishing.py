"""
What an agency offers and where, as its staff enter it: agencies, offices, services,
counters, fees, official addresses. Every change is written into the list of what was
done, in its own transaction.
"""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, TypeVar

from django.db import IntegrityError, connection, models, transaction
from django.db.models import Max
from django.utils.text import slugify

from loket.lib import audit
from loket.lib.audit import Entry
from loket.offices.models import (
    Agency,
    Counter,
    Fee,
    Office,
    OfficialAddress,
    Service,
)

Made = TypeVar("Made", bound=models.Model)

CODE = re.compile(r"[A-Z]{2,4}")
# The three zones of Indonesia, and a city of each by which the clock is known.
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")


class Refused(Exception):
    """It was not kept; the code says why: "code", "taken", "zone", "name", "used"."""


def add_agency(name: str) -> Agency:
    """
    Add an authority.

    :raises Refused: "name" without one, "taken" if there is one of this name
    """
    slug = slugify(name)
    if not slug:
        raise Refused("name")
    with transaction.atomic():
        made = _made(lambda: Agency.objects.create(name=name, slug=slug))
        _record(Entry("agency.added", str(made.id), made.id))
    return made


@transaction.atomic
def rename_agency(agency: Agency, name: str) -> None:
    """Call an authority otherwise. Its short name stays: commands use it."""
    Agency.objects.filter(id=agency.pk).update(name=name)
    _record(Entry("agency.changed", str(agency.pk), agency.pk))


@transaction.atomic
def add_office(agency: Agency, code: str, **facts: Any) -> Office:
    """
    Add an office, last in the order of its agency.

    :raises Refused: "code" unless it is two to four letters, "zone" unless it is an
        IANA name, "taken" if the code is
    """
    code = code.upper()
    if not CODE.fullmatch(code):
        raise Refused("code")
    if facts["zone"] not in zoneinfo.available_timezones():
        raise Refused("zone")
    last = _after(Office.objects.filter(agency=agency))
    made = _made(
        lambda: Office.objects.create(agency=agency, code=code, position=last, **facts)
    )
    _record(Entry("office.added", str(made.id), agency.id, made.id, {"code": code}))
    return made


@transaction.atomic
def change_office(office: Office, **facts: Any) -> None:
    """Change name, city, address, place or order of an office. Its zone stays."""
    Office.objects.filter(id=office.id).update(**facts)
    about = {"fields": sorted(facts)}
    _record(Entry("office.changed", str(office.id), office.agency_id, office.id, about))


@transaction.atomic
def add_service(agency: Agency, slug: str, **facts: Any) -> Service:
    """
    Add a service, last in the order of its agency.

    :raises Refused: "name" without a short name, "taken" if there is one
    """
    slug = slugify(slug)
    if not slug:
        raise Refused("name")
    last = _after(Service.objects.filter(agency=agency))
    made = _made(
        lambda: Service.objects.create(agency=agency, slug=slug, position=last, **facts)
    )
    _record(Entry("service.added", str(made.id), agency.id, details={"slug": slug}))
    return made


@transaction.atomic
def change_service(service: Service, **facts: Mapping[str, str] | int) -> None:
    """Change what a service is called and needs, by language, and its order."""
    Service.objects.filter(id=service.id).update(**facts)
    about = {"fields": sorted(facts)}
    _record(Entry("service.changed", str(service.id), service.agency_id, None, about))


@transaction.atomic
def add_counter(office: Office, name: str, services: Collection[Service]) -> Counter:
    """
    Add a counter; without services it serves all.

    :raises Refused: "taken" if the office has one of this name
    """
    last = _after(Counter.objects.filter(office=office))
    made = _made(
        lambda: Counter.objects.create(office=office, name=name, position=last)
    )
    made.services.set(services)
    _record(Entry("counter.added", str(made.id), office.agency_id, office.id))
    return made


@transaction.atomic
def remove_counter(counter: Counter) -> None:
    """Remove a counter."""
    office = counter.office
    entry = Entry("counter.removed", str(counter.id), office.agency_id, office.id)
    counter.delete()
    _record(entry)


@transaction.atomic
def add_fee(agency: Agency, **facts: Any) -> Fee:
    """
    Add what something costs from a day on. A fee of the same name that is due then
    ends on the day before: a new tariff is a new row, and the old one stays.
    """
    since: date = facts["valid_from"]
    before = Fee.objects.filter(
        agency=agency, names__id=facts["names"]["id"], valid_from__lt=since
    ).filter(models.Q(valid_until=None) | models.Q(valid_until__gte=since))
    before.update(valid_until=date.fromordinal(since.toordinal() - 1))
    last = _after(Fee.objects.filter(agency=agency))
    made = Fee.objects.create(agency=agency, position=last, **facts)
    about = {"rupiah": made.rupiah, "from": since, "source": made.source}
    _record(Entry("fee.added", str(made.id), agency.id, None, about))
    return made


@transaction.atomic
def end_fee(fee: Fee, last: date) -> None:
    """Let a fee end with a day; one that has not begun by then is removed."""
    mine = Fee.objects.filter(id=fee.id)
    mine.filter(valid_from__lte=last).update(valid_until=last)
    mine.filter(valid_from__gt=last).delete()
    _record(Entry("fee.ended", str(fee.id), fee.agency_id, None, {"last": last}))


@transaction.atomic
def add_address(agency: Agency, kind: str, value: str) -> OfficialAddress:
    """
    Add a number or page that is truly the agency's.

    :raises Refused: "taken" if it is there
    """
    last = _after(OfficialAddress.objects.filter(agency=agency))
    made = _made(
        lambda: OfficialAddress.objects.create(
            agency=agency, position=last, kind=kind, value=value
        )
    )
    _record(Entry("address.added", str(made.id), agency.id, None, {"value": value}))
    return made


@transaction.atomic
def remove_address(address: OfficialAddress) -> None:
    """Remove an address: citizens who ask are no longer told that it is ours."""
    about = {"value": address.value}
    entry = Entry("address.removed", str(address.id), address.agency_id, None, about)
    address.delete()
    _record(entry)


def _made(make: Callable[[], Made]) -> Made:
    try:
        with transaction.atomic():
            return make()
    except IntegrityError as error:
        raise Refused("taken") from error


def _after(rows: Any) -> int:
    last: int | None = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _record(entry: Entry) -> None:
    with connection.cursor() as cursor:
        audit.record(cursor, [entry])
