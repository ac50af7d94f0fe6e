"""Writing what the allocation decided: bookings, their people, the places taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from psycopg.errors import UniqueViolation

from loket.bookings import adding, limiting, past, people, queries, rekeying
from loket.bookings.adding import New
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
from loket.bookings.past import Past
from loket.bookings.states import BookingState
from loket.lib import ids, sql, together
from loket.lib.crypto import Keyring
from loket.lib.live import changes

QUERIES = sql.beside(__file__, "allocate")
# How often others may be quicker by a moment before it is an error.
RACES = 5

Answer = Granted | Denied


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
    for others in range(RACES):
        try:
            with transaction.atomic():
                return _hold(requests, keyring, terms)
        except IntegrityError as error:
            # The others have committed, so that the next try sees what they did.
            if others == RACES - 1 or not _is_race(error):
                raise
    raise AssertionError


def _is_race(error: IntegrityError) -> bool:
    cause = error.__cause__
    names = {"booking_code_once", "one_live_booking_per_person"}
    return isinstance(cause, UniqueViolation) and cause.diag.constraint_name in names


def _hold(requests: Sequence[Request], keyring: Keyring, terms: Terms) -> list[Answer]:
    now = requests[0].now
    keys = keyring, rekeying.index_in_use(keyring)
    with past.look(requests) as before:
        made = people.keys_of(*keys, [(r.agency_id, r.people) for r in requests])
    first = _give_back(requests, before, now) if terms.gives_back else set()
    rooms, opened = _lock([r.slot_id for r in requests], now)
    over = limiting.over(requests, rooms, before, now) if terms.is_limited else {}
    known = Known(_live(requests, made, rooms), first, over)
    decided = plan(requests, made, rooms, known)
    granted = _write(requests, decided, rooms, keys, terms)
    _explain_absent(requests, decided, opened)
    return [granted.get(n) or decided.denied[n] for n in range(len(requests))]


def _give_back(requests: Sequence[Request], before: Past, now: datetime) -> set[int]:
    """
    Give the holds back that who asks has already, of the service they ask for; return
    who held a place of the very slot, by position.
    """
    own = [(r.contact_id, one) for r in requests for one in before.held(r)]
    if not own:
        return set()
    ended = end(
        [(one.id, contact) for contact, one in own],
        BookingState.CANCELLED,
        {BookingState.HELD},
        now,
        also_lock=[one.slot_id for _, one in own] + [r.slot_id for r in requests],
    )
    before.give_back(ended, now)
    held = {(contact, one.slot_id) for contact, one in own if one.id in ended}
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


def _live(
    requests: Sequence[Request],
    keys: Sequence[Sequence[bytes]],
    rooms: Mapping[int, Room],
) -> set[tuple[int, bytes]]:
    """Who of these people has a booking of the service, by service and key."""
    return queries.live_people(
        [
            (rooms[r.slot_id].service_id, key)
            for r, person_keys in zip(requests, keys, strict=True)
            if r.slot_id in rooms
            for key in person_keys
        ]
    )


def _write(
    requests: Sequence[Request],
    decided: Plan,
    rooms: Mapping[int, Room],
    keys: tuple[Keyring, int],
    terms: Terms,
) -> dict[int, Granted]:
    """Write the winners; return what each got."""
    if not decided.winners:
        return {}
    now = requests[0].now
    wanted = [requests[n] for n in decided.winners]
    until = _until({r.slot_id for r in wanted}, terms, now)
    found = adding.free_codes([rooms[r.slot_id].office_code for r in wanted])
    new = [
        New(ids.new(), code, r, rooms[r.slot_id], person_keys, until[r.slot_id])
        for r, code, person_keys in zip(
            wanted, found, decided.winners.values(), strict=True
        )
    ]
    adding.add(new, terms.state, now, keys)
    _take_places(new)
    return {
        n: Granted(one.id, one.code, one.until)
        for n, one in zip(decided.winners, new, strict=True)
    }


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
