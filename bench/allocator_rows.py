"""
`allocator_ratio`: places given out by the set-based allocator, against pgbench's
conditional update of one of eight rows. `crowd_s`: a hundred thousand people at once.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from django.db import connection

from bench import arrivals, baseline, place, wire
from bench.place import Place
from bench.report import Row, at_least
from bench.sizes import Sizes
from loket.bookings.models import BookedPerson, Booking
from loket.config.keys import keyring
from loket.offices.models import Agency

# As many as wait at pgbench's door, twice: the most that the prototype was tried with.
WAITING = 64
CROWD_WAITING = 2_000
CROWD_PLACES = 250
TARGET = 2.0


def measure(where: Place, sizes: Sizes) -> Iterator[Row]:
    """Alternate between pgbench and the allocator; the middle ratio counts."""
    agency = Agency.objects.get().id
    rates: list[tuple[float, float]] = []
    p99_ms = 0.0
    for n in range(sizes.rounds):
        place.rest(where.url(role="loket_admin"))
        tps = baseline.run(where, baseline.booking(), sizes.pgbench_s).tps
        place.rest(where.url(role="loket_admin"))
        into = arrivals.slots(sizes.allocator_requests)
        asked = arrivals.crowd(sizes.allocator_requests, into, agency, n)
        served = arrivals.serve(asked, keyring(), WAITING)
        rates.append((served.granted / served.seconds, tps))
        p99_ms = max(p99_ms, wire.percentile(served.waited_s, 0.99) * 1e3)
        _forget(into)
    said = ", ".join(f"{ours:,.0f}/{tps:,.0f}" for ours, tps in rates)
    yield at_least(
        "allocator_ratio",
        statistics.median(ours / tps for ours, tps in rates),
        TARGET,
        f"holds/s / pgbench tps, by round: {said}; {WAITING} waiting, "
        f"p99 {p99_ms:.0f} ms",
    )
    yield from _crowd(sizes, agency)
    connection.close()


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
        cursor.execute("truncate bookings_bookedperson, bookings_booking")
    assert not Booking.objects.filter(slot_id__in=into).exists()
