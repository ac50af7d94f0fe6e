"""
`growth_ratio`: what a message costs beside two million stored ones, against ten
thousand. Two databases of one server take turns, with as many people talking, so
that neighbours on the machine meet both alike.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

import psycopg

from bench import bookings_fill, fill, place, stage
from bench.orders import Order
from bench.place import Place
from bench.report import Row, at_most
from bench.sizes import Sizes
from bench.stage import Scene

FEW, MANY = "loket_few", "loket_many"
TARGET = 1.2
WARM_S = 4.0
CITIZENS = 300


def measure(where: Place, sizes: Sizes) -> Iterator[Row]:
    """Fill two copies of the desk; let them take turns."""
    _copy(where)
    sizes_of = {FEW: sizes.growth_few, MANY: sizes.growth_many}
    for name, count in sizes_of.items():
        fill.store(where.url(name), count)
        # Everybody of them has booked once.
        bookings_fill.fill(where.url(name), count // fill.PER_PERSON)
    place.rest(where.url(role="loket_admin"))
    for name, count in sizes_of.items():
        fill.touch(where.url(name), count)
    stored = fill.stored(where.url(MANY))
    scenes: dict[str, list[Scene]] = {FEW: [], MANY: []}
    for n in range(sizes.growth_rounds):
        for database in (FEW, MANY) if n % 2 == 0 else (MANY, FEW):
            scenes[database].append(_play(where, database, sizes.growth_s))
    few, many = (_median(scenes[name]) for name in (FEW, MANY))
    yield at_most(
        "growth_ratio",
        many["all"] / few["all"],
        TARGET,
        f"us a message beside {stored:,} stored: {_words(many)}; beside "
        f"{sizes.growth_few:,}: {_words(few)}; {sizes.growth_rounds} rounds",
    )


def _copy(where: Place) -> None:
    place.clear(where.url())
    with psycopg.connect(where.url("postgres"), autocommit=True) as connection:
        for name in (FEW, MANY):
            connection.execute(f'create database "{name}" template loket'.encode())


def _play(where: Place, database: str, seconds: float) -> Scene:
    with stage.opened(where, database) as it:
        return it.play(Order(it.ingest_port, WARM_S, seconds, citizens=CITIZENS))


def _median(scenes: Sequence[Scene]) -> dict[str, float]:
    costs = [{**scene.cost_us, "all": scene.total_us} for scene in scenes]
    names = (*stage.NAMES, "all")
    return {name: statistics.median(cost[name] for cost in costs) for name in names}


def _words(costs: dict[str, float]) -> str:
    return ", ".join(f"{name} {cost:,.0f}" for name, cost in costs.items())
