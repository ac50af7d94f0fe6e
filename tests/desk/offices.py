"""What staff do to the hours of an office, for a while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from tests.desk.desk import Desk

PLACE = """
  office_id = (select id from offices_office where code = %s)
  and service_id = (select id from offices_service where slug = %s)
"""


def open_day(desk: Desk, code: str, slug: str, place: int = 1) -> date:
    """A released day with hours to come, counted from tomorrow."""
    found = desk.rows(
        f"select distinct day from bookings_slot where {PLACE}"
        " and day > current_date + 1 order by day",
        code,
        slug,
    )
    day: date = found[place][0]
    return day


@contextmanager
def sold_out(desk: Desk, code: str, slug: str, day: date) -> Iterator[None]:
    """Nobody more can come on a day."""
    where = f"where {PLACE} and day = %s"
    before = desk.rows(
        f"select id, capacity from bookings_slot {where}", code, slug, day
    )
    desk.change(f"update bookings_slot set capacity = taken {where}", code, slug, day)
    try:
        yield
    finally:
        for id_, capacity in before:
            desk.change(
                "update bookings_slot set capacity = greatest(taken, %s) where id = %s",
                capacity,
                id_,
            )


@contextmanager
def closed(desk: Desk, code: str, day: date, reason: str) -> Iterator[None]:
    """An office is closed on a day."""
    desk.change(
        "insert into offices_closure (agency_id, office_id, day, reason, source)"
        " select agency_id, id, %s, %s, 'test' from offices_office where code = %s",
        day,
        reason,
        code,
    )
    try:
        yield
    finally:
        desk.change("delete from offices_closure where source = 'test'")
