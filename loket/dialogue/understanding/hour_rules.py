"""
The patterns of a spoken hour, over a plain sentence (`time_text.plain`).

Indonesian counts towards the next hour: "setengah 9" is 8:30, "jam 9 kurang
seperempat" 8:45. English counts from the last one: "half past 9" is 9:30.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time

from loket.dialogue.understanding.rules import Rules
from loket.dialogue.understanding.time_text import MONTH_NAMES, PARTS

NOON = 12
FIRST_MORNING_HOUR = 7
FIRST_EVENING_HOUR = 5
MINUTES_AN_HOUR = 60
MINUTES_A_DAY = 24 * MINUTES_AN_HOUR
QUARTER, HALF = 15, 30

Said = re.Match[str]
Minutes = Callable[[Said], int]

# Which spoken hours are twelve more on the clock, by what is said beside them. An
# office is open by day: with nothing beside it, "jam 1" is 13:00.
_SHIFTED = {
    "am": range(0),
    "pm": range(1, NOON),
    "morning": range(0),
    "noon": range(1, FIRST_MORNING_HOUR),
    "afternoon": range(1, NOON),
    "evening": range(FIRST_EVENING_HOUR, NOON),
    "": range(1, FIRST_MORNING_HOUR),
}
_TWELVE_IS_MIDNIGHT = {"am", "evening"}


def _sharp(_: Said) -> int:
    return 0


def _clock(said: Said) -> int:
    return int(said["minutes"])


def _half_to(_: Said) -> int:
    return -HALF


def _half_past(_: Said) -> int:
    return HALF


def _past(said: Said) -> int:
    minutes = said["minutes"]
    return QUARTER if minutes == "quarter" else int(minutes.split()[0])


def _to(said: Said) -> int:
    return -_past(said)


_PART = "|".join([*PARTS, "am", "pm"])
_PIECES = {
    "of": rf"(?:\b(?:(?P<early>{'|'.join(PARTS)}) )?hour\W{{0,2}})",
    "hour": r"(?<!\d)(?<!\d[.:/-])(?P<hour>\d{1,2})(?!\d)",
    "part": rf"(?:\W{{0,2}}(?:today |tomorrow )?\b(?P<part>{_PART})\b)?",
    "a_part": rf"\s?(?P<part>{_PART})\b",
    "minutes": r"(?P<minutes>[0-5]?\d|quarter)\b",
    "exact": r"(?P<minutes>[0-5]?\d minute|quarter)\b",
    # "Jam 24/12" and "at 24 december" begin a day.
    "no_day": rf"(?!\s?[/]\s?\d|\s?[.:]\d| (?:st|nd|rd|th|{'|'.join(MONTH_NAMES)})\b)",
    "colon": r"\s?[.:]\s?(?P<minutes>\d\d)(?!\d|[.:/]\d|-\d{4})",
}
_RULES: Rules[Minutes] = Rules(
    {
        "": (
            ("{hour}{colon}{part}", _clock),
            ("(?<!date ){hour}{a_part}", _sharp),
        ),
        "hour": (
            ("{of}{hour}{colon}{part}", _clock),
            (
                r"{of}(?P<hour>[01]?\d)(?P<minutes>[0-5]\d)(?!\d|[.:/]\d){part}",
                _clock,
            ),
            ("{of}{hour}{no_day}{part}", _sharp),
        ),
        "half": (
            ("{of}?halfway {hour}{part}", _half_to),
            ("{of}?half past {hour}{part}", _half_past),
            ("{of}?{hour} past halfway{part}", _half_past),
        ),
        "less": (
            ("{of}{hour} less {minutes}(?: minute)?{part}", _to),
            ("{hour} less {exact}{part}", _to),
        ),
        "past": (
            ("{of}{hour} past {minutes}(?: minute)?{part}", _past),
            ("{hour} past {exact}{part}", _past),
            ("{of}?{minutes} past {hour}{part}", _past),
        ),
        " to ": (("{of}?{exact} to {hour}{part}", _to),),
        "o'clock": (("{hour} o'clock{part}", _sharp),),
    },
    _PIECES,
    only_with=r"\d",
)


def read(said: str) -> time | None:
    """Return the first hour in a plain sentence, None if there is none."""
    for match, minutes in _RULES.fitting(said):
        if (found := _time(match, minutes(match))) is not None:
            return found
    return None


def _time(said: Said, minutes: int) -> time | None:
    parts = said.groupdict()
    beside = parts.get("part") or parts.get("early") or ""
    hour = int(said["hour"])
    if hour == NOON and beside in _TWELVE_IS_MIDNIGHT:
        hour = 0
    hour += NOON if hour in _SHIFTED[beside] else 0
    total = hour * MINUTES_AN_HOUR + minutes
    if minutes < MINUTES_AN_HOUR and 0 <= total < MINUTES_A_DAY:
        return time(*divmod(total, MINUTES_AN_HOUR))
    return None
