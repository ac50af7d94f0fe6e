"""One booking: seen, moved, cancelled with words to the citizen, printed; and made."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from loket.bookings.models import Booking, Marking, OfficeLimit, Release, Ruling
from loket.contacts.models import Consent, Contact, Identity
from loket.lib import ids
from loket.messaging.models import ChannelAccount, Conversation, Notice
from loket.offices.models import Office

HTMX = {"HX-Request": "true"}
REASON = {"reason": "officer_away"}


@pytest.fixture
def account(office: Office) -> ChannelAccount:
    return ChannelAccount.objects.create(
        agency=office.agency, kind="whatsapp", external_id="1", token=b"-"
    )


@pytest.fixture
def by_chat(slot, book, office, account) -> Booking:
    """A booking that Siti Aminah made by chat."""
    booking, contact = book(slot, "Siti Aminah"), ids.new()
    Contact.objects.create(
        id=contact, agency_id=office.agency_id, first_seen_at=datetime.now(UTC)
    )
    Conversation.objects.create(
        id=ids.new(), account=account, contact_id=contact, agency_id=office.agency_id,
        language="en", last_inbound_at=datetime.now(UTC),
    )  # fmt: skip
    booking.contact_id = contact
    booking.save()
    return booking


def test_the_page_shows_who_when_and_what_staff_did(siti, by_chat):
    siti.post(f"/bookings/{by_chat.id}/arrival", {"before": "booked"})
    siti.post(f"/bookings/{by_chat.id}/expectation", {"before": "arrived"})

    page = siti.get(f"/bookings/{by_chat.id}/").content.decode()

    assert "Siti Aminah" in page
    assert by_chat.code in page
    assert "Siti: Terpesan → Datang" in page


def test_the_words_are_seen_before_they_are_sent_in_the_language_of_the_citizen(
    siti, by_chat, make_slot
):
    there = make_slot(hour=11)
    address = f"/bookings/{by_chat.id}/words?reason=officer_away"

    cancelled = siti.get(address, headers=HTMX).content.decode()
    moved = siti.get(f"{address}&slot={there.id}", headers=HTMX).content.decode()

    assert "was cancelled by an officer because of an officer being away" in cancelled
    assert "was moved to Tuesday, 24 November 2026, 11:00 - 12:00" in moved


def test_without_a_number_it_is_said_that_nobody_is_told(siti, slot, book):
    booking = book(slot, "Siti")

    page = siti.get(f"/bookings/{booking.id}/words", headers=HTMX).content.decode()

    assert "tidak ada yang dikabari" in page


def test_cancelling_gives_the_place_back_and_tells_the_citizen(siti, by_chat, slot):
    answer = siti.post(f"/bookings/{by_chat.id}/cancellation", REASON)

    assert answer.status_code == 302
    slot.refresh_from_db()
    assert slot.taken == 0
    notice = Notice.objects.get(kind="staff.cancelled")
    assert notice.parameters["reason"] == "officer_away"
    assert Marking.objects.get().reason == "officer_away"
    again = siti.post(f"/bookings/{by_chat.id}/cancellation", REASON)
    assert again.status_code == 409


def test_moving_keeps_the_code_and_tells_the_new_hour(siti, by_chat, make_slot):
    there = make_slot(hour=11)

    siti.post(f"/bookings/{by_chat.id}/hour", {"slot": there.id, **REASON})

    by_chat.refresh_from_db()
    assert (by_chat.slot_id, by_chat.moves) == (there.id, 0)
    notice = Notice.objects.get(kind="staff.moved")
    assert notice.parameters["hour"] == "2026-11-24 11:00"


def test_a_full_hour_or_none_is_refused_and_nothing_lost(
    siti, by_chat, make_slot, book
):
    full = make_slot(hour=11, capacity=1)
    book(full, "Budi")
    address = f"/bookings/{by_chat.id}/hour"

    refused = siti.post(address, {"slot": full.id, **REASON})
    unknown = siti.post(address, {"slot": "x", **REASON})

    assert (refused.status_code, unknown.status_code) == (409, 409)
    assert "baru saja terisi" in refused.content.decode()
    by_chat.refresh_from_db()
    assert by_chat.slot_id != full.id


def test_the_slip_has_code_hour_and_a_picture(siti, by_chat):
    page = siti.get(f"/bookings/{by_chat.id}/slip").content.decode()

    assert by_chat.code in page
    assert "10.00 - 11.00 WIB" in page
    assert 'class="lk-qr"' in page


@pytest.fixture
def offered(office, service) -> None:
    """The service can be booked at the office."""
    Release.objects.create(
        office_id=office.id, service_id=service.id, horizon_days=14, opens_at="07:00"
    )


def filled(hour, **more):
    words = {
        "service": hour.service_id, "day": str(hour.day), "slot": hour.id,
        "name_1": "Siti Aminah", "born_1": "1990-03-12", **more,
    }  # fmt: skip
    return {name: value for name, value in words.items() if value != ""}


def test_a_citizen_without_a_phone_is_booked_and_gets_a_slip(siti, make_slot, offered):
    slot = make_slot(hour=11)
    page = siti.get("/offices/TS/bookings/new/").content.decode()
    assert "11.00 - 12.00" in page

    answer = siti.post(
        "/offices/TS/bookings",
        filled(slot, name_2="Budi", born_2="1985-02-01"),
    )

    booking = Booking.objects.get()
    assert answer.headers["Location"] == f"/bookings/{booking.id}/"
    assert (booking.size, booking.state, booking.contact_id) == (2, "booked", None)
    assert not Notice.objects.exists()


def test_with_consent_the_code_is_messaged_to_the_number(
    siti, make_slot, offered, account
):
    slot = make_slot(hour=11)
    phone = {"phone": "0812-0000-0001"}
    without = siti.post("/offices/TS/bookings", filled(slot, **phone))
    assert without.status_code == 422

    siti.post("/offices/TS/bookings", filled(slot, agrees="on", **phone))

    booking = Booking.objects.get()
    assert Identity.objects.get().value == "6281200000001"
    assert Consent.objects.filter(contact_id=booking.contact_id).exists()
    assert Notice.objects.get(kind="staff.booked").contact_id == booking.contact_id
    talk = Conversation.objects.get(contact_id=booking.contact_id)
    assert talk.last_inbound_at.year == 2000


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name_1": "Si"}, "seperti di KTP"),
        ({"born_1": "2090-01-01"}, "Tulis tanggal lahir"),
        ({"name_2": "Budi"}, "Tulis tanggal lahir"),
        ({"phone": "12", "agrees": "on"}, "Tulis nomor"),
        ({"slot": "0"}, "Pilih jam"),
    ],
)
def test_what_is_missing_is_said_and_nothing_lost(
    siti, make_slot, offered, wrong, said
):
    slot = make_slot(hour=11)

    answer = siti.post("/offices/TS/bookings", filled(slot, **wrong))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert 'value="Siti Aminah"' in page or "name_1" in wrong
    assert not Booking.objects.exists()


def test_who_has_a_booking_already_is_shown_with_it(siti, make_slot, book, offered):
    there = book(make_slot(day=date(2026, 11, 26)), "Siti Aminah")
    slot = make_slot(hour=11)

    page = siti.post("/offices/TS/bookings", filled(slot)).content.decode()

    assert "Siti Aminah sudah punya antrean" in page
    assert there.code in page
    assert "Kamis, 26 November 2026" in page


def test_beyond_a_limit_an_officer_gives_a_reason_and_it_is_kept(
    siti, budi, office, make_slot, offered, account
):
    OfficeLimit.objects.create(
        office_id=office.id, kind="live_people", value=1, changed_at=datetime.now(UTC)
    )
    phone = {"phone": "081200000001", "agrees": "on"}
    siti.post("/offices/TS/bookings", filled(make_slot(hour=11), **phone))
    more = {**phone, "name_1": "Budi", "born_1": "1985-02-01"}
    slot = make_slot(hour=12)

    refused = siti.post("/offices/TS/bookings", filled(slot, **more))
    alone = siti.post("/offices/TS/bookings", filled(slot, **more, lifted="tetangga"))
    lifted = budi.post("/offices/TS/bookings", filled(slot, **more, lifted="tetangga"))

    assert (refused.status_code, alone.status_code) == (422, 422)
    assert "mencapai batas" in refused.content.decode()
    assert lifted.status_code == 302
    assert Ruling.objects.get().reason == "tetangga"


def test_an_hour_of_another_office_cannot_be_booked_from_here(
    siti, make_slot, other_office, offered
):
    slot = make_slot(hour=11)
    slot.office_id = other_office.id
    slot.save()

    assert siti.post("/offices/TS/bookings", filled(slot)).status_code == 422
    assert not Booking.objects.exists()


def test_the_page_of_a_booking_elsewhere_does_not_exist(siti, slot, book, other_office):
    booking = book(slot, "Siti")
    Booking.objects.update(office_id=other_office.id)

    for address in ("", "words", "slip"):
        assert siti.get(f"/bookings/{booking.id}/{address}").status_code == 404


def test_a_move_by_staff_may_come_on_the_day_and_twice(siti, by_chat, make_slot):
    for hour in (11, 12):
        slot = make_slot(hour=hour)
        siti.post(f"/bookings/{by_chat.id}/hour", {"slot": slot.id, **REASON})

    by_chat.refresh_from_db()
    assert by_chat.slot_id == slot.id
    assert UUID(Notice.objects.last().parameters["booking"]) == by_chat.id
    assert by_chat.booked_at < datetime.now(UTC) - timedelta(days=1)
