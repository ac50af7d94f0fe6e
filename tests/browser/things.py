"""What else an office of the browser tests has, so that no page of it is empty."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

CODE = "TS"
SECRET = "JBSWY3DPEHPK3PXP"
TABLE = (
    "Nomor Permohonan;Nama;Kantor;Jenis;Status\r\n"
    "9926112600000801;Ratna Dewi;TS;paspor-baru;cetak\r\n"
    "9926112600000802;Surya Wijaya;TS;paspor-baru;hilang\r\n"
)


def make_things(agency, proven, invited) -> None:
    """Fill the pages of set-up, changes, waiting, limits, tables and second factors."""
    from loket.bookings.models import Booking
    from loket.offices.models import Office
    from tests.house import world_things

    office = Office.objects.get(agency=agency, code=CODE)
    _book(office)
    booking = Booking.objects.filter(office_id=office.id).earliest("slot__starts_at")
    world_things.furnished(office)
    world_things.changed(office, booking)
    world_things.connected(office)
    _wait(office)
    _rule(office, booking)
    _upload(agency)
    _prove(proven)
    _invite(invited)


def _book(office) -> None:
    from loket.bookings import actions
    from loket.bookings.allocation import Request
    from loket.bookings.models import Slot
    from loket.bookings.people import Person
    from loket.config.keys import keyring

    now = datetime.now(UTC)
    ahead = Slot.objects.filter(office_id=office.id, starts_at__gt=now)
    people = [Person("Nanda Puspita", date(1987, 5, 6))]
    slot = ahead.earliest("starts_at")
    actions.book([Request(uuid4(), office.agency_id, slot.id, people, now)], keyring())


def _wait(office) -> None:
    from loket.bookings import waiting
    from loket.bookings.models import Slot
    from loket.bookings.people import Person
    from loket.bookings.waiting import Span, Wish
    from loket.config.keys import keyring

    now, days = datetime.now(UTC), timedelta(days=14)
    service = Slot.objects.filter(office_id=office.id).first().service_id
    span = Span(now.date(), now.date() + days)
    wishes = [
        Wish(
            uuid4(), office.agency_id, office.id, service,
            [Person(name, date(1990, 3, 1 + n))], span, now,
        )
        for n, name in enumerate(("Oki Setiawan", "Putri Anggraini"))
    ]  # fmt: skip
    waiting.join(wishes, keyring())


def _rule(office, booking) -> None:
    from loket.bookings import rulings
    from loket.bookings.limits import Verdict
    from loket.bookings.rulings import Ruler

    by = Ruler(1, office.id, "keluarga besar, ditemui di loket", datetime.now(UTC))
    rulings.rule([booking.contact_id], Verdict.ALLOW, by)


def _upload(agency) -> None:
    """A table of which one row cannot be taken."""
    from loket.cases.imports import actions, work
    from loket.config.keys import keyring

    now = datetime.now(UTC)
    pieces = [TABLE.encode()]
    table = actions.upload(agency.id, "oktober.csv", pieces, now, keyring())
    actions.check(table.id, table.columns, {})
    work.work(now, keyring())


def _prove(staff) -> None:
    """An app that makes codes, and codes for when it is lost."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(staff, SECRET)
    RecoveryCodes.activate(staff)


def _invite(staff) -> None:
    """A link to choose a password, laid where the tests find it."""
    from django.conf import settings

    from loket.offices import entry

    words = "/".join(entry.make_link(staff))
    Path(settings.LOKET_DATA_DIR, "joining").write_text(words, encoding="utf-8")
