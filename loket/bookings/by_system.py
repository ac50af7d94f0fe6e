"""
What other systems do with bookings, and that the citizens hear of it.

No limits of a number count here: the system knows its people, and answers for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from loket.bookings import actions, by_staff, moving, reaching
from loket.bookings.allocation import Denied, Granted, Request
from loket.bookings.by_staff import Reason, Told
from loket.bookings.moving import MoveRefusal, MoveRequest
from loket.bookings.people import Person
from loket.bookings.reaching import Number
from loket.lib.crypto import Keyring


class NoChannel(Exception):
    """The agency has no number from which it could write to anybody."""


@transaction.atomic
def book(
    agency_id: int,
    slot_id: int,
    people: Sequence[Person],
    number: Number | None,
    now: datetime,
    keyring: Keyring,
) -> Granted | Denied:
    """
    Take places at once. With a number, its owner is told, is reminded, and finds the
    booking by chat.

    :raises NoChannel: if there is a number, but none to write from
    """
    contact = None
    if number is not None:
        contact = reaching.bind(number, agency_id, now, ends_stop=False)
        if contact is None:
            raise NoChannel
    request = Request(contact, agency_id, slot_id, people, now)
    (answer,) = actions.book([request], keyring)
    if isinstance(answer, Granted):
        by_staff.tell([answer.booking_id], Told.BOOKED, "", now)
    return answer


@transaction.atomic
def move(asked: MoveRequest) -> MoveRefusal | None:
    """Take a booking to another hour by the rules for its citizen, who is told."""
    (why,) = moving.move([asked])
    if why is None:
        by_staff.tell([asked.booking_id], Told.MOVED, Reason.OTHER, asked.now)
    return why


@transaction.atomic
def cancel(booking_id: UUID, now: datetime) -> bool:
    """Cancel a booking and tell its citizen; False if it was no longer to come."""
    done = actions.cancel([(booking_id, None)], now)
    if done:
        by_staff.tell([booking_id], Told.CANCELLED, Reason.OTHER, now)
    return bool(done)
