"""What is over its time goes, what is not stays, and a certificate says how much."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from typer.testing import CliRunner

from loket.bookings import actions
from loket.bookings.allocation import Request
from loket.bookings.models import BookedPerson, Booking, Marking, Slot
from loket.bookings.people import Person
from loket.bookings.retention import BOOKINGS
from loket.bookings.states import BookingState
from loket.config import cli
from loket.config.demo.seed import seed
from loket.lib import clock, ids
from loket.lib.retention import OutOfBounds
from loket.messaging import file_store
from loket.messaging.models import ChannelAccount, Conversation, File, Message
from loket.messaging.retention import DELIVERIES, DRAFTS, FILES, TALKS
from loket.messaging.states import FileState
from loket.offices import retention
from loket.offices.models import Agency, RetentionCertificate
from loket.retention import work
from loket.retention.classes import CLASSES, CUT

DAYS = {BOOKINGS: 90, TALKS: 30, FILES: 7, DRAFTS: 10}
WORDS = "Siti Aminah bilang rahasia"


@pytest.fixture
def agency(db, keyring):
    return seed(keyring)


@pytest.fixture
def now():
    return clock.now()


@pytest.fixture
def account(agency):
    return ChannelAccount.objects.get()


def message(account, at: datetime):
    """A message of that moment."""
    late = ids.first_of(at).int | ids.new().int & (1 << 64) - 1
    return Message.objects.create(
        id=type(ids.new())(int=late), conversation_id=ids.new(), account_id=account.id,
        direction="in", type="text", words=WORDS, options=[], state=0,
        external_id="", created_at=at, error_code=0, error_detail="",
    )  # fmt: skip


def booking(agency, keyring, day: date):
    """A booking that was not come to, on that day."""
    slot = Slot.objects.filter(starts_at__gt=clock.now(), taken=0).first()
    person = Person("Siti Aminah", date(1990, 4, 17))
    asked = Request(ids.new(), agency.id, slot.id, [person], clock.now())
    (got,) = actions.book([asked], keyring)
    moved = (BookingState.BOOKED, BookingState.NO_SHOW)
    actions.mark(got.booking_id, *moved, clock.now(), by=1)
    Slot.objects.filter(id=slot.id).update(day=day)
    return Booking.objects.get(id=got.booking_id)


def talk(account, last: datetime, owner: str = "bot"):
    return Conversation.objects.create(
        id=ids.new(), account=account, contact_id=ids.new(), owner=owner,
        agency_id=account.agency_id, step="choose_day", answers=b"\x01\x01sealed",
        last_inbound_at=last,
    )  # fmt: skip


def file(account, keyring, at: datetime):
    writing = file_store.here(keyring).begin(id_ := ids.new())
    writing.add(b"picture")
    writing.finish()
    made = File.objects.create(
        id=id_, account_id=account.id, conversation_id=ids.new(), event_id=ids.new(),
        external_id="m", kind="image", state=FileState.KEPT, due_at=at, created_at=at,
        expires_at=at + timedelta(days=30),
    )  # fmt: skip
    File.objects.filter(id=id_).update(created_at=at)
    return made


def opens(keyring, files):
    """Which files lie on the disk."""
    folder = file_store.here(keyring)._folder
    return [(folder / it.id.hex[-2:] / it.id.hex).exists() for it in files]


def certified():
    return {
        (it.data_class, it.agency_id, it.days): it.deleted
        for it in RetentionCertificate.objects.all()
    }


class World:
    """Of every class something old and something young."""

    def __init__(self, agency, account, keyring, now):
        young, old = now - timedelta(days=6), now - timedelta(days=31)
        self.long_ago = now.date() - timedelta(days=91)
        self.gone = booking(agency, keyring, self.long_ago)
        self.stays = booking(agency, keyring, now.date() - timedelta(days=90))
        part("messaging_message", now - timedelta(days=40), now - timedelta(days=30.5))
        self.words, _ = message(account, young), message(account, old)
        lasts = [(young, "bot"), (old, "bot"), (old, "staff")]
        self.talks = [talk(account, *last) for last in lasts]
        self.files = [file(account, keyring, at) for at in (young, old)]


def part(table, begin, end):
    """A partition of a table that is long over."""
    with connection.cursor() as cursor:
        cursor.execute(
            f'create table "{table}_p{begin:%Y%m%d}" partition of {table} '
            f"for values from ('{ids.first_of(begin)}') to ('{ids.first_of(end)}')"
        )


def test_each_class_keeps_what_is_young_and_loses_what_is_old(
    agency, account, keyring, now
):
    for data, kept in DAYS.items():
        retention.set_days(agency.id, data, kept, now)
    world = World(agency, account, keyring, now)
    counted = {it.rule.data: it.records for it in work.over(keyring, now)}
    assert [counted[data] for data in DAYS] == [1, 1, 1, 1]
    assert not RetentionCertificate.objects.exists()

    work.run(keyring)

    assert list(Booking.objects.all()) == [world.stays]
    assert not BookedPerson.objects.filter(booking_id=world.gone.id).exists()
    assert not Marking.objects.filter(booking_id=world.gone.id).exists()
    assert Slot.objects.filter(day=world.long_ago).exists()
    assert list(Message.objects.all()) == [world.words]
    boxes = [bytes(Conversation.objects.get(id=it.id).answers) for it in world.talks]
    assert [bool(box) for box in boxes] == [True, False, True]
    states = [File.objects.get(id=it.id).state for it in world.files]
    assert states == [FileState.KEPT, FileState.EXPIRED]
    assert opens(keyring, world.files) == [True, False]
    certificates = {(data.name, agency.id, kept): 1 for data, kept in DAYS.items()}
    assert certified() == certificates
    work.run(keyring)
    assert certified() == certificates


def test_what_is_dropped_by_partition_is_certified(db, now):
    begin = now - timedelta(days=20)
    part("messaging_body", begin, begin + timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into messaging_body (id, sealed) values (%s, 'x')",
            [ids.first_of(begin)],
        )
        work.cut(cursor, now)
        work.cut(cursor, now)

    assert certified() == {(DELIVERIES.name, None, DELIVERIES.days): 1}


@pytest.mark.parametrize(
    ("data", "days"), [(TALKS, 29), (TALKS, 731), (FILES, 31), (DELIVERIES, 7)]
)
def test_an_agency_chooses_within_bounds(agency, now, data, days):
    with pytest.raises(OutOfBounds):
        retention.set_days(agency.id, data, days, now)


def test_agencies_do_not_share_their_rules(agency, now):
    other = Agency.objects.create(slug="lain", name="Lain")
    retention.set_days(agency.id, TALKS, 30, now)

    kept = {rule.agency_id: rule.days for rule in retention.rules(TALKS)}

    assert kept == {agency.id: 30, other.id: TALKS.days}


def run(*words):
    return CliRunner().invoke(cli.app, ["retention", *words])


def test_the_commands_set_count_delete_and_certify(agency, account, keyring, now):
    talk(account, now - timedelta(days=6))
    assert "drafts" in run("list").output
    assert "1 to 365 days" in " ".join(run("set", "drafts", "0").output.split())
    assert "No class is called tea" in run("set", "tea", "5").output
    assert run("set", "drafts", "5").exit_code == 0

    assert run("run", "--dry-run").exit_code == 0
    assert "Nothing was deleted" in run("certificate").output
    assert run("run").exit_code == 0

    said = run("certificate").output
    assert f"drafts, {agency.name}: 1 deleted" in said
    assert "older than 5 days" in said
    assert DRAFTS.source in said
    assert "is no date" in run("certificate", "--from", "soon").output


def test_every_class_has_a_source_with_a_date_and_bounds_around_its_days(keyring):
    found = CLASSES
    swept = {sweep.data for sweep in work.sweeps(keyring)}
    assert swept | {data for _, data in CUT} <= set(found)

    assert len({data.name for data in found}) == len(found) > 9
    for data in found:
        assert data.least <= data.days <= data.most
        assert "2026" in data.source
        assert len(data.source) <= 200
