"""Setting an office up on its pages, and changing hours under people."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from loket.bookings import actions
from loket.bookings.models import Booking, Rearrangement, Release, Schedule, Slot
from loket.offices import decreed
from loket.offices.models import (
    Closure,
    DatedWeek,
    OpeningHours,
)
from tests.web.conftest import NOW, TODAY, recorded

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)
SETTINGS = "/offices/TS"


def closure(day=TOMORROW, **more):
    said = {"first": day, "reason": "Listrik padam", "source": "Nota 12/2026"}
    return {**said, **more}


def week(*spans):
    return {
        f"{which}-{weekday}-{n}": span[at]
        for weekday in range(5)
        for n, span in enumerate(spans)
        for at, which in enumerate(("opens", "closes"))
    }


@pytest.fixture
def people(make_slot, book):
    """Two people tomorrow, and room on the day after."""
    slot = make_slot(9, 5, TOMORROW)
    make_slot(9, 5, TOMORROW + timedelta(days=1))
    return [book(slot, "Siti Aminah"), book(slot, "Budi Santoso", "Rina Santoso")]


def test_closing_a_day_shows_who_is_concerned_and_then_does_it(budi, people):
    shown = budi.post(f"{SETTINGS}/closures/additions", closure())

    assert shown.status_code == 200
    assert "Siti Aminah" in shown.content.decode()
    assert shown.context["moved"] == 2
    assert not Closure.objects.exists()

    sent = dict(shown.context["sent"])
    done = budi.post(f"{SETTINGS}/closures/additions", {**sent, "sure": "1"})
    change = Rearrangement.objects.get()
    assert done.url == f"{SETTINGS}/changes/{change.id}/"
    assert {b.slot.day for b in Booking.objects.all()} == {TOMORROW + timedelta(days=1)}
    page = budi.get(done.url).content.decode()
    assert "Budi Santoso, Rina Santoso" in page
    assert {"closure.added", "booking.moved", "person.seen"} <= set(recorded())


def test_whoever_has_no_whatsapp_is_ticked_off_once_phoned(budi, siti, people):
    budi.post(f"{SETTINGS}/closures/additions", closure(sure="1"))
    change = Rearrangement.objects.get()
    page = siti.get(f"{SETTINGS}/changes/{change.id}/")
    assert page.context["to_call"] == 2
    one = change.displacements.first()

    siti.post(f"{SETTINGS}/changes/{change.id}/calls/{one.id}")
    assert siti.get(f"{SETTINGS}/changes/{change.id}/").context["to_call"] == 1
    assert siti.get(f"{SETTINGS}/closures/").status_code == 404
    undone = siti.post(f"{SETTINGS}/changes/{change.id}/undoing")
    assert undone.status_code == 404
    budi.post(f"{SETTINGS}/changes/{change.id}/undoing")
    assert not Closure.objects.exists()


def test_a_day_without_bookings_is_closed_at_once_and_opened_again(budi, office):
    answer = budi.post(f"{SETTINGS}/closures/additions", closure())
    made = Closure.objects.get()

    assert answer.url == f"{SETTINGS}/closures/"
    assert "Listrik padam" in budi.get(f"{SETTINGS}/closures/").content.decode()
    budi.post(f"{SETTINGS}/closures/{made.id}/openings")
    assert not Closure.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": ""},
        {"last": TODAY - timedelta(days=9)},
        {"starts": "10:00"},
        {"starts": "10:00", "ends": "09:00"},
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_lost(budi, office, wrong):
    answer = budi.post(f"{SETTINGS}/closures/additions", closure(**wrong))

    assert answer.status_code == 422
    assert "Nota 12/2026" in answer.content.decode()
    assert not Closure.objects.exists()


def test_fewer_places_than_booked_are_previewed_from_the_agenda(budi, people, service):
    asked = {
        "service": service.id,
        "day": TOMORROW,
        "hour": "09:00",
        "capacity": "1",
        "reason": "Satu petugas sakit",
    }
    shown = budi.post(f"{SETTINGS}/lowerings", asked)
    assert shown.context["moved"] == 1
    budi.post(f"{SETTINGS}/lowerings", {**asked, "sure": "1"})

    assert Slot.objects.get(day=TOMORROW).capacity == 1
    assert budi.post(f"{SETTINGS}/lowerings", {**asked, "day": "x"}).status_code == 404


def test_shorter_opening_hours_show_who_is_concerned(budi, people, office):
    spans = week(("10:00", "12:00"))
    shown = budi.post(f"{SETTINGS}/hours/weeks", spans)
    assert shown.context["cancelled"] == 2
    kept = OpeningHours.objects.filter(office=office)
    assert set(kept.values_list("opens_at", flat=True)) == {time(8)}

    budi.post(f"{SETTINGS}/hours/weeks", {**spans, "sure": "1"})
    assert set(kept.all().values_list("opens_at", flat=True)) == {time(10)}


def test_a_week_for_a_time_is_added_changed_and_removed(budi, office):
    frame = {
        "dated-name": "Ramadan",
        "dated-first": "2027-02-08",
        "dated-last": "2027-03-09",
        "dated-source": "SE 3/2027",
    }
    budi.post(f"{SETTINGS}/hours/dated", {**frame, **week(("08:00", "15:00"))})
    dated = DatedWeek.objects.get()
    assert dated.hours.count() == 5
    answer = budi.post(
        f"{SETTINGS}/hours/weeks", {"week": dated.id, **week(("9", "8"))}
    )
    assert answer.status_code == 422
    budi.post(f"{SETTINGS}/hours/weeks", {"week": dated.id, **week(("08:00", "14:00"))})
    assert set(dated.hours.values_list("closes_at", flat=True)) == {time(14)}
    assert "Ramadan" in budi.get(f"{SETTINGS}/hours/").content.decode()

    budi.post(f"{SETTINGS}/hours/dated/{dated.id}/removal")
    assert not DatedWeek.objects.exists()
    wrong = {**frame, "dated-last": "2027-01-01"}
    assert budi.post(f"{SETTINGS}/hours/dated", wrong).status_code == 422


def test_places_and_a_rule_make_hours_that_can_be_booked(budi, office, service):
    places = {f"places-{n}-{hour:02}00": "7" for n in range(5) for hour in (8, 9)}
    budi.post(f"{SETTINGS}/schedule/weeks", {"service": service.id, **places})
    assert Schedule.objects.count() == 10
    rule = {
        "service": service.id,
        "kind": "rolling",
        "horizon_days": "7",
        "opens_at": "08:00",
        "later": "12:00 30, 16:00 30",
        "spread_minutes": "0",
    }
    looked = budi.post(f"{SETTINGS}/schedule/releases", {**rule, "look": "1"})
    assert looked.context["is_tried"]
    assert looked.context["openings"]
    assert not Release.objects.exists()
    budi.post(f"{SETTINGS}/schedule/releases", rule)

    assert Release.objects.get().later == [["12:00:00", 30], ["16:00:00", 30]]
    slots = Slot.objects.filter(day=TOMORROW)
    assert {slot.capacity for slot in slots} == {7}
    assert budi.get(f"{SETTINGS}/schedule/").status_code == 200
    bad = {**rule, "later": "noon"}
    assert budi.post(f"{SETTINGS}/schedule/releases", bad).status_code == 422
    budi.post(f"{SETTINGS}/schedule/withdrawals", {"service": service.id})
    assert not Release.objects.exists()


def test_a_new_week_counts_for_open_days_but_takes_nobody_away(
    budi, office, service, book
):
    places = {f"places-{n}-0800": "5" for n in range(5)}
    budi.post(f"{SETTINGS}/schedule/weeks", {"service": service.id, **places})
    Release.objects.create(office_id=office.id, service_id=service.id, opens_at=time(7))
    actions.open_days(NOW)
    slot = Slot.objects.get(day=TOMORROW)
    book(slot, "Siti Aminah", "Budi Santoso", "Rina Wati")
    fewer = {f"places-{n}-0800": "2" for n in range(5)}
    budi.post(f"{SETTINGS}/schedule/weeks", {"service": service.id, **fewer})

    assert Slot.objects.get(id=slot.id).capacity == 3
    others = Slot.objects.exclude(id=slot.id).filter(day__gt=TODAY)
    assert set(others.values_list("capacity", flat=True)) == {2}


def test_holidays_of_a_year_are_compared_and_brought_in(budi, office):
    Closure.objects.create(
        agency=office.agency, day=date(2027, 1, 1), reason="Tahun baru kita",
        source="SKB", kind="holiday", is_edited=True,
    )  # fmt: skip
    Closure.objects.create(
        agency=office.agency, day=date(2027, 2, 1), reason="Salah", source="SKB",
        kind="holiday",
    )  # fmt: skip
    found = budi.get("/setup/holidays/?year=2027").context["found"]
    assert len(found.new) == len(decreed.days_of(2027)) - 1
    assert [row.reason for row in found.gone] == ["Salah"]
    budi.post("/setup/holidays/imports", {"year": "2027"})

    kinds = set(Closure.objects.values_list("kind", flat=True))
    assert kinds == {"holiday", "collective"}
    assert Closure.objects.get(day=date(2027, 1, 1)).reason == "Tahun baru kita"
    assert not Closure.objects.filter(reason="Salah").exists()
    again = budi.get("/setup/holidays/?year=2027").context["found"]
    assert [*again.new, *again.changed, *again.gone] == []


def test_a_lifted_holiday_is_not_closed_again_by_an_import(budi, office):
    budi.post("/setup/holidays/imports", {"year": "2027"})
    day = Closure.objects.get(day=date(2027, 5, 1))
    budi.post(f"/setup/holidays/{day.id}/openings")
    budi.post("/setup/holidays/imports", {"year": "2027"})

    day.refresh_from_db()
    assert day.is_lifted


def test_a_day_that_was_decreed_late_concerns_every_office(budi, people, other_office):
    shown = budi.post("/setup/holidays/additions", closure())

    assert shown.context["moved"] == 2
    assert "Siti Aminah" not in shown.content.decode()
    budi.post("/setup/holidays/additions", closure(sure="1"))
    assert Closure.objects.get().office is None
