"""Writing what the allocation decided: bookings, their people, the places taken."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from loket.bookings import codes, limiting, people, queries, rekeying
from loket.bookings.allocation import (
    HOLD_FOR,
    Denied,
    Granted,
    Known,
    Plan,
    Refusal,
    Request,
    Room,
    plan,
)
from loket.bookings.ending import end
from loket.bookings.states import BookingState
from loket.lib import ids, sql, together
from loket.lib.crypto import Keyring
from loket.lib.live import changes

QUERIES = sql.beside(__file__, "allocate")
_CODE_TRIES = 5

Record = dict[str, Any]
Answer = Granted | Denied
# The ids of a booking, its slot and its contact.
OwnHold = tuple[UUID, int, UUID]


@dataclass(frozen=True, slots=True)
class Terms:
    """
    How places are taken: held or booked at once, and until when a hold of a slot lasts
    (None: the usual minutes). Limits count for what citizens ask for themselves. What
    the waiting list offers leaves their other holds alone.
    """

    state: BookingState
    until: Mapping[int, datetime] | None = None
    is_limited: bool = True
    gives_back: bool = True


ASKED = Terms(BookingState.HELD)


def hold(requests: Sequence[Request], keyring: Keyring, terms: Terms) -> list[Answer]:
    """
    Take places for each request, all or nothing, in the order of the list.

    An older hold of the same contact for the same service is given back first.
    Returns an answer for each request and raises for none of them.
    """
    if not requests:
        return []
    with transaction.atomic():
        index = rekeying.index_in_use(keyring)
        now = requests[0].now
        own, keys = _begin(requests, keyring, index)
        first = _give_back(requests, own, now) if terms.gives_back else set()
        rooms, opened = _lock([r.slot_id for r in requests], now)
        over = limiting.over(requests, rooms) if terms.is_limited else {}
        known = Known(_live(requests, keys, rooms), first, over)
        decided = plan(requests, keys, rooms, known)
        granted = _write(requests, decided, rooms, (keyring, index), terms)
        _explain_absent(requests, decided, opened)
    return [granted.get(n) or decided.denied[n] for n in range(len(requests))]


def _begin(
    requests: Sequence[Request], keyring: Keyring, index: int
) -> tuple[Sequence[OwnHold], Sequence[Sequence[bytes]]]:
    """
    Return the holds that who asks has already, and the keys of the people of each
    request: the database looks for the ones while the others are made.
    """
    asked = sql.rows(
        {"contact_id": r.contact_id, "slot_id": r.slot_id}
        for r in requests
        if r.contact_id
    )
    with connection.cursor() as cursor:
        with together.sent(connection):
            cursor.execute(QUERIES["own_holds"], [asked])
            keys = [
                [people.key(keyring, index, r.agency_id, p) for p in r.people]
                for r in requests
            ]
        return cursor.fetchall(), keys


def _give_back(
    requests: Sequence[Request], own: Sequence[OwnHold], now: datetime
) -> set[int]:
    """Return who held a place of the very slot that they ask for, by position."""
    if not own:
        return set()
    slots = [slot for _, slot, _ in own] + [r.slot_id for r in requests]
    pairs = [(booking, contact) for booking, _, contact in own]
    ended = end(
        pairs, BookingState.CANCELLED, {BookingState.HELD}, now, also_lock=slots
    )
    held = {(contact, slot) for booking, slot, contact in own if booking in ended}
    return {n for n, r in enumerate(requests) if (r.contact_id, r.slot_id) in held}


def _lock(slots: Iterable[int], now: datetime) -> tuple[dict[int, Room], set[int]]:
    """Lock slots; return those with room that are open, and all that are open."""
    wanted = set(slots)
    with connection.cursor() as cursor:
        found = sql.fetch(
            cursor, QUERIES["lock_slots"], {"slots": sorted(wanted), "now": now}
        )
    opened = queries.open_slots(wanted, now)
    rooms = {
        id_: Room(office, service, free, code, day)
        for id_, office, service, free, code, day in found
        if id_ in opened
    }
    return rooms, opened


def _live(
    requests: Sequence[Request],
    keys: Sequence[Sequence[bytes]],
    rooms: Mapping[int, Room],
) -> set[tuple[int, bytes]]:
    asked = [
        {"service_id": rooms[r.slot_id].service_id, "person_key": key.hex()}
        for r, person_keys in zip(requests, keys, strict=True)
        if r.slot_id in rooms
        for key in person_keys
    ]
    if not asked:
        return set()
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["live_people"], [sql.rows(asked)])
    return {(service, bytes(key)) for service, key in found}


def _write(
    requests: Sequence[Request],
    decided: Plan,
    rooms: Mapping[int, Room],
    keys: tuple[Keyring, int],
    terms: Terms,
) -> dict[int, Granted]:
    """Write the winners; return what each got. Those who lose here are denied."""
    bookings = {
        n: _booking(requests[n], rooms[requests[n].slot_id], terms)
        for n in decided.winners
    }
    if not bookings:
        return {}
    with connection.cursor() as cursor:
        # PostgreSQL writes the bookings while names are sealed here.
        with together.sent(connection):
            cursor.execute(QUERIES["add_bookings"], [sql.rows(bookings.values())])
            persons = [
                person
                for n, booking in bookings.items()
                for person in _persons(requests[n], booking, decided.winners[n], keys)
            ]
        added = {id_ for (id_,) in cursor.fetchall()}
    _add_again([b for b in bookings.values() if b["id"] not in added], rooms)
    for n in _add_people(persons, bookings):
        decided.denied[n] = Denied(Refusal.ALREADY_BOOKED)
        del bookings[n]
    _take_places(bookings.values(), rooms)
    return {
        n: Granted(booking["id"], booking["code"], booking["held_until"])
        for n, booking in bookings.items()
    }


def _booking(request: Request, room: Room, terms: Terms) -> Record:
    is_hold = terms.state is BookingState.HELD
    until = (terms.until or {}).get(request.slot_id, request.now + HOLD_FOR)
    return {
        "id": ids.new(),
        "slot_id": request.slot_id,
        "office_id": room.office_id,
        "service_id": room.service_id,
        "contact_id": request.contact_id,
        "code": codes.mint(room.office_code),
        "size": len(request.people),
        "state": terms.state,
        "held_until": until if is_hold else None,
        "booked_at": None if is_hold else request.now,
        "at": request.now,
    }


def _add_again(missing: Sequence[Record], rooms: Mapping[int, Room]) -> None:
    """Insert bookings whose code existed already, with another code."""
    for _ in range(_CODE_TRIES):
        if not missing:
            return
        for booking in missing:
            booking["code"] = codes.mint(rooms[booking["slot_id"]].office_code)
        with connection.cursor() as cursor:
            done = sql.fetch(cursor, QUERIES["add_bookings"], [sql.rows(missing)])
        added = {id_ for (id_,) in done}
        missing = [booking for booking in missing if booking["id"] not in added]
    if missing:
        raise RuntimeError("no free booking code")


def _persons(
    request: Request,
    booking: Record,
    person_keys: Sequence[bytes],
    keys: tuple[Keyring, int],
) -> Iterable[Record]:
    keyring, index = keys
    for person, key in zip(request.people, person_keys, strict=True):
        id_ = ids.new()
        yield {
            "id": id_,
            "booking_id": booking["id"],
            "service_id": booking["service_id"],
            "person_key": key.hex(),
            "key_number": index,
            "sealed": base64.b64encode(people.seal(keyring, id_, person)).decode(),
        }


def _add_people(persons: Sequence[Record], bookings: Mapping[int, Record]) -> list[int]:
    """Insert people; undo and return the bookings of which one was booked meanwhile."""
    with connection.cursor() as cursor:
        added = sql.fetch(cursor, QUERIES["add_people"], [sql.rows(persons)])
        counts = Counter(booking_id for (booking_id,) in added)
        losers = [n for n, b in bookings.items() if counts[b["id"]] < b["size"]]
        if losers:
            lost: list[UUID] = [bookings[n]["id"] for n in losers]
            cursor.execute(QUERIES["remove_people"], [lost])
            cursor.execute(QUERIES["remove_bookings"], [lost])
    return losers


def _take_places(bookings: Iterable[Record], rooms: Mapping[int, Room]) -> None:
    sizes: Counter[int] = Counter()
    for booking in bookings:
        sizes[booking["slot_id"]] += booking["size"]
    if not sizes:
        return
    records = [{"slot_id": slot, "size": size} for slot, size in sorted(sizes.items())]
    with connection.cursor() as cursor:
        cursor.execute(QUERIES["take_places"], [sql.rows(records)])
        changes.record(
            cursor, (f"office:{rooms[s].office_id}:{rooms[s].day}" for s in sizes)
        )


def _explain_absent(
    requests: Sequence[Request], decided: Plan, opened: Collection[int]
) -> None:
    """Tell a full hour from one that is over, closed, not released, or never was."""
    for n, request in enumerate(requests):
        if request.slot_id not in opened:
            decided.denied[n] = Denied(Refusal.NOT_OPEN)
