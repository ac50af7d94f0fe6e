"""Cancelling, stopping half way, old buttons, and a hold that ran out."""

from __future__ import annotations

from tests.desk import offices
from tests.desk.desk import Desk
from tests.desk.guests import Guest

HELD = "select state from bookings_booking where id = %s"


def echoed(siti: Guest) -> str:
    """Come as far as the echo; the id of the hold."""
    siti.comes_to("Kantor Tirtasari").taps(0).says(siti.introduction)
    siti.hears("Sudah sesuai?")
    return siti.option("Ya, pesan").id.partition(":")[2]


def test_a_cancelled_hour_can_be_taken_by_others(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    code = siti.books()
    siti.taps("Batalkan antrean").hears("Batalkan antrean", code)
    siti.taps("Ya, batalkan").hears(code, "sudah dibatalkan")
    assert desk.rows(
        "select b.state, s.taken - (select coalesce(sum(size), 0) from bookings_booking"
        "   where slot_id = s.id and state in ('held', 'booked'))"
        " from bookings_booking b join bookings_slot s on s.id = b.slot_id"
        " where b.code = %s",
        code,
    ) == [("cancelled", 0)]
    siti.says("antrean saya").hears("belum punya antrean")
    assert siti.books() != code


def test_who_thinks_better_of_it_keeps_the_hour(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    code = siti.books()
    siti.says("batal").hears("Batalkan antrean", code)
    siti.says("tidak").hears("tetap berlaku")
    siti.says("antrean saya").hears(code)


STEPS = ("Pesan antrean", "Paspor baru", "Kantor Tirtasari", 0, 0)


def walked(desk: Desk) -> list[Guest]:
    """One citizen at each step of the talk."""
    guests = desk.citizens(len(STEPS) + 1)
    desk.all_say(guests, "halo")
    for steps, guest in enumerate(guests):
        for tap in STEPS[:steps]:
            guest.taps(tap)
    return guests


def test_menu_is_understood_at_every_step(desk: Desk) -> None:
    guests = walked(desk)
    desk.all_say(guests, "menu")
    for guest in guests:
        guest.hears("Apa yang dapat saya bantu?").hears_not("belum mengerti")
        guest.sees("Pesan antrean")


def test_batal_is_understood_at_every_step(desk: Desk) -> None:
    greeted, *booking = walked(desk)
    desk.all_say([greeted, *booking], "batal")
    greeted.hears("Tidak ada antrean yang perlu dibatalkan")
    for guest in booking:
        guest.hears("tidak dilanjutkan", "Apa yang dapat saya bantu?")


def test_batal_at_the_echo_gives_the_place_back_at_once(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    hold = echoed(siti)
    assert desk.value(HELD, hold) == "held"
    siti.says("batal").hears("tidak dilanjutkan", "tidak ada tempat yang diambil")
    assert desk.value(HELD, hold) == "cancelled"


def test_an_old_button_is_answered_and_takes_nothing(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    hold = echoed(siti)
    yes = siti.option("Ya, pesan")
    siti.says("batal").hears("tidak dilanjutkan")
    siti.taps_old(yes).hears_not("Terpesan")
    assert siti.words
    assert desk.value(HELD, hold) == "cancelled"


def test_a_button_of_an_earlier_list_still_works(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    siti.comes_to("Kantor Tirtasari")
    old = siti.option(1)
    siti.says("menu")
    siti.taps_old(old).hears("Siapa yang akan datang", old.title)


def test_tapping_yes_twice_books_once(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    hold = echoed(siti)
    yes = siti.option("Ya, pesan")
    code = siti.taps_old(yes).hears("Terpesan").code
    assert siti.taps_old(yes).code == code
    assert desk.value(HELD, hold) == "booked"


def expire(desk: Desk, hold: str) -> None:
    """Let the ten minutes of a hold be over, and the house notice."""
    desk.change(
        "update bookings_booking set held_until = now() - interval '1 second'"
        " where id = %s",
        hold,
    )
    desk.until(lambda: desk.value(HELD, hold) == "expired")


def test_a_yes_after_the_hold_ran_out_books_what_is_still_free(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    hold = echoed(siti)
    expire(desk, hold)
    siti.taps("Ya, pesan").hears("Terpesan")
    assert desk.value(HELD, hold) == "expired"


def test_a_yes_after_others_took_the_place_hears_the_truth(desk: Desk) -> None:
    day = offices.open_day(desk, "LB", "prioritas", 0)
    siti = desk.citizen("Siti")
    siti.comes_to("Kantor Labuhan Biru", "Prioritas", f"{day:%d-%m-%Y}").taps(0)
    siti.says(siti.introduction).hears("Sudah sesuai?")
    hold = siti.option("Ya, pesan").id.partition(":")[2]
    expire(desk, hold)
    with offices.sold_out(desk, "LB", "prioritas", day):
        siti.taps("Ya, pesan").hears_not("Terpesan").hears("terisi")
        siti.says("antrean saya").hears("belum punya antrean")
