"""The day on paper: printed, laid by in the evening, entered afterwards."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from loket.bookings.models import Booking, Paper
from loket.bookings.retention import PAPERS, sweeps
from loket.lib.retention import Rule
from loket.worker import papers as worker

TOMORROW = date(2026, 11, 25)


@pytest.fixture
def expected(make_slot, book) -> Booking:
    return book(make_slot(day=TOMORROW, hour=9), "Siti Aminah", "Budi")


@pytest.fixture(autouse=True)
def data(settings, tmp_path) -> None:
    settings.LOKET_DATA_DIR = str(tmp_path)


def test_the_list_of_a_day_prints_and_comes_as_pdf(siti, expected):
    page = siti.get("/offices/TS/day-list/?day=2026-11-25").content.decode()
    pdf = siti.get("/offices/TS/day-list.pdf?day=2026-11-25")

    assert "Siti Aminah" in page
    assert expected.code in page
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-")


def test_tomorrow_is_laid_by_in_the_evening_sealed_and_once(
    siti, expected, now, keyring, tmp_path
):
    assert worker.lay_by(keyring) == 0
    now.move_to(datetime(2026, 11, 24, 12, 1, tzinfo=UTC))  # 19.01 in Tirtasari

    assert worker.lay_by(keyring) == 1
    assert worker.lay_by(keyring) == 0

    paper = Paper.objects.get()
    assert (paper.day, paper.people) == (TOMORROW, 2)
    (file,) = [path for path in (tmp_path / "papers").rglob("*") if path.is_file()]
    assert b"%PDF" not in file.read_bytes()
    assert (
        "Rabu, 25 November 2026" in siti.get("/offices/TS/day-list/").content.decode()
    )
    assert siti.get(f"/papers/{paper.id}").content.startswith(b"%PDF-")


def test_a_missed_evening_is_made_up_for_in_the_morning(expected, now, keyring):
    now.move_to(datetime(2026, 11, 25, 0, 30, tzinfo=UTC))

    assert worker.lay_by(keyring) == 1


def test_old_lists_go_after_the_days_of_their_agency(
    siti, office, expected, now, keyring, tmp_path
):
    now.move_to(datetime(2026, 11, 24, 12, 1, tzinfo=UTC))
    worker.lay_by(keyring)
    (sweep,) = (one for one in sweeps(keyring) if one.data is PAPERS)
    rule = Rule(PAPERS, office.agency_id, 3)

    assert sweep.delete(rule, datetime(2026, 11, 28, 1, 0, tzinfo=UTC)) == 0
    assert sweep.delete(rule, datetime(2026, 11, 29, 1, 0, tzinfo=UTC)) == 1
    assert not [path for path in (tmp_path / "papers").rglob("*") if path.is_file()]


def test_a_list_of_another_office_does_not_exist(
    siti, other_office, expected, now, keyring
):
    now.move_to(datetime(2026, 11, 24, 12, 1, tzinfo=UTC))
    worker.lay_by(keyring)
    Paper.objects.update(office_id=other_office.id)

    assert siti.get(f"/papers/{Paper.objects.get().id}").status_code == 404


def test_arrivals_are_entered_with_the_time_on_paper_and_taken_back(
    siti, make_slot, book
):
    slot = make_slot(hour=9)
    came, absent = book(slot, "Siti"), book(slot, "Budi")
    Booking.objects.filter(id=absent.id).update(state="no_show")
    words = {
        "day": "2026-11-24", "came": [str(came.id), str(absent.id)],
        f"at-{came.id}": "09:05", f"at-{absent.id}": "09:40",
    }  # fmt: skip

    siti.post("/offices/TS/paper-arrivals", words)

    came.refresh_from_db()
    assert came.state == "arrived"
    assert came.arrived_at == datetime(2026, 11, 24, 2, 5, tzinfo=UTC)
    agenda = siti.get("/offices/TS/agenda/?hour=09:00").content.decode()
    assert "Terlambat 40 mnt" in agenda
    page = siti.get("/offices/TS/paper-arrivals/?day=2026-11-24&done=1")
    assert "Urungkan" in page.content.decode()

    siti.post("/offices/TS/paper-arrivals/undo", {"day": "2026-11-24"})
    states = set(Booking.objects.values_list("state", "arrived_at"))
    assert states == {("booked", None)}


@pytest.mark.parametrize(
    ("at", "said"), [("", "jam dan menit"), ("23:00", "belum tiba")]
)
def test_a_time_that_cannot_be_is_refused_and_the_ticks_stay(
    siti, make_slot, book, at, said
):
    booking = book(make_slot(hour=9), "Siti")
    words = {"day": "2026-11-24", "came": str(booking.id), f"at-{booking.id}": at}

    answer = siti.post("/offices/TS/paper-arrivals", words)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "checked" in page
