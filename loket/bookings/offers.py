"""
Offering places that became free to those who wait, first come first served.

All that is decided at once is decided in one pass: the slots are locked, those who
wait are read in the order in which they came, and each gets the first hour that fits
all of them. The places are taken in the same transaction in which they became free, so
that nobody can slip in between. In the quiet hours of an office the place is held, and
the offer is said in the morning.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from loket.bookings import holding, line
from loket.bookings.allocation import Granted, Refusal, Request
from loket.bookings.limits import USUAL, Kind
from loket.bookings.line import Chosen, InLine, Opening
from loket.bookings.states import BookingState
from loket.lib import audit, ids, sql
from loket.lib.audit import Entry
from loket.lib.crypto import Keyring
from loket.lib.live import changes
from loket.messaging import notices
from loket.messaging.notices import Notice

QUERIES = sql.beside(__file__, "waiting")

KIND = "waiting.offer"
MOST_PASSES = 3


class CannotOffer(Exception):
    """The place is not free for them any more, or they wait no more."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """Who offers a place out of turn, and why."""

    staff_id: int
    reason: str


def pass_on(bookings: Collection[UUID], now: datetime) -> int:
    """Offer the places of bookings that ended, in the transaction that ended them.
    Where nobody waits, that is one look."""
    if not bookings:
        return 0
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["wanted_of"], [list(bookings)])
    return offer([slot for (slot,) in found], now) if found else 0


def offer(slots: Collection[int], now: datetime) -> int:
    """Offer what is free in these slots; return how many offers were made."""
    if not slots:
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        # Slots come before those who wait, wherever both are locked.
        cursor.execute(QUERIES["lock"], [sorted(slots)])
        settle(cursor, now)
        values = {"slots": list(slots), "now": now}
        wanted = sql.fetch(cursor, QUERIES["wanted_slots"], values)
        return _offer(cursor, [slot for (slot,) in wanted], now)


def round_(now: datetime) -> int:
    """Offer whatever is free to those who wait; return how many offers were made."""
    with transaction.atomic(), connection.cursor() as cursor:
        settle(cursor, now)
    with transaction.atomic(), connection.cursor() as cursor:
        free = sql.fetch(cursor, QUERIES["free_slots"], {"now": now})
        return _offer(cursor, [slot for (slot,) in free], now)


def end_past(now: datetime) -> None:
    """Let those go who waited for days that are over."""
    with transaction.atomic(), connection.cursor() as cursor:
        offices = sql.fetch(cursor, QUERIES["end_past"], {"now": now})
        changes.record(cursor, {f"waitlist:{office}" for (office,) in offices})


def settle(cursor: sql.Cursor, now: datetime) -> None:
    """Note what became of offers whose holds are over."""
    values = {"now": now, "most_missed": USUAL[Kind.OFFERS_MISSED].value}
    offices = sql.fetch(cursor, QUERIES["settle"], values)
    changes.record(cursor, {f"waitlist:{office}" for (office,) in offices})


def offer_by_hand(waiting_id: UUID, slot_id: int, by: ByHand, now: datetime) -> None:
    """
    Offer a place of a slot to somebody out of turn, also at an hour for which they did
    not wait: a person decides.

    :raises CannotOffer: if there is no room for them, or they wait no more
    """
    with transaction.atomic(), connection.cursor() as cursor:
        openings = line.openings(cursor, [slot_id], now)
        settle(cursor, now)
        keyring = settings.LOKET_KEYRING()
        who = line.named(cursor, waiting_id, keyring)
        fits = [
            (one, room)
            for one in who
            for room in openings.values()
            if one.kind == room.kind and room.free >= one.size and room.is_in_time
        ]
        if not fits or not _hold(cursor, fits, now, keyring, by)[0]:
            raise CannotOffer
        (one, room), *_ = fits
        hour = {"slot": room.id, "day": str(room.day)}
        about = Entry(
            "waiting.offered", str(one.id), one.agency_id, one.office_id, hour
        )
        audit.record(cursor, [about])


def _offer(cursor: sql.Cursor, slots: Sequence[int], now: datetime) -> int:
    keyring, made = settings.LOKET_KEYRING(), 0
    for _ in range(MOST_PASSES if slots else 0):
        rooms = line.openings(cursor, slots, now)
        if not rooms:
            break
        who = line.first_in_line(cursor, list(rooms), keyring)
        chosen = line.choose(who, rooms.values())
        done, denied = _hold(cursor, chosen, now, keyring)
        made += done
        if not denied:
            break
    return made


def _hold(
    cursor: sql.Cursor,
    chosen: Chosen,
    now: datetime,
    keyring: Keyring,
    by: ByHand | None = None,
) -> tuple[int, int]:
    """Hold the places by name and tell people; return how many are held and not."""
    if not chosen:
        return 0, 0
    requests = [
        Request(one.contact_id, one.agency_id, opening.id, one.people, now)
        for one, opening in chosen
    ]
    until = {opening.id: opening.until for _, opening in chosen}
    terms = holding.Terms(BookingState.HELD, until, is_limited=False, gives_back=False)
    answers = holding.hold(requests, keyring, terms)
    held = [
        (one, opening, answer.booking_id)
        for (one, opening), answer in zip(chosen, answers, strict=True)
        if isinstance(answer, Granted)
    ]
    booked = [
        one.id
        for (one, _), answer in zip(chosen, answers, strict=True)
        if not isinstance(answer, Granted) and answer.why is Refusal.ALREADY_BOOKED
    ]
    if booked:
        cursor.execute(QUERIES["close"], {"ids": booked, "now": now})
    _tell(cursor, held, now, by)
    return len(held), len(booked)


def _tell(
    cursor: sql.Cursor,
    held: Sequence[tuple[InLine, Opening, UUID]],
    now: datetime,
    by: ByHand | None,
) -> None:
    if not held:
        return
    rows: list[Mapping[str, Any]] = [
        {
            "id": ids.new(),
            "waiting_id": one.id,
            "booking_id": booking,
            "contact_id": one.contact_id,
            "slot_id": opening.id,
            "at": now,
            "until": opening.until,
            "staff_id": by.staff_id if by else None,
            "reason": by.reason if by else "",
        }
        for one, opening, booking in held
    ]
    cursor.execute(QUERIES["add_offers"], [sql.rows(rows)])
    notices.write([_notice(one, opening, booking) for one, opening, booking in held])
    changes.record(cursor, {f"waitlist:{one.office_id}" for one, _, _ in held})


def _notice(one: InLine, opening: Opening, booking: UUID) -> Notice:
    return Notice(
        kind=KIND,
        parameters={"booking": str(booking)},
        agency_id=one.agency_id,
        office_id=one.office_id,
        contact_id=one.contact_id,
        key=f"{KIND}:{booking}",
        due_at=opening.said_at,
        expires_at=opening.until,
    )
