"""Python's garbage collector, told to leave alone what stays anyway."""

from __future__ import annotations

import gc

# Containers made before each of the three generations is collected.
COLLECT_AFTER = (20_000, 20, 100)


def spare() -> None:
    """
    Have what was imported until now passed over, and come less often.

    It would be looked through again and again; measured, that was a seventh of all that
    a worker does, and a tenth of what the way in does. What refers to itself is still
    found.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
