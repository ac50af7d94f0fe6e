"""`python -m bench`: measure all rows, print them, keep them in `bench/latest.json`."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterable, Sequence

from bench import conditions, place, report, sizes
from bench.place import Place
from bench.report import Row
from bench.sizes import Sizes

Measure = Callable[[Place, Sizes], Iterable[Row]]


def _ingest(where: Place, size: Sizes) -> Iterable[Row]:
    from bench import ingest_row

    return ingest_row.measure(where, size)


def _allocator(where: Place, size: Sizes) -> Iterable[Row]:
    from bench import allocator_rows

    return allocator_rows.measure(where, size)


def _loop(where: Place, size: Sizes) -> Iterable[Row]:
    from bench import loop_rows

    return loop_rows.measure(where, size)


def _growth(where: Place, size: Sizes) -> Iterable[Row]:
    from bench import growth_row

    return growth_row.measure(where, size)


def _agenda(where: Place, size: Sizes) -> Iterable[Row]:
    from bench import agenda_rows

    return agenda_rows.measure(where, size)


def _cases(where: Place, size: Sizes) -> Iterable[Row]:
    from bench import cases_rows

    return cases_rows.measure(where, size)


# Rooms are imported when their turn comes: Django must be set up first. Beside each
# part the seconds that it takes in a hurry, on a busy machine.
PARTS: dict[str, tuple[Measure, float]] = {
    "ingest": (_ingest, 35),
    "allocator": (_allocator, 35),
    "loop": (_loop, 75),
    "growth": (_growth, 70),
    "agenda": (_agenda, 60),
    "cases": (_cases, 70),
}


def main(wanted: Sequence[str]) -> int:
    """Measure the parts that are named, or all; 2 if one is unknown."""
    if unknown := set(wanted) - PARTS.keys():
        print(f"No part {sorted(unknown)}; there are {', '.join(PARTS)}.")
        return 2
    # Told to stop, we unwind: no database and no process stays behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    began, size = time.monotonic(), sizes.chosen()
    rows: list[Row] = []
    with place.opened() as where:
        found = conditions.before(where)
        found["sizes"] = "in a hurry (QUICK)" if sizes.is_quick() else "full"
        for name in wanted or PARTS:
            rows += _part(name, where, size, began)
        found |= conditions.after(began)
    before = report.earlier()
    report.show(rows, found, before)
    print(f"\n{report.write(rows, found, before)}")
    return 0


def _part(name: str, where: Place, size: Sizes, began: float) -> Iterable[Row]:
    """Measure one part if there is time for it."""
    measure, needed_s = PARTS[name]
    passed_s = time.monotonic() - began
    print(f"{passed_s:5.0f} s  {name}", flush=True)
    if passed_s + needed_s > size.limit_s:
        return [Row(name, "left out", detail="no time left: the machine is busy")]
    return list(measure(where, size))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
