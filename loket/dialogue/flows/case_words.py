"""How a case stands, in words: what is true, from when that is, and what to do."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from loket.cases.stages import StageKind
from loket.dialogue import words, words_dates, words_limits
from loket.dialogue.commands import BookingView, HourView
from loket.dialogue.commands_cases import CaseView
from loket.dialogue.flows import parts
from loket.dialogue.types import Turn

# Room for the rest of the message under a limit of 1,024.
LONGEST_PART = 200
TOMORROW = timedelta(days=1)


def stands(turn: Turn, case: CaseView, hour: str = "") -> str:
    """
    Return how a case stands, and from when the data are.

    :param hour: when it can be, or will be, collected: what was asked for comes first
    """
    lines = [
        words.say(
            turn.language,
            "status.stands",
            type=name(turn, case),
            office=case.office.name,
            stage=stage(turn, case),
        ),
        hour,
        promise(turn, case),
        _part(turn, case.follows),
        brings(turn, case),
        keep(turn, case),
        data(turn, case),
    ]
    return "\n".join(filter(None, lines))


def name(turn: Turn, case: CaseView) -> str:
    """Return what kind of case it is."""
    return parts.in_language(turn, dict(case.type))


def stage(turn: Turn, case: CaseView) -> str:
    """Return the name of the stage at which it stands."""
    return parts.in_language(turn, dict(case.stage))


def promise(turn: Turn, case: CaseView) -> str:
    """Return by when it is ready, or that we did not keep our word."""
    if case.expected is None:
        return ""
    day = words_dates.long_day(turn.language, case.expected)
    is_theirs = case.kind is StageKind.CITIZEN
    key = "status.expected_if" if is_theirs else "status.expected"
    return words.say(turn.language, "status.missed" if case.is_missed else key, day=day)


def brings(turn: Turn, case: CaseView) -> str:
    """Return what to bring or to do, "" if nothing."""
    what = _part(turn, case.brings)
    return words.say(turn.language, "status.brings", what=what) if what else ""


def data(turn: Turn, case: CaseView) -> str:
    """Return from when the data are; stale ones are admitted."""
    at = words_dates.moment(turn.language, case.data_at, case.office.zone)
    key = "status.stale" if case.is_stale else "status.data"
    return words.say(turn.language, key, at=at)


def keep(turn: Turn, case: CaseView) -> str:
    """Return until when it is kept for its holder, "" if it does not wait for them."""
    if case.keep_until is None or case.kind is not StageKind.READY:
        return ""
    day = words_dates.long_day(turn.language, case.keep_until)
    return words.say(turn.language, "status.keep", day=day)


def pickup(turn: Turn, case: CaseView, hour: HourView) -> str:
    """Return the invitation to collect it at an hour: "besok, Rabu, ..."."""
    return words.say(
        turn.language,
        "status.collect",
        day=near_day(turn, case, hour.day),
        hours=_hours(turn, case, hour),
    )


def booked(turn: Turn, case: CaseView, booking: BookingView) -> str:
    """Return the hour at which they come to collect it."""
    return words.say(
        turn.language,
        "status.booked",
        day=near_day(turn, case, booking.day),
        hours=_hours(turn, case, booking),
        code=booking.code,
    )


def near_day(turn: Turn, case: CaseView, day: date) -> str:
    """Return a day in words, with "today" or "tomorrow" where it is one."""
    today = turn.now.astimezone(ZoneInfo(case.office.zone)).date()
    said = words_dates.long_day(turn.language, day)
    keys = {today: "status.today", today + TOMORROW: "status.tomorrow"}
    return words.say(turn.language, keys[day], day=said) if day in keys else said


def _hours(turn: Turn, case: CaseView, hour: HourView | BookingView) -> str:
    span = words_dates.hours(turn.language, hour.starts_at, hour.ends_at)
    return f"{span} {words_dates.zone_name(case.office.zone)}"


def _part(turn: Turn, said: object) -> str:
    if not isinstance(said, dict) or not said:
        return ""
    return words_limits.clip(parts.in_language(turn, said), LONGEST_PART)
