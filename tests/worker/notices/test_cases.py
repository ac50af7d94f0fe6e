"""News of a case: by day, by template after the window, each once, without names."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from loket.cases import actions, telling
from loket.cases.records import CaseRecord, Source
from loket.messaging.models import Conversation, Notice
from loket.worker import notices as worker
from tests.worker.notices.conftest import NOW, sent, states, wrote

NUMBER = "9926112600000417"
SETTLED = telling.SETTLES


@pytest.fixture
def told(account, office, keyring):
    """Let the system of the office tell that Siti's passport came to stages."""

    def told(*stages, at=NOW):
        records = [
            CaseRecord(
                office=office.code,
                type="paspor-baru",
                number=NUMBER,
                stage=stage,
                at=at + timedelta(seconds=n),
                name="Siti Aminah",
                birth_date=date(1990, 3, 12),
                phone="6281100000001",
            )
            for n, stage in enumerate(stages)
        ]
        source = Source(account.agency_id, "simkim")
        actions.take(records, source, at + timedelta(minutes=1), keyring)
        return at + timedelta(minutes=1) + SETTLED

    return told


def test_three_stages_at_once_are_one_message_without_a_name(siti, told, keyring):
    due = told("bayar", "cetak", "siap")

    assert worker.work(due - timedelta(seconds=1), keyring) == 0
    worker.work(due, keyring)
    worker.work(due + timedelta(minutes=5), keyring)

    (message,) = sent()
    said = str(message)
    assert not [w for w in ("Siti", "Aminah", NUMBER, "aspor") if w in said]


def test_at_night_nobody_is_disturbed_and_in_the_morning_they_hear(
    siti, told, office, keyring
):
    office.quiet_from, office.quiet_until = time(20), time(7)
    office.save()
    # Ten in the evening in Jakarta.
    night = NOW.replace(hour=15)
    due = told("cetak", at=night)
    wrote(night)

    assert worker.work(due, keyring) == 0
    morning = night.replace(hour=23, minute=59)
    assert worker.work(morning, keyring) == 0
    assert worker.work(morning + timedelta(minutes=1), keyring) == 1


def test_outside_of_the_window_a_template_says_it(siti, told, approve, keyring):
    approve("id")
    wrote(NOW - timedelta(days=3))

    worker.work(told("cetak"), keyring)

    (message,) = sent()
    assert message.template is not None
    assert "Siti" not in str(message)


def test_the_same_stage_told_again_is_no_news(siti, told, keyring):
    worker.work(told("cetak"), keyring)
    later = NOW + timedelta(hours=1)

    worker.work(told("cetak", at=later), keyring)

    assert len(sent()) == 1
    assert len(states()) == Notice.objects.count() == 1


def test_who_asked_meanwhile_is_not_told_again(siti, account, told, keyring):
    due = told("cetak")
    (talk,) = Conversation.objects.all()
    from loket.cases import asking
    from loket.cases.asking import Asker

    asking.known([Asker(account.agency_id, talk.contact_id, account.id)], NOW, keyring)
    worker.work(due, keyring)

    assert sent() == []
