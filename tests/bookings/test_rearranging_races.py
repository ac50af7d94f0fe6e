"""Closing a day while others book, and being cut off in the middle."""

from __future__ import annotations

import threading
from datetime import time

import pytest
from django.db import OperationalError, connection, connections

from loket.bookings import actions, rearranging
from loket.bookings.allocation import Denied, Refusal, Request
from loket.bookings.models import Displacement, Slot
from loket.bookings.placing import Wish
from loket.lib import ids
from loket.offices.models import Closure
from tests.bookings.closing import (
    DAY,
    closing,
    consistent,
    fill,
    in_closed_hours,
    person,
)
from tests.bookings.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_whoever_is_killed_in_the_middle_has_changed_nothing(
    week, office, keyring, monkeypatch
):
    fill(keyring, office, hours=[8], count=2)

    def die(cursor, *_):
        cursor.execute("select pg_backend_pid()")
        (pid,) = cursor.fetchone()
        killer = threading.Thread(target=_kill, args=[pid])
        killer.start()
        killer.join()
        cursor.execute("select 1")

    monkeypatch.setattr(rearranging, "_note", die)
    with pytest.raises(OperationalError):
        rearranging.apply(closing(office), Wish.MOVE, NOW, by=7)
    connection.close()

    assert in_closed_hours(office) == 2
    assert not Closure.objects.exists()
    assert not Displacement.objects.exists()
    assert consistent()


def _kill(pid: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(%s, 5000)", [pid])
    connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_who_books_while_the_day_is_being_closed_does_not_get_in(
    week, office, keyring, monkeypatch
):
    """The other one waits for the lock, and is told the truth when it is free."""
    slot = Slot.objects.get(day=DAY, starts=time(9))
    request = Request(ids.new(), office.agency_id, slot.id, [person()], NOW)
    answers: list[object] = []

    def book() -> None:
        answers.extend(actions.hold([request], keyring))
        connections.close_all()

    other = threading.Thread(target=book)
    note = rearranging._note

    def begin_now(*about):
        other.start()
        _wait_for_a_lock()
        note(*about)

    monkeypatch.setattr(rearranging, "_note", begin_now)
    rearranging.apply(closing(office), Wish.MOVE, NOW, by=7)
    other.join()

    assert answers == [Denied(Refusal.NOT_OPEN)]
    assert in_closed_hours(office) == 0


def _wait_for_a_lock() -> None:
    """Return once somebody waits for us."""
    with connection.cursor() as cursor:
        waiting = 0
        while not waiting:
            cursor.execute(
                "select count(*) from pg_locks where not granted and locktype = "
                "'transactionid'"
            )
            (waiting,) = cursor.fetchone()
