"""A hundred ways to say the same: each ends with a code, or with a person."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.desk.desk import Desk
from tests.journeys.wanderer import End, Wanderer

COUNT = 100
SIDE_BY_SIDE = 20
# Most should not need anybody's help.
BOOKED = 0.8


def test_a_hundred_ways_to_book_all_end_well_or_with_a_person(desk: Desk) -> None:
    wanderers = [Wanderer(desk.citizen("Siti Aminah"), seed) for seed in range(COUNT)]
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        ends: list[End] = list(pool.map(Wanderer.talk, wanderers))

    lost = {seed: end for seed, end in enumerate(ends) if end.how == "lost"}
    assert not lost, "\n".join(
        f"seed {n}: {'; '.join(e.script)}" for n, e in lost.items()
    )
    assert Counter(end.how for end in ends)["booked"] >= BOOKED * COUNT
