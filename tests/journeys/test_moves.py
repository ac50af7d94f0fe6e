"""A booking is taken to another hour, from the phone to the places of the office."""

from __future__ import annotations

from tests.desk.desk import Desk
from tests.desk.guests import Guest

# Where a booking is, and whether its hour counts the places that stand in it.
PLACE = (
    "select s.day, b.moves, s.taken = (select coalesce(sum(size), 0)"
    "   from bookings_booking where slot_id = s.id and state in ('held', 'booked'))"
    " from bookings_booking b join bookings_slot s on s.id = b.slot_id"
    " where b.code = %s"
)


def booked(desk: Desk) -> tuple[Guest, str]:
    """Somebody with a booking for the day after tomorrow or later."""
    siti = desk.citizen("Siti Aminah")
    siti.comes_to("Kantor Tirtasari", day=2).taps(0).says(siti.introduction)
    return siti, siti.taps("Ya, pesan").hears("Terpesan").code


def test_a_booking_is_moved_and_keeps_its_code(desk: Desk) -> None:
    siti, code = booked(desk)
    ((before, *_),) = desk.rows(PLACE, code)

    siti.taps("Ganti jadwal").hears(code, "satu kali", "pilih hari")
    siti.taps(3).taps(1).hears("Pindahkan antrean", code, "Dari:", "Ke:")
    siti.taps("Ya, pindahkan").hears("sudah dipindah", code)
    assert desk.emulator.fetch(siti.heard.media_url).startswith(b"\x89PNG")

    ((after, moves, adds_up),) = desk.rows(PLACE, code)
    assert (after > before, moves, adds_up) == (True, 1, True)
    assert "Ganti jadwal" not in siti.heard.titles


def test_a_second_move_is_refused_with_its_reason(desk: Desk) -> None:
    siti, code = booked(desk)
    siti.taps("Ganti jadwal").taps(3).taps(1).taps("Ya, pindahkan")

    siti.says("ganti jadwal").hears("sudah pernah dipindah satu kali", code)
    siti.sees("Batalkan antrean", "Bicara petugas")


def test_who_stops_half_way_keeps_the_old_hour(desk: Desk) -> None:
    siti, code = booked(desk)
    before = desk.rows(PLACE, code)

    siti.taps("Ganti jadwal").taps(3).taps(1).says("batal")
    siti.hears("tetap pada jadwal semula")
    assert desk.rows(PLACE, code) == before
    siti.says("antrean saya").hears(code)
