"""Two who book the same person, or are given the same code, in the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connections

from loket.bookings import actions, adding, codes
from loket.bookings.allocation import Denied, Granted, Refusal, Request
from loket.bookings.models import BookedPerson, Booking, Slot
from loket.bookings.people import Person
from loket.lib import ids
from tests.bookings.conftest import BORN, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(office) -> Callable[..., Request]:
    def asked(slot: Slot, *names: str) -> Request:
        people = [Person(name, BORN) for name in names]
        return Request(ids.new(), office.agency_id, slot.id, people, NOW)

    return asked


@pytest.mark.django_db(transaction=True)
def test_who_is_second_by_a_moment_is_told_and_nobody_else_suffers(
    make_slot, asked, keyring, monkeypatch
):
    slot, other_slot = make_slot(9), make_slot(days=2)
    first: list[object] = []

    def book() -> None:
        first.extend(actions.hold([asked(other_slot, "Siti")], keyring))
        connections.close_all()

    add, other = adding.add, threading.Thread(target=book)

    def be_late(*about) -> None:
        if other.ident is None:
            other.start()
            other.join()
        add(*about)

    monkeypatch.setattr(adding, "add", be_late)
    requests = [asked(slot, "Budi"), asked(slot, "Ani", "Siti"), asked(slot, "Rina")]
    budi, family, rina = actions.hold(requests, keyring)

    assert isinstance(first[0], Granted)
    assert family == Denied(Refusal.ALREADY_BOOKED, "Siti")
    assert isinstance(budi, Granted)
    assert isinstance(rina, Granted)
    slot.refresh_from_db()
    assert (slot.taken, BookedPerson.objects.count()) == (2, 3)


def test_a_code_that_somebody_has_is_given_to_nobody_else(
    make_slot, hold, asked, keyring, monkeypatch
):
    slot = make_slot(9)
    old = hold(slot, "Siti").code
    mint, drawn = codes.mint, []

    def draw(offices):
        wanted = list(offices)
        drawn.append(len(wanted))
        return [old, *mint(wanted[1:])] if len(drawn) == 1 else mint(wanted)

    monkeypatch.setattr(codes, "mint", draw)
    answers = actions.hold([asked(slot, "Budi"), asked(slot, "Ani")], keyring)

    assert drawn == [2, 1]
    assert len({old, *(one.code for one in answers)}) == 3


def test_a_code_taken_in_this_very_moment_is_drawn_again(
    make_slot, hold, asked, keyring, monkeypatch
):
    slot = make_slot(9)
    old, free_codes = hold(slot, "Siti").code, adding.free_codes
    late = iter([[old]])
    monkeypatch.setattr(
        adding, "free_codes", lambda offices: next(late, None) or free_codes(offices)
    )

    (answer,) = actions.hold([asked(slot, "Budi")], keyring)

    assert isinstance(answer, Granted)
    assert answer.code != old


def test_if_that_never_ends_nothing_is_taken(
    make_slot, hold, asked, keyring, monkeypatch
):
    slot = make_slot(9)
    old = hold(slot, "Siti").code
    monkeypatch.setattr(adding, "free_codes", lambda _: [old])

    with pytest.raises(IntegrityError):
        actions.hold([asked(slot, "Budi")], keyring)

    slot.refresh_from_db()
    assert (slot.taken, Booking.objects.count()) == (1, 1)
