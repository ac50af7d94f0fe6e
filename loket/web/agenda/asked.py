"""What an address or a form of the agenda asks for; nonsense is read as nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict

LONGEST_QUERY = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """A day, perhaps an hour of it, perhaps words to search for."""

    day: date
    hour: time | None = None
    query: str = ""

    @classmethod
    def read(cls, words: QueryDict, today: date) -> Self:
        """Return what is asked for; without a day, today."""
        return cls(
            _day(words.get("day", "")) or today,
            _hour(words.get("hour", "")),
            words.get("q", "").strip()[:LONGEST_QUERY],
        )

    def address(self) -> str:
        """Return the query of an address that asks for the same."""
        words = {"day": self.day.isoformat()}
        if self.hour:
            words["hour"] = f"{self.hour:%H:%M}"
        if self.query:
            words["q"] = self.query
        return f"?{urlencode(words)}"


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _hour(words: str) -> time | None:
    try:
        return time.fromisoformat(words)
    except ValueError:
        return None
