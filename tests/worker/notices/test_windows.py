"""Freely within 24 hours, by an approved template later, never at night."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from loket.dialogue.notices import compose
from loket.messaging.models import Alarm, Message
from loket.worker import notices as worker
from tests.worker.notices.conftest import DAY_BEFORE, NOW, VISIT, sent, wrote

pytestmark = pytest.mark.django_db


def test_after_24_hours_only_a_template_gets_through(siti, book, keyring, approve):
    booking = book(siti)
    approve("id", "en")

    assert worker.work(DAY_BEFORE, keyring) == 1
    (said,) = sent()
    assert said.template.name == "visit_reminder_day_1"
    assert said.template.language == "id"
    assert "Kamis, 26 November 2026" in [gap.words for gap in said.template.gaps]
    assert [b.value for b in said.template.buttons] == [
        f"come:{booking}",
        f"cancel:{booking}",
    ]
    assert "Kamis, 26 November 2026" in said.words
    assert Message.objects.get().type == "template"


def test_who_speaks_english_gets_the_english_template(siti, book, keyring, approve):
    book(siti)
    approve("id", "en")
    wrote(NOW, language="en")

    worker.work(DAY_BEFORE, keyring)
    assert sent()[0].template.language == "en"
    assert "Will you come?" in sent()[0].words


def test_a_language_without_a_template_is_served_in_indonesian(
    siti, book, keyring, approve
):
    book(siti)
    approve("id")
    wrote(NOW, language="en")

    worker.work(DAY_BEFORE, keyring)
    assert sent()[0].template.language == "id"
    assert "pada Kamis, 26 November 2026" in sent()[0].words


def test_without_an_approved_template_it_waits_and_an_alarm_tells(
    siti, book, keyring, approve
):
    book(siti)

    assert worker.work(DAY_BEFORE, keyring) == 0
    assert sent() == []
    assert Alarm.objects.get().settled_at is None
    approve("id")
    assert worker.work(DAY_BEFORE, keyring) == 0
    assert worker.work(DAY_BEFORE + worker.LOOK_AGAIN, keyring) == 1
    assert Alarm.objects.get().settled_at is not None


def test_the_last_minutes_of_the_window_are_not_trusted(siti, book, keyring, approve):
    book(siti)
    approve("id")
    wrote(DAY_BEFORE - timedelta(hours=24) + compose.MARGIN / 2)

    worker.work(DAY_BEFORE, keyring)
    assert sent()[0].template is not None


def test_in_quiet_hours_nobody_is_disturbed(siti, book, office, keyring):
    book(siti)
    wrote(DAY_BEFORE)
    office.quiet_from, office.quiet_until = time(9), time(11)
    office.save()

    assert worker.work(DAY_BEFORE, keyring) == 0
    assert worker.work(DAY_BEFORE + timedelta(hours=1), keyring) == 1


def test_quiet_hours_over_midnight_hold_on_both_sides(siti, book, office, keyring):
    book(siti, at=VISIT)
    wrote(DAY_BEFORE)
    office.quiet_from, office.quiet_until = time(10), time(8)
    office.save()

    assert worker.work(DAY_BEFORE, keyring) == 0
    office.quiet_from = time(10, 30)
    office.save()
    assert worker.work(DAY_BEFORE, keyring) == 1
