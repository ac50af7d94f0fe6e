"""
The days of a year that a decree closes: national holidays and collective leave.

They come from the package `holidays` (its list of 2026 was compared with the joint
decree, SKB, of three ministers and is the same; domain notes 2.5, 23 November 2026).
Without its category `government` it leaves collective leave out, on which offices are
closed. A decree is amended within its year: so an import shows what it would change,
and what was edited by hand stays.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version

import holidays

from loket.offices.models import Agency, Closure, ClosureKind

CATEGORIES = {
    ClosureKind.COLLECTIVE: holidays.GOVERNMENT,
    ClosureKind.HOLIDAY: holidays.PUBLIC,
}
LONGEST_REASON = 120


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a decree."""

    day: date
    reason: str
    kind: ClosureKind


@dataclass(slots=True)
class Comparison:
    """
    What an import of a year would do: days it adds, rows it changes, and rows it takes
    away because the decree no longer names them; and rows that it leaves because they
    were edited by hand.
    """

    new: list[Day] = field(default_factory=list)
    changed: list[tuple[Closure, Day]] = field(default_factory=list)
    gone: list[Closure] = field(default_factory=list)
    kept: list[Closure] = field(default_factory=list)


def days_of(year: int) -> list[Day]:
    """Return the days of a year; a holiday that is also leave counts as a holiday."""
    found: dict[date, Day] = {}
    for kind, category in CATEGORIES.items():
        listed = holidays.country_holidays(
            "ID", years=year, categories=category, language="id"
        )
        found |= {
            day: Day(day, name[:LONGEST_REASON], kind) for day, name in listed.items()
        }
    return [found[day] for day in sorted(found)]


def source() -> str:
    """Return where the days are from."""
    return f"SKB 3 Menteri, python holidays {version('holidays')}"


def compare(agency: Agency, year: int) -> Comparison:
    """Return what an import of a year would change."""
    rows = Closure.objects.filter(
        agency=agency, office=None, starts=None, day__year=year
    ).order_by("day")
    there = {row.day: row for row in rows}
    decreed = {one.day: one for one in days_of(year)}
    comparison = Comparison(new=[d for day, d in decreed.items() if day not in there])
    for day, row in there.items():
        _sort(row, decreed.get(day), comparison)
    return comparison


def _sort(row: Closure, decreed: Day | None, comparison: Comparison) -> None:
    if row.is_edited:
        comparison.kept.append(row)
    elif decreed is None:
        if row.kind != ClosureKind.LOCAL:
            comparison.gone.append(row)
    elif (row.reason, row.kind) != (decreed.reason, decreed.kind):
        comparison.changed.append((row, decreed))


def rows(agency: Agency, days: list[Day]) -> list[Closure]:
    """Return days as closures of all of an agency, not yet kept."""
    return [
        Closure(
            agency=agency,
            day=one.day,
            reason=one.reason,
            kind=one.kind,
            source=source(),
        )
        for one in days
    ]
