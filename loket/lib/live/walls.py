"""Whose rows the list of changed things holds: nobody's; pages only add to it."""

from loket.lib.walls import without

WALLS = {
    "live_change": without("topics are ids; who may hear them is asked", "insert"),
}
