"""Many move at once, from several connections, in both directions."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from loket.bookings import actions, moving
from loket.bookings.allocation import Granted, Request
from loket.bookings.models import Slot
from loket.bookings.moving import MoveRefusal, MoveRequest
from loket.bookings.people import Person
from loket.lib import ids
from tests.bookings.conftest import NOW

EACH_WAY = 16
PLACES = 20
AT_ONCE = 6


def move(request: MoveRequest) -> MoveRefusal | None:
    """Move one booking on a connection of this thread's own."""
    try:
        (why,) = moving.move([request])
    finally:
        connection.close()
    return why


@pytest.mark.django_db(transaction=True)
def test_no_hour_is_oversold_and_nobody_waits_for_ever(make_slot, office, keyring):
    nine, ten = make_slot(PLACES, hour=9), make_slot(PLACES, hour=10)
    wanted = []
    for n in range(2 * EACH_WAY):
        here, there = (nine, ten) if n % 2 else (ten, nine)
        contact, person = ids.new(), Person("Tamu", date(1950 + n, 1, 1))
        asked = Request(contact, office.agency_id, here.id, [person], NOW)
        (held,) = actions.book([asked], keyring)
        assert isinstance(held, Granted)
        wanted.append(MoveRequest(held.booking_id, contact, there.id, NOW))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(move, wanted, timeout=30))

    assert set(answers) <= {None, MoveRefusal.FULL}
    for slot in Slot.objects.all():
        assert slot.taken == slot.bookings.count() <= PLACES
    assert sum(Slot.objects.values_list("taken", flat=True)) == 2 * EACH_WAY
    assert answers.count(None) >= PLACES - EACH_WAY
