"""
People of the agenda as rows of its list.

A row is drawn once and kept as long as nothing about it changes: the page renews
itself with each arrival, and all rows but one are then as they were. Drawing fifty
anew took four times as long as reading them.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from loket.web.agenda.day import Person

# Some hours of some offices.
MOST_KEPT = 2_000


class Look(NamedTuple):
    """What a row depends on beside its person."""

    day: date
    is_search: bool
    zone: str
    language: str


@lru_cache(maxsize=MOST_KEPT)
def draw(person: Person, look: Look) -> SafeString:
    """Return the row of a person."""
    context = {"person": person, "b": person.booking, "look": look}
    return render_to_string("agenda/person.html", context)
