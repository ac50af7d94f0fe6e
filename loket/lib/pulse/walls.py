"""Whose rows the pulse holds: nobody's, it counts the work of processes."""

from loket.lib.walls import without

WALLS = {
    "pulse_process": without("how processes live names nobody", "select"),
    "pulse_count": without("sums of the whole desk name nobody", "select"),
}
