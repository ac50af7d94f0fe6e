"""The agenda shows the day as it is, and marks who came."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from loket.bookings.models import Booking, Release
from loket.offices.models import Closure

HTMX = {"HX-Request": "true"}


def state(booking):
    return Booking.objects.get(id=booking.id).state


def test_it_shows_who_comes_in_the_present_hour(siti, slot, make_slot, book):
    budi = book(slot, "Budi Santoso")
    book(make_slot(hour=11), "Rina Wulandari")

    page = siti.get("/offices/TS/agenda/").content.decode()

    assert "Budi Santoso" in page
    assert budi.code in page
    assert "12 Mar 1990" in page
    assert "Rina Wulandari" not in page
    assert "10.30 kini" in page


def test_another_hour_can_be_chosen(siti, slot, make_slot, book):
    book(make_slot(hour=11), "Rina Wulandari")

    page = siti.get("/offices/TS/agenda/?hour=11:00", headers=HTMX).content.decode()

    assert "Rina Wulandari" in page
    assert "<html" not in page


def test_seats_are_counted_in_persons(siti, slot, book):
    book(slot, "Siti", "Budi", "Rina")

    page = siti.get("/offices/TS/agenda/").content.decode()

    assert (
        "0 dilayani, 0 datang, 3 terpesan, 0 tidak hadir, 0 ditahan, 1 kosong" in page
    )


def test_of_a_day_that_is_over_it_says_what_nobody_noted(siti, slot, book):
    booking = book(slot, "Siti", "Budi")
    Booking.objects.update(state="lapsed")

    page = siti.get("/offices/TS/agenda/").content.decode()

    assert "0 terpesan, 0 tidak hadir, 0 ditahan, 2 kosong, 2 belum dicatat" in page
    assert page.count('value="lapsed"') == 2
    assert f'hx-post="/bookings/{booking.id}/arrival"' in page


def test_the_clock_is_that_of_the_office(budi, other_office):
    page = budi.get("/offices/LB/agenda/").content.decode()

    assert "Selasa, 24 November 2026" in page
    assert "11.30 WITA" in page


@pytest.mark.parametrize(
    ("act", "before", "after"),
    [
        ("arrival", "booked", "arrived"),
        ("absence", "booked", "no_show"),
        ("arrival", "no_show", "arrived"),
        ("arrival", "lapsed", "arrived"),
        ("absence", "lapsed", "no_show"),
        ("expectation", "arrived", "booked"),
        ("expectation", "no_show", "booked"),
    ],
)
def test_a_booking_moves(siti, slot, book, act, before, after):
    booking = book(slot, "Siti")
    Booking.objects.update(state=before)

    answer = siti.post(
        f"/bookings/{booking.id}/{act}", {"before": before}, headers=HTMX
    )

    assert answer.status_code == 200
    assert state(booking) == after


def test_an_act_can_be_undone_from_the_toast(siti, slot, book):
    booking = book(slot, "Siti")
    page = siti.post(
        f"/bookings/{booking.id}/absence", {"before": "booked"}, headers=HTMX
    ).content.decode()

    assert f"{booking.code} ditandai tidak hadir" in page
    assert f'hx-post="/bookings/{booking.id}/expectation"' in page


def test_without_scripts_an_act_leads_back_to_the_same_hour(siti, slot, book):
    booking = book(slot, "Siti")
    words = {"before": "booked", "day": "2026-11-24", "hour": "10:00"}

    answer = siti.post(f"/bookings/{booking.id}/arrival", words)

    place = "/offices/TS/agenda/?day=2026-11-24&hour=10%3A00"
    assert answer.headers["Location"] == place
    assert "ditandai datang" in siti.get(place).content.decode()


def test_nobody_is_absent_before_their_hour(siti, make_slot, book):
    booking = book(make_slot(hour=11), "Siti")

    answer = siti.post(
        f"/bookings/{booking.id}/absence", {"before": "booked"}, headers=HTMX
    )

    assert answer.status_code == 409
    assert "mulai pukul 11.00" in answer.content.decode()
    assert state(booking) == "booked"


@pytest.mark.parametrize("query", ["aminah", "AMIN"])
def test_search_finds_names_of_the_whole_day(siti, slot, make_slot, book, query):
    book(make_slot(hour=8), "Siti Aminah")
    book(slot, "Budi Santoso")

    page = siti.get(f"/offices/TS/agenda/?q={query}", headers=HTMX).content.decode()

    assert "Siti Aminah" in page
    assert "Budi Santoso" not in page


def test_search_finds_a_code_of_another_day(siti, slot, make_slot, book):
    booking = book(make_slot(day=date(2026, 11, 26)), "Siti Aminah")

    page = siti.get(f"/offices/TS/agenda/?q={booking.code}").content.decode()

    assert "Kamis, 26 November 2026" in page
    assert "Siti Aminah" in page


def test_search_finds_the_beginning_of_a_name_weeks_ahead(siti, make_slot, book):
    book(make_slot(day=date(2026, 12, 15)), "Siti Aminah")
    book(make_slot(day=date(2026, 12, 15), hour=9), "Aminudin")

    page = siti.get("/offices/TS/agenda/?q=amina siti", headers=HTMX).content.decode()

    assert "Siti Aminah" in page
    assert "Selasa, 15 Desember 2026" in page
    assert "Aminudin" not in page


def test_who_comes_after_the_tolerance_is_late_and_counted(siti, make_slot, book, now):
    booking = book(make_slot(hour=10), "Siti")
    page = siti.get("/offices/TS/agenda/", headers=HTMX).content.decode()
    assert "Terlambat 30 mnt" in page

    siti.post(f"/bookings/{booking.id}/arrival", {"before": "booked"}, headers=HTMX)
    page = siti.get("/offices/TS/agenda/", headers=HTMX).content.decode()

    assert "Datang 10.30" in page
    assert '<b class="lk-num">1</b><span>datang terlambat</span>' in page
    assert Booking.objects.get().arrived_at is not None


def test_within_the_tolerance_nobody_is_late(siti, make_slot, book, now):
    now.move_to(datetime(2026, 11, 24, 3, 14, tzinfo=UTC))
    book(make_slot(hour=10), "Siti")

    page = siti.get("/offices/TS/agenda/", headers=HTMX).content.decode()

    assert "Terlambat" not in page


def test_nothing_found_is_said(siti, slot):
    page = siti.get("/offices/TS/agenda/?q=tamu").content.decode()

    assert "Tidak ditemukan dalam minggu-minggu ini" in page


@pytest.mark.parametrize(
    "words", ["?day=tidak", "?hour=99", "?day=2026-02-30&q=" + "x" * 900]
)
def test_nonsense_in_the_address_is_read_as_nothing(siti, slot, words):
    assert siti.get(f"/offices/TS/agenda/{words}").status_code == 200


def test_a_closed_day_says_why(siti, office):
    Closure.objects.create(
        agency=office.agency,
        day=date(2026, 12, 25),
        reason="Hari Raya Natal",
        source="-",
    )

    page = siti.get("/offices/TS/agenda/?day=2026-12-25").content.decode()

    assert "Kantor tutup pada hari ini" in page
    assert "Hari Raya Natal" in page


def test_a_day_that_opens_later_says_when(siti, office, service):
    Release.objects.create(
        office_id=office.id, service_id=service.id, horizon_days=7, opens_at=time(7)
    )

    page = siti.get("/offices/TS/agenda/?day=2026-12-08").content.decode()

    assert "Jamnya dibuka Selasa, 1 Desember 2026 pukul 07.00 WIB" in page


def test_a_weekend_says_that_nobody_serves(siti, office):
    page = siti.get("/offices/TS/agenda/?day=2026-11-28").content.decode()

    assert "Kantor tidak melayani pada hari ini" in page


def test_the_head_sets_a_quota(budi, slot, service):
    words = {"day": "2026-11-24", "hour": "10:00", f"quota-{service.id}": "9"}

    answer = budi.post("/offices/TS/quotas", words, headers=HTMX)

    slot.refresh_from_db()
    assert answer.status_code == 200
    assert slot.capacity == 9


def test_a_quota_below_what_is_booked_is_refused(budi, slot, service, book):
    book(slot, "Siti", "Budi")
    words = {"day": "2026-11-24", "hour": "10:00", f"quota-{service.id}": "1"}

    answer = budi.post("/offices/TS/quotas", words, headers=HTMX)

    slot.refresh_from_db()
    assert answer.status_code == 422
    assert "isi 2 atau lebih" in answer.content.decode()
    assert slot.capacity == 4


def test_the_front_desk_sets_no_quota(siti, slot):
    assert siti.post("/offices/TS/quotas", {}).status_code == 404


def test_the_day_costs_few_queries(siti, slot, book, django_assert_max_num_queries):
    for name in ("Siti", "Budi", "Rina"):
        book(slot, name)

    with django_assert_max_num_queries(34):
        siti.get("/offices/TS/agenda/")


def test_a_break_is_shown(siti, make_slot):
    make_slot(hour=9)
    make_slot(hour=13)

    page = siti.get("/offices/TS/agenda/").content.decode()

    assert "Istirahat 10.00 - 13.00" in page


def test_desk_leads_to_the_first_office(siti):
    assert siti.get("/offices/").headers["Location"] == "/offices/TS/agenda/"


def test_a_hold_shows_until_when(siti, slot, book):
    booking = book(slot, "Siti")
    until = datetime(2026, 11, 24, 3, 40, tzinfo=UTC)
    Booking.objects.filter(id=booking.id).update(state="held", held_until=until)

    assert "Ditahan s.d. 10.40" in siti.get("/offices/TS/agenda/").content.decode()


def test_the_english_page_speaks_english(siti, slot, book):
    siti.cookies["language"] = "en"
    book(slot, "Siti")

    page = siti.get("/offices/TS/agenda/").content.decode()

    assert '<html lang="en"' in page
    assert "Who is coming 10:00 - 11:00" in page
    assert "New passport" in page


def test_days_ahead_are_a_week(siti, office):
    page = siti.get("/offices/TS/agenda/").content.decode()

    monday = date(2026, 11, 23)
    assert all(f"day={monday + timedelta(days=n)}" in page for n in (0, 1, 4, 7, 8))
