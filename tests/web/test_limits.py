"""Limits of an office, odd groups with a decision, and the list of those who wait."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from loket.bookings import waiting
from loket.bookings.models import Booking, GroupRuling, Offer, OfficeLimit, Ruling
from loket.bookings.people import Person
from loket.bookings.waiting import Span, Wish


@pytest.fixture
def odd(make_slot, book) -> list[Booking]:
    """Two bookings of one number for seven people whose names run on."""
    slots = make_slot(hour=11, capacity=9), make_slot(hour=12, capacity=9)
    made = [
        book(slots[0], *(f"Warga {n}" for n in range(5))),
        book(slots[1], "Warga 5", "Warga 6"),
    ]
    Booking.objects.update(contact_id=uuid4())
    return made


def test_a_figure_is_set_with_its_source(budi, office):
    page = budi.get("/offices/TS/limits/").content.decode()
    assert "imigrasi.go.id" in page

    words = {"kind": "live_people", "value": "8", "source": "SK Kakanim 12/2026"}
    budi.post("/offices/TS/limits/figures", words)

    own = OfficeLimit.objects.get()
    assert (own.kind, own.value, own.source) == ("live_people", 8, "SK Kakanim 12/2026")


@pytest.mark.parametrize(
    "wrong", [{"value": "0"}, {"value": "x"}, {"source": " "}, {"kind": "none"}]
)
def test_a_figure_without_sense_or_source_is_refused(budi, office, wrong):
    words = {"kind": "live_people", "value": "8", "source": "SK", **wrong}

    assert budi.post("/offices/TS/limits/figures", words).status_code == 422
    assert not OfficeLimit.objects.exists()


def test_the_front_desk_sets_no_limits(siti, office):
    for address in ("limits/", "groups/"):
        assert siti.get(f"/offices/TS/{address}").status_code == 404


def marks(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('name="group" value="')[1:]]


def test_an_odd_group_is_shown_with_its_evidence(budi, odd):
    page = budi.get("/offices/TS/groups/").content.decode()

    assert "Banyak nama dari satu nomor" in page
    assert "Nama berurutan" in page
    assert "Tanggal lahir yang sama" in page
    assert "2 antrean, 7 orang, 1 nomor" in page
    assert odd[0].code in page


@pytest.mark.parametrize("verdict", ["allow", "limit"])
def test_a_decision_is_kept_with_its_reason_and_the_group_goes(budi, odd, verdict):
    first, *others = marks(budi.get("/offices/TS/groups/").content.decode())
    words = {"group": first, "verdict": verdict, "reason": "kepala desa"}

    budi.post("/offices/TS/groups/decisions", words)

    assert GroupRuling.objects.get().reason == "kepala desa"
    ruling = Ruling.objects.get()
    assert (ruling.verdict, ruling.until > datetime.now(UTC)) == (verdict, True)
    left = marks(budi.get("/offices/TS/groups/").content.decode())
    assert left == others
    assert Booking.objects.filter(state="booked").count() == 2

    page = budi.get("/offices/TS/limits/").content.decode()
    assert "kepala desa" in page
    budi.post(f"/offices/TS/limits/rulings/{ruling.id}/endings")
    ruling.refresh_from_db()
    assert ruling.until <= datetime.now(UTC)


def test_odd_bookings_are_cancelled_together(budi, odd):
    first = marks(budi.get("/offices/TS/groups/").content.decode())[0]
    words = {"group": first, "verdict": "cancel", "reason": "calo"}

    budi.post("/offices/TS/groups/decisions", words)

    assert set(Booking.objects.values_list("state", flat=True)) == {"cancelled"}


def test_a_group_that_changed_is_not_decided_about(budi, odd):
    first = marks(budi.get("/offices/TS/groups/").content.decode())[0]
    Booking.objects.filter(id=odd[0].id).update(state="cancelled")
    words = {"group": first, "verdict": "cancel", "reason": "calo"}

    assert budi.post("/offices/TS/groups/decisions", words).status_code == 409
    assert Booking.objects.filter(state="booked").count() == 1


@pytest.fixture
def waits(office, service, keyring) -> waiting.Joined:
    day = date(2026, 11, 25)
    wish = Wish(
        uuid4(), office.agency_id, office.id, service.id,
        [Person("Rina Wulandari", date(1990, 1, 1))],
        Span(day, day + timedelta(days=1)), datetime.now(UTC),
    )  # fmt: skip
    (joined,) = waiting.join([wish], keyring)
    assert isinstance(joined, waiting.Joined)
    return joined


def test_who_waits_stands_on_the_list_and_on_the_agenda(siti, office, waits):
    listed = siti.get("/offices/TS/waiting-list/").content.decode()
    there = siti.get("/offices/TS/agenda/?day=2026-11-26").content.decode()
    elsewhere = siti.get("/offices/TS/agenda/?day=2026-11-27").content.decode()

    assert "Rina Wulandari" in listed
    assert "Rina Wulandari" in there
    assert "Berikutnya" in there
    assert "Rina Wulandari" not in elsewhere


def test_a_place_is_offered_by_hand_only_with_a_reason(siti, budi, make_slot, waits):
    slot = make_slot(day=date(2026, 11, 26))
    address = f"/waiting/{waits.waiting_id}/offers"

    assert siti.post(address, {"slot": slot.id, "reason": "x"}).status_code == 404
    assert budi.post(address, {"slot": slot.id}).status_code == 422
    budi.post(address, {"slot": slot.id, "reason": "dari pulau"})

    assert Offer.objects.get().reason == "dari pulau"
    page = budi.get("/offices/TS/waiting-list/").content.decode()
    assert "Ditawari Kam 26 Nov 10.00, sampai 11.00" in page
    again = budi.post(address, {"slot": slot.id, "reason": "dari pulau"})
    assert again.status_code == 409
