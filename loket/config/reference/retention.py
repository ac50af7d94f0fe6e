"""The page of retention: what is kept how long, by whose rule, and how it goes."""

from __future__ import annotations

from loket.config.reference import markdown
from loket.lib.partitions import AHEAD
from loket.lib.retention import DataClass
from loket.retention import classes

INTRO = (
    "What is kept how long. Days are those of an agency that chose nothing; within the "
    "bounds it may choose others, with `loket retention set`. How to do that stands in "
    "[Keep data no longer than needed](../how-to/keep-no-longer.md)."
)
PARTS = (
    "Partitions are dropped as a whole, so a row in them may stay for up to one "
    f"partition longer than the figure says. {AHEAD} partitions stand ready ahead of "
    "time."
)
HEAD = ("Class", "What it is", "Days", "An agency may choose", "How it goes", "Rule")


def page() -> str:
    """Return the page."""
    head = (
        "Class",
        "What it is",
        "Days",
        "An agency may choose",
        "How it goes",
        "Rule",
    )
    table = markdown.table(head, map(_row, classes.CLASSES))
    rows = [(data.name, f"{cut.days} days") for cut, data in classes.CUT]
    spans = markdown.table(("Class", "A partition spans"), rows)
    return markdown.page("Retention", INTRO, table, "## Partitions", PARTS, spans)


def _row(data: DataClass) -> tuple[str, ...]:
    bounds = "no" if data.is_fixed else f"{data.least} to {data.most}"
    days = f"{data.days:,}"
    return (data.name, data.what, days, bounds, data.how.value, data.source)
