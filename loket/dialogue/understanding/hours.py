"""
The hour somebody wants to come: "jam 10", "10.30", "setengah 9", "2 pm", "siang".

An office is open by day, so "jam 1" is 13:00 (domain practice: spoken hours from one
to six mean the afternoon unless "pagi" or "am" is said).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from loket.dialogue.understanding.numbers import number
from loket.dialogue.understanding.text import tidy, words

NOON = 12
FIRST_MORNING_HOUR = 7
HOURS_A_DAY = 24
MINUTES_AN_HOUR = 60

_clock = re.compile(r"(?<![\d./-])(\d{1,2})\s?[.:]\s?(\d{2})(?![\d./-])")
_half = re.compile(r"(?<![^\W_])(?:setengah|stgh)\s(\w+)")
_spoken = re.compile(r"(?<![^\W_])(?:jam|pukul|pkl|jm|at)\.?\s?(\d{1,2}|[a-z]+)(?!\d)")
_english = re.compile(r"(?<!\d)(\d{1,2})\s?(am|pm|o'?clock)(?![^\W_])")
_bare = re.compile(r"\d{1,2}")
_morning = re.compile(r"(?<![^\W_])(pagi|am|morning)(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Span:
    """A time from `first` until before `last`."""

    first: time
    last: time

    def holds(self, starts_at: time, ends_at: time) -> bool:
        """True if an hour of the office overlaps with this."""
        return starts_at < self.last and self.first < ends_at


_PARTS = (
    ({"pagi", "morning"}, Span(time(5), time(11))),
    ({"siang", "noon", "midday"}, Span(time(11), time(15))),
    ({"sore", "afternoon"}, Span(time(13), time(18))),
    ({"jumatan"}, Span(time(13), time(14))),
)


def moment(text: str) -> time | None:
    """Return the time of day that was meant, None if none was named."""
    said = tidy(text)
    if match := _clock.search(said):
        return _time(int(match[1]), int(match[2]), said)
    if match := _half.search(said):
        hour = number(match[1])
        return _time((hour - 2) % NOON + 1, 30, said) if hour else None
    if match := _english.search(said):
        return _with_half_day(int(match[1]), match[2])
    match = _spoken.search(said)
    hour = number(match[1]) if match else None
    return _time(hour, 0, said) if hour is not None else None


def bare_hour(text: str) -> time | None:
    """Return the hour if only its number was typed, and it cannot be a place in a
    list of a few: "10", not "3"."""
    said = tidy(text)
    if _bare.fullmatch(said) and FIRST_MORNING_HOUR <= int(said) < HOURS_A_DAY:
        return time(int(said))
    return None


def part_of_day(text: str) -> Span | None:
    """Return the part of the day that was meant ("siang"), None if none was."""
    heard = set(words(text))
    return next((span for names, span in _PARTS if heard & names), None)


def _with_half_day(hour: int, half: str) -> time | None:
    if half in ("am", "pm") and hour <= NOON:
        return time(hour % NOON + (NOON if half == "pm" else 0))
    return _time(hour, 0, "")


def _time(hour: int, minute: int, said: str) -> time | None:
    if 0 < hour < FIRST_MORNING_HOUR and not _morning.search(said):
        hour += NOON
    if hour < HOURS_A_DAY and minute < MINUTES_AN_HOUR:
        return time(hour, minute)
    return None
