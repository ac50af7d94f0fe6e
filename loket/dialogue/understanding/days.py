"""
The day somebody wants to come: "besok", "selasa depan", "24/11", "in 3 days".

`today` is the office's own. What lies in the near past is returned too: the flow
then says that this day is over, which is kinder than not to understand.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from loket.dialogue.understanding.dates import make
from loket.dialogue.understanding.months import MONTH_PATTERN, MONTHS, WEEKDAYS
from loket.dialogue.understanding.numbers import number
from loket.dialogue.understanding.text import tidy, words

PAST_KEPT = timedelta(days=60)
MOST_DAYS_AHEAD = 366
DAYS_A_WEEK = 7

_AWAY = {
    "kemarin": -1,
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "besok": 1,
    "tomorrow": 1,
    "tomorow": 1,
    "lusa": 2,
}
_NEXT = {"depan", "next"}

_iso = re.compile(r"(?<!\d)(20\d{2})-(\d{1,2})-(\d{1,2})(?!\d)")
_numbers = re.compile(
    r"(?<![\d.:])(\d{1,2})\s?([-/.])\s?(\d{1,2})(?:\s?[-/.]\s?(\d{4}|\d{2}))?(?![\d:])"
)
_named = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\W{{0,3}}(?:of\s)?({MONTH_PATTERN})"
    r"(?![^\W\d_])(?:\W{1,2}(\d{4}))?(?!\d)"
)
_month_first = re.compile(
    rf"(?<![^\W_])({MONTH_PATTERN})\W{{1,2}}(\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?:\W{1,3}(\d{4}))?(?![\d.:])"
)
_dated = re.compile(
    r"(?<![^\W_])(?:tanggal|tgl|tg|date|the)\.?\s{0,2}(\d{1,2})"
    r"(?:st|nd|rd|th)?(?![\d.:])"
)
_ordinal = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)(?![^\W_])")
_in_days = re.compile(r"(?<![^\W_])(\w+)\s(?:hari\slagi|days?\sfrom\snow)(?![^\W_])")
_in_days_en = re.compile(r"(?<![^\W_])in\s(\w+)\sdays?(?![^\W_])")


def day(text: str, today: date) -> date | None:
    """Return the day that was meant, None if none was named."""
    said = tidy(text)
    return _written(said, today) or _spoken(said, today)


def week_start(text: str, today: date) -> date | None:
    """Return the Monday of next week if that is what was meant ("minggu depan")."""
    said = " ".join(words(text))
    if not re.search(r"\b(minggu depan|pekan depan|next week)\b", said):
        return None
    return today + timedelta(days=DAYS_A_WEEK - today.weekday())


def _written(said: str, today: date) -> date | None:
    if match := _iso.search(said):
        return make(int(match[3]), int(match[2]), int(match[1]))
    if match := _named.search(said):
        return _dated_day(int(match[1]), MONTHS[match[2]], match[3], today)
    if match := _month_first.search(said):
        return _dated_day(int(match[2]), MONTHS[match[1]], match[3], today)
    return _in_numbers(said, today) or _of_month(said, today)


def _in_numbers(said: str, today: date) -> date | None:
    for match in _numbers.finditer(said):
        if match[2] == "." and not match[4]:  # "10.30" is an hour
            continue
        found = _dated_day(int(match[1]), int(match[3]), match[4], today)
        if found:
            return found
    return None


def _dated_day(day_: int, month: int, year: str | None, today: date) -> date | None:
    """A day of a month. Without a year, the next one, or one just past. A year long
    past is somebody's birth date, not a wish."""
    if year:
        found = make(day_, month, int(year) + (2000 if len(year) == len("26") else 0))
        return found if found and found.year >= today.year - 1 else None
    this_year = make(day_, month, today.year)
    if this_year and this_year >= today - PAST_KEPT:
        return this_year
    return make(day_, month, today.year + 1)


def _of_month(said: str, today: date) -> date | None:
    """ "tgl 24": of this month, or of the next if it is over."""
    match = _dated.search(said) or _ordinal.search(said)
    if not match:
        return None
    this_month = make(int(match[1]), today.month, today.year)
    if this_month and this_month >= today:
        return this_month
    later = today.replace(day=1) + timedelta(days=32)
    return make(int(match[1]), later.month, later.year)


def _spoken(said: str, today: date) -> date | None:
    heard = words(said)
    joined = " ".join(heard)
    if "hari ini" in joined or "sekarang" in heard:
        return today
    if "day after tomorrow" in joined or "besok lusa" in joined:
        return today + timedelta(days=2)
    for word in heard:
        if word in _AWAY:
            return today + timedelta(days=_AWAY[word])
    return _in_some_days(joined, today) or _weekday(heard, today)


def _in_some_days(joined: str, today: date) -> date | None:
    match = _in_days.search(joined) or _in_days_en.search(joined)
    if not match:
        return None
    count = number(match[1]) or 0
    return today + timedelta(days=count) if 0 < count <= MOST_DAYS_AHEAD else None


def _weekday(heard: list[str], today: date) -> date | None:
    """The next such weekday; "senin depan" is that of next week."""
    for place, word in enumerate(heard):
        if word not in WEEKDAYS:
            continue
        around = heard[place + 1 : place + 2] + heard[max(0, place - 1) : place]
        is_next = bool(_NEXT.intersection(around))
        if word == "minggu" and is_next:  # "minggu depan" is a week
            continue
        if is_next:
            monday = today + timedelta(days=DAYS_A_WEEK - today.weekday())
            return monday + timedelta(days=WEEKDAYS[word])
        ahead = (WEEKDAYS[word] - today.weekday()) % DAYS_A_WEEK or DAYS_A_WEEK
        return today + timedelta(days=ahead)
    return None
