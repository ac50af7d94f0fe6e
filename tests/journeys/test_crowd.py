"""Three hundred people want fifty places, through the whole house."""

from __future__ import annotations

from datetime import date

from tests.desk import offices
from tests.desk.desk import Desk

PEOPLE = 300
PLACES = 50


def last_hour(desk: Desk, day: date) -> int:
    """The one hour of a day that has places left: the first, with fifty of them."""
    slots = desk.rows(
        f"select id from bookings_slot where {offices.PLACE} and day = %s"
        " order by starts",
        "TM",
        "paspor-baru",
        day,
    )
    (first,), *_ = slots
    desk.change("update bookings_slot set capacity = %s where id = %s", PLACES, first)
    return int(first)


def test_three_hundred_citizens_get_fifty_places(desk: Desk) -> None:
    day = offices.open_day(desk, "TM", "paspor-baru", 3)
    guests = desk.citizens(PEOPLE)
    with offices.sold_out(desk, "TM", "paspor-baru", day):
        slot = last_hour(desk, day)
        wish = f"mau paspor baru di Teluk Merbau {day:%d-%m-%Y} jam 8"
        desk.all_say(guests, wish)
        desk.all_say(guests, *(guest.introduction for guest in guests))
        lucky = [guest for guest in guests if guest.heard.offers("Ya, pesan")]
        desk.emulator.deliver_together(
            [{"phone": g.key, "choice": g.option("Ya, pesan").id} for g in lucky]
        )
        for guest in lucky:
            guest.waits(30.0).hears("Terpesan")
        others = [guest for guest in guests if guest not in lucky]
        for guest in others:
            guest.hears("terisi").hears_not("Terpesan")
            assert guest.heard.options
        assert (len(lucky), len(others)) == (PLACES, PEOPLE - PLACES)
        assert len({guest.code for guest in lucky}) == PLACES
        assert desk.rows(
            "select taken, (select sum(size) from bookings_booking"
            "   where slot_id = s.id and state = 'booked')"
            " from bookings_slot s where id = %s",
            slot,
        ) == [(PLACES, PLACES)]
        desk.settles(30.0)
