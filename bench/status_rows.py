"""
`status_ratio`: questions of holders how their cases stand, answered a second, over the
answered messages of booking talks, both through way in, worker and database.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from datetime import timedelta

import msgspec
from django.db import connection

from bench import askers, counted, place, stage, told
from bench.beside import Beside
from bench.orders import Order
from bench.place import Place
from bench.report import Row, at_least
from bench.sizes import Sizes
from bench.stage import Scene, Stage
from loket.cases import actions
from loket.cases.models import Stage as CaseStage
from loket.cases.records import Source
from loket.config.keys import keyring
from loket.lib import clock
from loket.offices.models import Agency, Office

TARGET = 1.0
# So few that each comes to the end of a booking, and not only to its cheap beginning.
BOOKING = 500
# Words wait for silence, taps do not: more, so that silence is not what limits them.
ASKING = 1_500
GREETING_S = 1.0
# Waits for the office, for its citizen, and can be collected: each has its own answer.
STAGES = ("cetak", "bayar", "siap")


def measure(where: Place, sizes: Sizes) -> Iterator[Row]:
    """Let booking talks and questions take turns on one desk."""
    place.clear(where.url())
    names = _furnish()
    with stage.opened(where, "loket") as it:
        # Who has a case has mostly written before: to book.
        known = Order(it.ingest_port, GREETING_S, GREETING_S)
        before = it.play(_by_holders(known, names))
        booking, asking = [it.play(_order(it, sizes))], list[Scene]()
        for _ in range(sizes.status_rounds):
            asking.append(it.play(_by_holders(_order(it, sizes), names)))
            booking.append(it.play(_order(it, sizes)))
    yield from _speed(asking, booking)
    asked = [scene.seen for scene in asking]
    content, answered = (sum(getattr(s, name) for s in asked) for name in _SAME)
    said = f"of {answered:,} answers named the stage"
    yield Row("status_told", content, "all", content == answered, said)
    everything = [scene.seen for scene in (before, *asking, *booking)]
    yield from counted.check(where.url(), everything, "status_once")


_SAME = ("content", "answered")


def _furnish() -> list[str]:
    """Take in a case of each holder; return the names of the stages they stand at."""
    agency, now = Agency.objects.get(), clock.now()
    office = Office.objects.filter(agency=agency)[0].code
    at = now - timedelta(hours=2)
    records = [
        told.record(n, office, STAGES[n % len(STAGES)], at, askers.phone_of(n))
        for n in range(ASKING)
    ]
    actions.take(records, Source(agency.id, "bench"), now, keyring())
    found = CaseStage.objects.filter(type__slug=told.TYPE, slug__in=STAGES)
    names = [str(one.names["id"]) for one in found]
    connection.close()
    return names


def _order(it: Stage, sizes: Sizes) -> Order:
    return Order(it.ingest_port, sizes.loop_warm_s, sizes.status_s, citizens=BOOKING)


def _by_holders(order: Order, names: Sequence[str]) -> Order:
    return msgspec.structs.replace(
        order, citizens=ASKING, holders=ASKING, stages=list(names)
    )


def _speed(asking: Sequence[Scene], booking: Sequence[Scene]) -> Iterator[Row]:
    rates, talks = ([s.seen.per_second for s in some] for some in (asking, booking))
    compared = Beside(rates, talks)
    costs = {
        name: statistics.mean(s.total_us for s in some)
        for name, some in (("question", asking), ("booking message", booking))
    }
    words = ", ".join(f"{cost:,.0f} us a {name}" for name, cost in costs.items())
    yield at_least(
        "status_ratio",
        compared.ratio,
        TARGET,
        f"questions / messages of booking talks answered a second, by round: "
        f"{compared.words}; {words}; {ASKING:,} and {BOOKING:,} people at once",
    )
