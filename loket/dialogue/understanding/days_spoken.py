"""
Days without a date: "besok", "3 hari lagi", "jumat minggu depan", "this friday".
"""

from __future__ import annotations

from datetime import date, timedelta

from loket.dialogue.understanding.day_rules import Read, Said, make, month_after
from loket.dialogue.understanding.rules import Rules
from loket.dialogue.understanding.time_text import PARTS, WEEKDAYS

A_WEEK = timedelta(days=7)

_AWAY = {"yesterday": -1, "today": 0, "tomorrow": 1, "overmorrow": 2}


def next_monday(today: date) -> date:
    """Return the Monday of next week."""
    return today - timedelta(days=today.weekday()) + A_WEEK


def _away(said: Said, today: date) -> date:
    return today + timedelta(days=_AWAY[said["word"]])


def _today(_: Said, today: date) -> date:
    return today


def _in_days(said: Said, today: date) -> date:
    return today + timedelta(days=int(said["count"]))


def _in_weeks(said: Said, today: date) -> date:
    return today + A_WEEK * int(said["count"])


def _in_months(said: Said, today: date) -> date | None:
    """The same day of that month, or its last one if it is shorter."""
    first = today.replace(day=1)
    for _ in range(int(said["count"])):
        month, year = month_after(first)
        first = date(year, month, 1)
    days = range(today.day, 0, -1)
    return next(filter(None, (make(day, first.month, first.year) for day in days)))


def _coming(said: Said, today: date) -> date:
    """The next such day; never today, which would have been called so."""
    return _from(today + timedelta(days=1), said)


def _this(said: Said, today: date) -> date:
    return _from(today, said)


def _past(said: Said, today: date) -> date:
    return _from(today - A_WEEK, said)


def _next_week(said: Said, today: date) -> date:
    return _from(next_monday(today), said)


def _week_after(said: Said, today: date) -> date:
    """ "Senin depannya lagi": a week after the next one."""
    return _from(next_monday(today) + A_WEEK, said)


def _some_weeks(said: Said, today: date) -> date:
    """ "Jumat 2 minggu lagi": of the week that begins that many Mondays from now."""
    return _from(next_monday(today) + A_WEEK * (int(said["count"]) - 1), said)


def _from(first: date, said: Said) -> date:
    """The first such weekday from a day on."""
    ahead = (WEEKDAYS.index(said["day"]) - first.weekday()) % len(WEEKDAYS)
    return first + timedelta(days=ahead)


_PIECES = {
    "day": rf"\b(?P<day>{'|'.join(WEEKDAYS)})\b",
    "part": rf"(?:{'|'.join(PARTS)})",
    "count": r"\b(?P<count>\d{1,3})",
    "near": r"\b(?:today|tomorrow|overmorrow)\b",
    "later": r"(?:ahead|from today|(?:ke )?next)\b",
    "next_week": r"\b(?:week next|next week)\b",
    "this_week": r"\b(?:week this|this week)\b",
    "on": r"\W{1,2}(?:on |day )*",
}
RULES: Rules[Read] = Rules(
    {
        "week": (
            ("{day}{on}{count} week {later}", _some_weeks),
            ("{count} week {later}{on}{day}", _some_weeks),
            ("{day}{on}{next_week}", _next_week),
            ("{next_week}{on}{day}", _next_week),
            ("{day}{on}{this_week}", _this),
            ("{this_week}{on}{day}", _this),
            ("{count} week {later}", _in_weeks),
            (r"\bin {count} week\b", _in_weeks),
        ),
        "next": (
            (r"{day} (?:yang )?next\b", _next_week),
            (r"{day} (?:yang )?next ahead\b", _week_after),
            (r"\bnext {day}", _next_week),
        ),
        "this": (
            (r"{day} this\b", _this),
            (r"\bthis {day}", _this),
            (r"\b(?:{part} this|this {part})\b", _today),
        ),
        "last": ((r"{day} last\b", _past), (r"\blast {day}", _past)),
        "day": (
            (r"{day} yesterday\b", _past),
            ("{day} {near}", _coming),
            ("{near}{on}{day}", _coming),
            ("{day}", _coming),
            (r"\b(?P<word>yesterday|today)\b", _away),
            ("{count} day {later}", _in_days),
            (r"\bin {count} day\b", _in_days),
        ),
        "morrow": ((r"\b(?P<word>tomorrow|overmorrow)\b", _away),),
        "+": ((r"\bh ?\+ ?{count}\b", _in_days),),
        "month": (
            ("{count} month {later}", _in_months),
            (r"\bin {count} month\b", _in_months),
        ),
    },
    _PIECES,
)
