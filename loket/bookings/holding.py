"""Writing what the allocation decided: bookings, their people, the places taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from loket.bookings import adding, codes, limiting, people, queries, rekeying
from loket.bookings.adding import New
from loket.bookings.allocation import (
    HOLD_FOR,
    Denied,
    Granted,
    Known,
    Over,
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

Answer = Granted | Denied
# The ids of a booking, its slot and its contact.
OwnHold = tuple[UUID, int, UUID]
Limits = AbstractContextManager[Mapping[int, Over]]


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
    Take places for each request, all or nothing, in the order of the list. They are of
    one moment: `now` of the first.

    An older hold of the same contact for the same service is given back first.
    Returns an answer for each request and raises for none of them.
    """
    if not requests:
        return []
    now = requests[0].now
    with transaction.atomic():
        keys = keyring, rekeying.index_in_use(keyring)
        own = _own_holds(requests) if terms.gives_back else ()
        first = _give_back(requests, own, now)
        rooms, opened = _lock([r.slot_id for r in requests], now)
        made, known = _known(requests, rooms, keys, terms, first)
        decided = plan(requests, made, rooms, known)
        granted = _write(requests, decided, rooms, keys, terms)
        _explain_absent(requests, decided, opened)
    return [granted.get(n) or decided.denied[n] for n in range(len(requests))]


def _own_holds(requests: Sequence[Request]) -> Sequence[OwnHold]:
    """Return the holds that who asks has already, of the service they ask for."""
    asking = [(r.contact_id, r.slot_id) for r in requests if r.contact_id]
    values = {
        "contacts": sql.uuids(contact for contact, _ in asking),
        "slots": sql.plain(slot for _, slot in asking),
    }
    with connection.cursor() as cursor:
        return sql.fetch(cursor, QUERIES["own_holds"], values)


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
    rooms = {id_: Room(*rest) for id_, *rest in found if id_ in opened}
    return rooms, opened


def _known(
    requests: Sequence[Request],
    rooms: Mapping[int, Room],
    keys: tuple[Keyring, int],
    terms: Terms,
    first: Collection[int],
) -> tuple[Sequence[Sequence[bytes]], Known]:
    """
    Return the keys of the people of each request for which there is room, and what is
    known of who asks: the database looks for their limits while the keys are made.
    """
    free: Limits = nullcontext({})
    with limiting.look(requests, rooms) if terms.is_limited else free as over:
        made = [
            [people.key(*keys, r.agency_id, p) for p in r.people]
            if r.slot_id in rooms
            else []
            for r in requests
        ]
    asked = [
        (rooms[r.slot_id].service_id, key)
        for r, person_keys in zip(requests, made, strict=True)
        for key in person_keys
    ]
    return made, Known(queries.live_people(asked), first, over)


def _write(
    requests: Sequence[Request],
    decided: Plan,
    rooms: Mapping[int, Room],
    keys: tuple[Keyring, int],
    terms: Terms,
) -> dict[int, Granted]:
    """Write the winners; return what each got. Those who lose here are denied."""
    if not decided.winners:
        return {}
    now = requests[0].now
    wanted = [requests[n] for n in decided.winners]
    until = _until({r.slot_id for r in wanted}, terms, now)
    minted = codes.mint(rooms[r.slot_id].office_code for r in wanted)
    new = [
        New(ids.new(), code, r, rooms[r.slot_id], person_keys, until[r.slot_id])
        for r, code, person_keys in zip(
            wanted, minted, decided.winners.values(), strict=True
        )
    ]
    lost = adding.add(new, terms.state, now, keys)
    bookings = dict(zip(decided.winners, new, strict=True))
    for n in [n for n, one in bookings.items() if one.id in lost]:
        decided.denied[n] = Denied(Refusal.ALREADY_BOOKED)
        del bookings[n]
    _take_places(bookings.values())
    return {n: Granted(one.id, one.code, one.until) for n, one in bookings.items()}


def _until(
    slots: Iterable[int], terms: Terms, now: datetime
) -> Mapping[int, datetime | None]:
    """When a place of each slot is given back, None where it is booked at once."""
    if terms.state is not BookingState.HELD:
        return dict.fromkeys(slots)
    own = terms.until or {}
    return {slot: own.get(slot, now + HOLD_FOR) for slot in slots}


def _take_places(bookings: Iterable[New]) -> None:
    sizes: Counter[int] = Counter()
    topics = set()
    for one in bookings:
        sizes[one.request.slot_id] += len(one.keys)
        topics.add(f"office:{one.room.office_id}:{one.room.day}")
    if not sizes:
        return
    values = {"slots": sql.plain(sizes), "sizes": sql.plain(sizes.values())}
    with connection.cursor() as cursor, together.sent(connection):
        cursor.execute(QUERIES["take_places"], values)
        changes.record(cursor, topics)


def _explain_absent(
    requests: Sequence[Request], decided: Plan, opened: Collection[int]
) -> None:
    """Tell a full hour from one that is over, closed, not released, or never was."""
    for n, request in enumerate(requests):
        if request.slot_id not in opened:
            decided.denied[n] = Denied(Refusal.NOT_OPEN)
