"""
The hour somebody wants to come: "jam 10", "10.30", "setengah 9", "2 pm", "siang".

An office is open by day, so "jam 1" is 13:00 (domain practice: spoken hours from one
to six mean the afternoon unless "pagi" or "am" is said).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from loket.dialogue.understanding.hour_rules import read
from loket.dialogue.understanding.text import tidy
from loket.dialogue.understanding.time_text import MONTH_NAMES, WEEKDAYS, plain

FIRST_MORNING_HOUR = 7
HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Span:
    """A time from `first` until before `last`."""

    first: time
    last: time

    def holds(self, starts_at: time, ends_at: time) -> bool:
        """True if an hour of the office overlaps with this."""
        return starts_at < self.last and self.first < ends_at


# No office is open in the evening: "malam" greets.
_SPANS = {
    "morning": Span(time(5), time(11)),
    "noon": Span(time(11), time(15)),
    "afternoon": Span(time(13), time(18)),
}
# Prayers move with the sun; the hour after each lies within these everywhere between
# Sabang and Merauke. The lunch break is that of Perpres 21/2023, article 4.
_AFTER = {
    "jumatan": Span(time(13), time(14)),
    "dzuhur": Span(time(12, 30), time(14)),
    "ashar": Span(time(15), time(17)),
    "maghrib": Span(time(18), time(19, 30)),
    "subuh": Span(time(5), time(8)),
    "lunch": Span(time(13), time(14)),
}
_BY_NAME = {**_AFTER, **_SPANS}
_BEFORE_LUNCH = Span(time(7), time(12))
_BEFORE = {
    "jumatan": Span(time(7), time(11, 30)),
    "dzuhur": _BEFORE_LUNCH,
    "ashar": Span(time(12), time(15)),
    "maghrib": Span(time(15), time(18)),
    "lunch": _BEFORE_LUNCH,
}

_bare = re.compile(r"(\d{1,2})(?:\s?-\s?(?P<until>\d{1,2}))?")
_around = re.compile(rf"\b(after|before) ({'|'.join(_AFTER)})\b")
_part = re.compile(rf"\b({'|'.join(_SPANS)}|{'|'.join(_AFTER)})\b")
_DAYS = "|".join([*WEEKDAYS, *MONTH_NAMES, "today", "tomorrow", "overmorrow", "next"])
_of_a_day = re.compile(
    rf"\b(?:{_DAYS}|this|\d+)\W{{1,2}}(?:day )?({'|'.join(_SPANS)})\b"
)


def moment(text: str) -> time | None:
    """Return the time of day that was meant, None if none was named."""
    return read(plain(text))


def bare_hour(text: str) -> time | None:
    """Return the hour if only its number was typed, and it cannot be a place in a
    list of a few: "10" or "9-10", not "3"."""
    match = _bare.fullmatch(tidy(text))
    if match is None:
        return None
    hour, until = int(match[1]), int(match["until"] or HOURS_A_DAY)
    return time(hour) if FIRST_MORNING_HOUR <= hour < until <= HOURS_A_DAY else None


def part_named(text: str) -> str:
    """Return the part of the day that was meant ("siang" is "noon", "abis jumatan"
    "after jumatan"), "" if none was. One that only greets ("selamat pagi") is none."""
    said = plain(text)
    match = _around.search(said) or _part.search(said)
    return match[0] if match else ""


def part_beside_day(text: str) -> str:
    """Return the same of "besok siang": in a longer text a part alone may greet."""
    said = plain(text)
    if match := _around.search(said):
        return match[0]
    match = _of_a_day.search(said)
    return match[1] if match else ""


def span_of(part: str) -> Span | None:
    """Return the time that a named part of the day takes."""
    where, _, what = part.rpartition(" ")
    return {"after": _AFTER, "before": _BEFORE}.get(where, _BY_NAME).get(what)


def part_of_day(text: str) -> Span | None:
    """Return the time of the part of the day that was meant, None if none was."""
    return span_of(part_named(text))
