"""
The story of a passport by a clock that moves: asked on day 2, missed, told, collected.

One process with the real rooms; `tests/journeys/test_cases.py` has it over HTTP.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec
import pytest
import time_machine
from django.db import connection

from loket.bookings import actions as bookings
from loket.bookings import lapsing
from loket.bookings.models import Booking
from loket.bookings.states import BookingState
from loket.cases import actions as cases
from loket.cases.models import Case
from loket.cases.records import CaseRecord, Source
from loket.channels.types import EventKind, InboundEvent, OutboundMessage, Sender
from loket.config.demo.seed import seed
from loket.dialogue.answers.table import answerers
from loket.dialogue.notices import templates
from loket.lib import ids
from loket.messaging import intake, turns
from loket.messaging.models import ChannelAccount, Conversation, Outbox, Template
from loket.worker import notices, talks

# Monday at 10.00 in Jakarta; the week has no holiday.
MONDAY = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PHONE = "6281100000001"
NUMBER = "9926112600000417"


class Story:
    """Siti with her phone, the system of the office, and the worker."""

    def __init__(self, keyring, clock):
        self.keyring, self.clock = keyring, clock
        self.account = ChannelAccount.objects.get()
        self.offered = {}

    @property
    def now(self):
        return datetime.now(UTC)

    def comes(self, at):
        """Let the time come, and the worker do what is due by then."""
        self.clock.move_to(at)
        bookings.expire(at)
        bookings.open_days(at)
        lapsing.lapse(at)
        cases.recount(at, self.keyring)
        cases.miss(at)
        self.clock.move_to(at + 2 * timedelta(minutes=1))
        before = Outbox.objects.count()
        notices.work(self.now, self.keyring)
        return self._said(before)

    def tells(self, stage):
        """The office's system tells how the case stands."""
        one = CaseRecord(
            office="TS", type="paspor-baru", number=NUMBER, stage=stage, at=self.now,
            name="Siti Aminah", birth_date=date(1990, 3, 12), phone=PHONE,
        )  # fmt: skip
        source = Source(self.account.agency_id, "simkim")
        cases.take([one], source, self.now, self.keyring)

    def says(self, text="", choice=""):
        """Siti writes, or taps what was offered; return what she hears."""
        event = InboundEvent(
            external_id=ids.new().hex,
            account=self.account.external_id,
            kind=EventKind.MESSAGE,
            type="interactive" if choice else "text",
            sender=Sender(phone=PHONE),
            text=text,
            choice=choice,
        )
        row = intake.row(event, self.account.id)
        with connection.cursor() as cursor:
            values = intake.parameters([row], ids.new(), b"x")
            cursor.execute(intake.QUERIES["store"], values)
        before = Outbox.objects.count()
        pending = turns.events(list(range(intake.TALK_LANES)), [UUID(row.contact_key)])
        agencies = {self.account.id: self.account.agency_id}
        known = answerers(self.keyring)
        talks.process(pending, agencies, known, self.keyring, self.now)
        # The database has its own clock.
        Conversation.objects.update(last_inbound_at=self.now)
        return self._said(before)

    def taps(self, title):
        return self.says(choice=self.offered[title])

    def _said(self, before):
        rows = Outbox.objects.order_by("seq").values_list("payload", flat=True)[before:]
        said = [msgspec.json.decode(raw, type=OutboundMessage) for raw in rows]
        for message in said:
            self.offered |= {one.title: one.id for one in message.choices}
        return "\n".join(
            one.template.name if one.template else one.words for one in said
        )


@pytest.fixture
def story(db, keyring):
    with time_machine.travel(MONDAY, tick=False) as clock:
        seed(keyring)
        account = ChannelAccount.objects.get()
        Template.objects.bulk_create(
            Template(
                business_id=account.business_id, name=one.name, language="id",
                status="APPROVED", category="UTILITY", changed_at=MONDAY,
            )
            for one in templates.declared().templates
        )  # fmt: skip
        yield Story(keyring, clock)


def test_the_question_on_day_two_and_the_promise_that_was_missed(story):
    assert "tidak tercatat" in story.says("paspor saya sudah jadi belum?")
    story.tells("bayar")
    # Whoever never heard of it hears only that there is news.
    assert "Ada kabar tentang permohonan Anda" in story.comes(MONDAY + HOUR)

    story.clock.move_to(MONDAY + DAY + 5 * HOUR)
    story.tells("cetak")
    assert story.comes(MONDAY + 2 * DAY) == "case_news_1"
    said = story.says("paspor sy udh jadi blm min")
    assert "Dicetak" in said
    assert "Jumat, 27 November 2026" in said

    # Friday's last hour is not too late; what is, is told by day.
    assert story.comes(datetime(2026, 11, 27, 12, 0, tzinfo=UTC)) == ""
    assert story.comes(datetime(2026, 11, 27, 18, 0, tzinfo=UTC)) == ""
    late = story.comes(datetime(2026, 11, 28, 1, 0, tzinfo=UTC))
    # She wrote three days ago, so only a template gets through.
    assert late == "case_missed_1"
    assert "Kami terlambat dari janji" in story.says("status")


def test_from_ready_to_the_passport_in_hand(story):
    story.says("halo")
    story.tells("siap")
    assert "Ada kabar" in story.comes(MONDAY + HOUR)
    assert "Silakan ambil" in story.says("udah jadi belum?")
    story.taps("Ambil jam itu")
    assert "Terpesan" in story.taps("Ya, pesan")

    booking = Booking.objects.get()
    story.clock.move_to(booking.slot.starts_at)
    bookings.mark(booking.id, BookingState.BOOKED, BookingState.ARRIVED, story.now)
    story.tells("diambil")
    assert "saran" in story.comes(story.now + HOUR)

    # The day after, all of it is closed and nothing more is said.
    assert story.comes(booking.slot.starts_at + DAY) == ""
    booking.refresh_from_db()
    assert (booking.state, Case.objects.get(source="simkim").stage.slug) == (
        "served",
        "diambil",
    )
