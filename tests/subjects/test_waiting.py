"""Lists, decisions and papers are part of what is known of somebody, and go with it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loket.bookings import papers, rulings, waiting
from loket.bookings.limits import Verdict
from loket.bookings.models import Paper, Ruling, Waiting
from loket.bookings.rulings import Ruler
from loket.bookings.waiting import Span, Wish
from loket.contacts.models import DataRequest
from loket.contacts.subjects import Subject
from loket.messaging.models import Notice
from loket.messaging.states import NoticeState
from loket.subjects import erasing
from loket.subjects.parts import PARTS
from tests.subjects.conftest import DEWI, NOW, RINA, SITI


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.LOKET_DATA_DIR = str(tmp_path)
    return tmp_path


@pytest.fixture
def subject(siti, book, office, keyring) -> Subject:
    """Somebody who booked, waits for others, was decided about, and is on paper."""
    own = book(siti, SITI, days=-3)
    day = NOW.date() + timedelta(days=2)
    span = Span(day, day)
    place = (siti, office.agency_id, office.id, own.service_id)
    waiting.join([Wish(*place, [RINA], span, NOW)], keyring)
    rulings.rule([siti], Verdict.ALLOW, Ruler(DEWI, office.id, "Ketua RT", NOW))
    papers.save(papers.DueList(office.id, own.slot.day), b"%PDF-", 1, keyring, NOW)
    return Subject(siti, office.agency_id)


def test_a_copy_holds_them(subject, keyring):
    known = {part.name: part.read(subject, keyring) for part in PARTS}

    assert known["waiting"][0]["state"] == "waiting"
    assert "sealed" not in known["waiting"][0]
    assert known["waiting_people"][0]["name"] == RINA.name
    assert known["rulings"][0]["reason"] == "Ketua RT"
    assert len(known["day_lists"]) == 1


def test_they_leave_the_list_at_once_and_are_forgotten_with_it(
    subject, agreed, store, data
):
    number = agreed(subject.id)
    assert Waiting.objects.get().state == "left"

    Notice.objects.filter(kind=erasing.KIND).update(state=NoticeState.SAID)
    assert erasing.work(store, NOW) == 1

    for kept in (Waiting, Ruling, Paper):
        assert not kept.objects.exists()
    assert not [path for path in (data / "papers").rglob("*") if path.is_file()]
    gone = DataRequest.objects.get(id=number).counts["bookings"]
    assert (gone["waiting"], gone["rulings"], gone["day_lists"]) == (1, 1, 1)
