"""Talks about bookings there are: seeing them and giving them back."""

from __future__ import annotations

from tests.dialogue.citizen import Citizen
from tests.dialogue.desk import Desk
from tests.dialogue.places import born


def test_siti_sees_her_booking_with_its_code_again() -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    booking = desk.book(siti.id, "Siti Aminah", born("1990-03-12"))

    siti.says("jadwal saya").hears(booking.code, "Selasa, 24 November 2026", "KTP")
    assert siti.reply.qr == booking.code
    siti.sees("Batalkan antrean", "Menu")


def test_who_has_none_is_offered_to_book() -> None:
    siti = Citizen(Desk().open())

    siti.says("antrean saya").hears("belum punya antrean").sees("Pesan antrean")


def test_several_bookings_are_listed_and_one_is_chosen() -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    first = desk.book(siti.id, "Siti Aminah", born("1990-03-12"), desk.slots[1])
    second = desk.book(siti.id, "Budi Santoso", born("1985-02-01"), desk.slots[7])

    siti.says("antrean saya").hears(first.code, second.code)
    siti.taps(second.code).hears("Budi Santoso")
    siti.says("antrean saya").says("yang pertama").hears("Siti Aminah")
    siti.says(second.code.lower()).hears("Budi Santoso")


def test_siti_cancels_by_tapping() -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    booking = desk.book(siti.id, "Siti Aminah", born("1990-03-12"))

    siti.says("antrean saya").taps("Batalkan antrean")
    siti.hears(f"Batalkan antrean {booking.code}?").sees("Ya, batalkan")
    siti.taps("Ya, batalkan").hears("sudah dibatalkan")
    assert desk.booked() == []


def test_siti_cancels_by_typing() -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    desk.book(siti.id, "Siti Aminah", born("1990-03-12"))

    siti.says("batalkan antrean saya dong").hears("Batalkan antrean")
    siti.says("iya").hears("sudah dibatalkan")


def test_batal_with_nothing_being_made_means_the_booking() -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    desk.book(siti.id, "Siti Aminah", born("1990-03-12"))

    siti.says("halo").says("batal").hears("Batalkan antrean")
    siti.says("batal").hears("Ketik YA untuk membatalkan antrean, TIDAK")
    siti.says("apa ya").hears("belum mengerti", "Batalkan antrean")
    siti.says("tidak").hears("tetap berlaku")
    assert len(desk.booked()) == 1


def test_batal_without_any_booking_is_answered_calmly() -> None:
    siti = Citizen(Desk().open())

    siti.says("halo").says("batal").hears("Tidak ada antrean yang perlu dibatalkan")


def test_one_of_several_is_chosen_to_be_cancelled() -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    desk.book(siti.id, "Siti Aminah", born("1990-03-12"), desk.slots[1])
    second = desk.book(siti.id, "Budi Santoso", born("1985-02-01"), desk.slots[7])

    siti.says("batalkan antrean").hears("Antrean mana")
    siti.taps(second.code).hears("Budi Santoso").taps("Ya, batalkan")
    assert [b.people[0].name for b in desk.booked()] == ["Siti Aminah"]


def test_a_change_of_heart_keeps_the_booking() -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    desk.book(siti.id, "Siti Aminah", born("1990-03-12"))

    siti.says("batalkan antrean").taps("Tidak, tetap datang").hears("tetap berlaku")
    assert len(desk.booked()) == 1


def test_nobody_sees_or_cancels_the_booking_of_another() -> None:
    desk = Desk().open()
    siti, tamu = Citizen(desk), Citizen(desk)
    booking = desk.book(siti.id, "Siti Aminah", born("1990-03-12"))

    tamu.taps_id(f"mine:{booking.id}").hears("tidak berlaku").hears_not("Siti")
    tamu.taps_id(f"sure:{booking.id}").hears("tidak berlaku").hears_not(booking.code)
    tamu.says(booking.code).hears_not("Siti")
    assert len(desk.booked()) == 1


def test_cancelling_twice_is_no_error() -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    booking = desk.book(siti.id, "Siti Aminah", born("1990-03-12"))

    siti.taps_id(f"sure:{booking.id}").hears("sudah dibatalkan")
    siti.taps_id(f"sure:{booking.id}").hears("sudah tidak berlaku")


def test_a_cancellation_in_english() -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    booking = desk.book(siti.id, "Siti Aminah", born("1990-03-12"))

    siti.says("i want to cancel my appointment").hears(f"Cancel booking {booking.code}")
    siti.taps("Yes, cancel it").hears("is cancelled")


def test_many_bookings_are_a_list_of_ten() -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    for n in range(12):
        desk.book(siti.id, f"Anak {'abcdefghijkl'[n]}", born("2015-03-12"))

    siti.says("antrean saya")
    assert len(siti.titles) == 10
