"""How long and how large each measurement is: in full, ten minutes, and in a hurry."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """
    Seconds, counts and rounds of one run. A part that would not end before `limit_s`
    is left out, and the table says so.

    Rounds alternate what is compared, because neighbours on the machine come and go.
    """

    rounds: int
    pgbench_s: float
    ingest_s: float
    allocator_requests: int
    crowd_requests: int
    loop_rounds: int
    loop_warm_s: float
    loop_s: float
    half_s: float
    growth_rounds: int
    growth_s: float
    growth_few: int
    growth_many: int
    stored_bookings: int
    status_rounds: int
    status_s: float
    upsert_records: int
    limit_s: float


# A table that takes longer is measured in parts, at different hours, or never.
FULL = Sizes(
    rounds=3,
    pgbench_s=6,
    ingest_s=6,
    allocator_requests=40_000,
    crowd_requests=100_000,
    loop_rounds=3,
    loop_warm_s=8,
    loop_s=45,
    half_s=30,
    growth_rounds=2,
    growth_s=20,
    growth_few=10_000,
    growth_many=2_000_000,
    stored_bookings=500_000,
    status_rounds=3,
    status_s=20,
    upsert_records=40_000,
    limit_s=3600,
)
QUICK = Sizes(
    rounds=2,
    pgbench_s=3,
    ingest_s=3,
    allocator_requests=8_000,
    crowd_requests=100_000,
    loop_rounds=2,
    loop_warm_s=4,
    loop_s=9,
    half_s=8,
    growth_rounds=1,
    growth_s=8,
    growth_few=10_000,
    growth_many=200_000,
    stored_bookings=500_000,
    status_rounds=1,
    status_s=9,
    upsert_records=10_000,
    limit_s=175,
)


def is_quick() -> bool:
    """Test if the caller is in a hurry."""
    return os.environ.get("QUICK", "") not in ("", "0")


def chosen() -> Sizes:
    """Return the sizes of this run."""
    return QUICK if is_quick() else FULL
