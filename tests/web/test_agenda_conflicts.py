"""Two act on one booking: the second is told who was first, and what is true now."""

from datetime import UTC, datetime

from loket.bookings import actions
from loket.bookings.models import Booking
from loket.bookings.states import BookingState
from loket.offices.models import Staff

HTMX = {"HX-Request": "true"}


def state(booking):
    return Booking.objects.get(id=booking.id).state


def test_what_somebody_else_did_is_told_and_kept(siti, slot, book):
    booking = book(slot, "Siti")
    actions.mark(
        booking.id,
        BookingState.BOOKED,
        BookingState.ARRIVED,
        datetime(2026, 11, 24, 3, 12, tzinfo=UTC),
    )

    answer = siti.post(
        f"/bookings/{booking.id}/absence", {"before": "booked"}, headers=HTMX
    )

    assert answer.status_code == 409
    assert "petugas lain: Datang sejak 10.12" in answer.content.decode()
    assert state(booking) == "arrived"


def test_who_acted_first_is_named(siti, budi, slot, book):
    booking = book(slot, "Rina")
    words = {"before": "booked"}
    budi.post(f"/bookings/{booking.id}/arrival", words, headers=HTMX)

    answer = siti.post(f"/bookings/{booking.id}/absence", words, headers=HTMX)
    again = budi.post(f"/bookings/{booking.id}/absence", words, headers=HTMX)

    name = Staff.objects.get(email="budi@loket.test").name
    assert f"sudah diubah {name}: Datang" in answer.content.decode()
    assert "diubah Anda di jendela lain: Datang" in again.content.decode()


def test_a_citizen_who_cancelled_is_not_taken_for_an_officer(siti, slot, book):
    booking = book(slot, "Rina")
    actions.cancel([(booking.id, None)], datetime(2026, 11, 24, 3, 12, tzinfo=UTC))

    answer = siti.post(
        f"/bookings/{booking.id}/absence", {"before": "booked"}, headers=HTMX
    )

    assert "sudah diubah pemohon: Dibatalkan sejak 10.12" in answer.content.decode()


def test_who_has_booked_anew_cannot_be_expected_twice(siti, slot, make_slot, book):
    booking = book(slot, "Rina")
    words = {"before": "booked"}
    siti.post(f"/bookings/{booking.id}/absence", words, headers=HTMX)
    book(make_slot(hour=11), "Rina")

    answer = siti.post(
        f"/bookings/{booking.id}/expectation", {"before": "no_show"}, headers=HTMX
    )

    assert "orang yang sama sudah memesan lagi" in answer.content.decode()
    assert state(booking) == "no_show"
