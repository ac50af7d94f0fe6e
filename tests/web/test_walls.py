"""Behind the first wall stands a second: what a page forgets to ask, it is not told."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from loket.bookings import queries
from loket.bookings.actions import NotPossible, mark
from loket.bookings.models import Booking, Slot
from loket.bookings.states import BookingState
from loket.lib import clock, walls
from loket.lib.walls import Scope
from loket.offices import reach
from loket.offices.models import Agency, Duty, Role
from tests.web.conftest import TODAY, make_office


@pytest.fixture
def other_slot(other_office, slot):
    values = Slot.objects.filter(id=slot.id).values().get()
    return Slot.objects.create(**values | {"id": None, "office_id": other_office.id})


def value(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchone()[0] if cursor.description else cursor.rowcount


def role():
    return value("select current_user")


def test_a_wall_that_is_told_of_nobody_shows_nothing(office, slot):
    with walls.raised():
        assert value("select count(*) from bookings_slot") == 0
    assert value("select count(*) from bookings_slot") == 1


def test_a_scope_shows_its_offices_only(office, slot, other_slot):
    with walls.raised():
        walls.show(Scope(frozenset({office.agency_id}), frozenset({office.id})))

        assert value("select min(id) from bookings_slot") == slot.id
        assert value("select count(*) from bookings_slot") == 1


def test_a_foreign_row_is_neither_changed_nor_taken_nor_made(office, slot, other_slot):
    with walls.raised():
        walls.show(Scope(frozenset({office.agency_id}), frozenset({office.id})))

        assert (
            value("update bookings_slot set capacity = 0 where id = %s", other_slot.id)
            == 0
        )
        assert value("delete from bookings_slot where id = %s", other_slot.id) == 0
        with (
            pytest.raises(DatabaseError, match="row-level security"),
            transaction.atomic(),
        ):
            value("update bookings_slot set office_id = %s", other_slot.office_id)


def test_pages_may_not_change_who_did_what(office):
    with walls.raised():
        for verb in ("update audit_entry set action = ''", "delete from audit_entry"):
            with pytest.raises(DatabaseError, match="permission"), transaction.atomic():
                value(verb)


def test_after_the_wall_the_owner_acts_again(office, slot):
    before = role()
    with walls.raised():
        assert role() == "loket_pages"
        with walls.lifted():
            assert role() == before
        assert role() == "loket_pages"
    assert role() == before


def test_where_no_wall_stands_nothing_is_shown_or_hidden(office, slot):
    walls.show(Scope())

    assert value("select count(*) from bookings_slot") == 1


def test_past_the_first_wall_an_office_learns_nothing_of_its_neighbour(
    office, other_office, slot, book, make_staff, keyring
):
    booking = book(slot, "Budi")
    tamu = make_staff("Tamu", Duty.OFFICER, other_office)

    with walls.raised():
        walls.show(reach.at(reach.of(tamu), other_office))

        assert queries.of_day(office.id, TODAY, keyring) == []
        assert not Booking.objects.filter(id=booking.id).exists()
        with pytest.raises(NotPossible):
            mark(booking.id, BookingState.BOOKED, BookingState.ARRIVED, clock.now())
    booking.refresh_from_db()
    assert booking.state == BookingState.BOOKED


def test_past_the_first_wall_an_agency_learns_nothing_of_another(
    office, slot, make_staff
):
    theirs = make_office(
        Agency.objects.create(slug="lain", name="Lain"), "XX", "Asia/Jakarta"
    )
    tamu = make_staff("Tamu", Duty.ADMINISTRATOR)
    Role.objects.filter(staff=tamu).update(agency=theirs.agency)

    with walls.raised():
        walls.show(reach.of(tamu))

        assert not Slot.objects.exists()
        assert reach.of(tamu) == Scope(
            frozenset({theirs.agency_id}), frozenset({theirs.id})
        )


def test_a_page_of_one_agency_shows_nothing_of_a_second_one(office, slot, make_staff):
    theirs = Agency.objects.create(slug="lain", name="Lain")
    tamu = make_staff("Tamu", Duty.HEAD)
    Role.objects.create(staff=tamu, agency=theirs, duty=Duty.HEAD)

    with walls.raised():
        walls.show(reach.at(reach.of(tamu), theirs))

        assert not Slot.objects.exists()


def test_a_page_of_a_whole_agency_shows_all_its_offices(office, other_slot, make_staff):
    siti = make_staff("Siti", Duty.OFFICER, office)

    with walls.raised():
        walls.show(reach.at(reach.of(siti), office.agency))

        assert Slot.objects.filter(office_id=other_slot.office_id).exists()
