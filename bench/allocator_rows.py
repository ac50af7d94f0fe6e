"""
`allocator_ratio`: places given out by the set-based allocator, against pgbench's
conditional update of one of eight rows. `crowd_s`: a hundred thousand people at once.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection

from bench import arrivals, baseline, place, wire
from bench.arrivals import Served
from bench.place import Place
from bench.report import Row, at_least
from bench.sizes import Sizes
from loket.bookings.models import BookedPerson, Booking
from loket.config.keys import keyring
from loket.lib import collector
from loket.offices.models import Agency
from loket.worker import plans
from loket.worker.rounds import MOST_TURNS

# How many wait at a time: a rush fills the batches of a worker; and, for comparison,
# only twice as many as pgbench has clients.
RUSH = MOST_TURNS
FEW = 64
CROWD_WAITING = 2_000
CROWD_PLACES = 250
TARGET = 2.0


@dataclass(frozen=True)
class Round:
    """What pgbench does, and what the allocator gives out with so many waiting."""

    tps: float
    granted_per_s: dict[int, float]
    p99_ms: dict[int, float]

    def ratio(self, waiting: int) -> float:
        """Places given out for each transaction of pgbench."""
        return self.granted_per_s[waiting] / self.tps


def measure(where: Place, sizes: Sizes) -> Iterator[Row]:
    """Alternate between pgbench and the allocator; the middle ratio counts."""
    # As in a worker: plans by index, whatever the tables held when they were made, and
    # a collector that leaves alone what stays.
    plans.settle()
    collector.spare()
    connection.close()
    agency = Agency.objects.get().id
    rounds = [_round(where, sizes, agency, n) for n in range(sizes.rounds)]
    rush, few = (
        statistics.median(r.ratio(waiting) for r in rounds) for waiting in (RUSH, FEW)
    )
    yield at_least("allocator_ratio", rush, TARGET, _words(rounds, RUSH))
    yield Row("allocator_ratio_few", few, detail=_words(rounds, FEW))
    yield from _crowd(sizes, agency)
    connection.close()


def _round(where: Place, sizes: Sizes, agency: int, seed: int) -> Round:
    admin = where.url(role="loket_admin")
    place.rest(admin)
    tps = baseline.run(where, baseline.booking(), sizes.pgbench_s).tps
    served: dict[int, Served] = {}
    for waiting in (RUSH, FEW):
        place.rest(admin)
        into = arrivals.slots(sizes.allocator_requests)
        asked = arrivals.crowd(sizes.allocator_requests, into, agency, seed)
        served[waiting] = arrivals.serve(asked, keyring(), waiting)
        _forget(into)
    return Round(
        tps,
        {waiting: one.granted / one.seconds for waiting, one in served.items()},
        {
            waiting: wire.percentile(s.waited_s, 0.99) * 1e3
            for waiting, s in served.items()
        },
    )


def _words(rounds: Sequence[Round], waiting: int) -> str:
    rates = (f"{r.granted_per_s[waiting]:,.0f}/{r.tps:,.0f}" for r in rounds)
    slowest = max(r.p99_ms[waiting] for r in rounds)
    return (
        f"holds/s / pgbench tps, by round: {', '.join(rates)}; {waiting} waiting at "
        f"a time, p99 {slowest:.0f} ms"
    )


def _crowd(sizes: Sizes, agency: int) -> Iterator[Row]:
    into = arrivals.slots(CROWD_PLACES)
    asked = arrivals.crowd(sizes.crowd_requests, into, agency, 99)
    served = arrivals.serve(asked, keyring(), CROWD_WAITING)
    places, fullest = arrivals.sold(into)
    people = BookedPerson.objects.filter(is_live=True).values("person_key").distinct()
    right = places == fullest * arrivals.SLOTS == people.count() == served.granted
    expected = arrivals.SLOTS * CROWD_PLACES
    yield Row(
        "crowd_sold",
        places,
        f"= {expected}",
        right and places == expected,
        f"fullest slot {fullest} of {CROWD_PLACES}, nobody twice",
    )
    p99_ms = wire.percentile(served.waited_s, 0.99) * 1e3
    yield Row(
        "crowd_s",
        served.seconds,
        detail=f"{len(asked):,} requests, {CROWD_WAITING:,} waiting at a time, p99 "
        f"{p99_ms:.0f} ms; sold out after {served.sold_out_s:.2f} s",
    )
    _forget(into)


def _forget(into: list[int]) -> None:
    """Take the bookings out again, so that each round begins alike."""
    with connection.cursor() as cursor:
        cursor.execute("truncate bookings_booking cascade")
    assert not Booking.objects.filter(slot_id__in=into).exists()
