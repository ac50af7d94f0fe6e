"""
There is no hour: the true reason, and where there is one instead.

"Full" when the office is closed has angered people before (domain notes 1.3), so
each reason has its own words. What is offered: the next free days here, and the
nearest free office.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from loket.dialogue import words, words_dates, words_limits
from loket.dialogue.commands import (
    DayView,
    FreeDays,
    NearestFree,
    NoHour,
    OfficeView,
    WhyNot,
)
from loket.dialogue.flows import parts, taps
from loket.dialogue.flows.draft import Draft, without_hour
from loket.dialogue.types import Option, Outcome, Reply, Turn, ask

STEP = "book.day"
# A month: further than any office releases its hours today.
DAYS_SHOWN = 31
MOST_DAYS = 6
MOST_OFFICES = 3

Elsewhere = Sequence[tuple[OfficeView, date]]


@dataclass(frozen=True, slots=True)
class Reason:
    """The sentence that says why there is no hour, and whether all is taken."""

    sentence: str
    is_full: bool


# For many days without a place, the reason that explains most.
_WEIGHT = (
    WhyNot.FULL,
    WhyNot.TROUBLE,
    WhyNot.NOT_RELEASED,
    WhyNot.CLOSED,
    WhyNot.PAST,
)


def no_hours_on(
    turn: Turn, draft: Draft, office: OfficeView, none: NoHour
) -> parts.Asking[Outcome]:
    """Say why the chosen day has no hour, and offer other days and offices."""
    today = parts.local_today(turn, office)
    views = yield from ask(
        FreeDays(office.id, draft.service or 0, today, DAYS_SHOWN, turn.now)
    )
    free = [view for view in views if view.free > 0 and view.day != draft.day]
    said = Reason(reason(turn, draft, office, none), none.why is WhyNot.FULL)
    return (yield from _instead(turn, draft, said, free))


def no_day(
    turn: Turn, draft: Draft, office: OfficeView, views: Sequence[DayView]
) -> parts.Asking[Outcome]:
    """Say why no day at all has an hour, and offer other offices."""
    nones = [view.no_hour for view in views if view.no_hour]
    none = min(nones, key=lambda n: _WEIGHT.index(n.why), default=NoHour(WhyNot.FULL))
    key = f"no_day.{none.why.name.lower()}"
    sentence = words.say(turn.language, key, office=office.name)
    if none.why is not WhyNot.TROUBLE:
        sentence = f"{sentence} {_next_opening(turn, office, nones)}".strip()
    said = Reason(sentence, none.why is WhyNot.FULL)
    return (yield from _instead(turn, draft, said, []))


def _next_opening(turn: Turn, office: OfficeView, nones: Sequence[NoHour]) -> str:
    """When places open next: more of a day that is full now, or those of a new day."""
    openings = [(n.released_at, n.why) for n in nones if n.released_at]
    if not openings:
        return ""
    opening, why = min(openings)
    when = words_dates.moment(turn.language, opening, office.zone)
    key = "no_hour.more" if why is WhyNot.FULL else "no_day.opening"
    return words.say(turn.language, key, when=when)


def reason(turn: Turn, draft: Draft, office: OfficeView, none: NoHour) -> str:
    """Return the sentence that says why a day has no hour."""
    said = {
        "day": parts.day_of(turn, draft),
        "office": office.name,
        "detail": none.detail,
        "count": draft.size,
    }
    key = f"no_hour.{none.why.name.lower()}"
    if none.why is WhyNot.CLOSED and none.detail:
        key = "no_hour.closed_for"
    if none.why is WhyNot.FULL and draft.size > 1:
        key = "no_hour.full_for"
    if none.why is WhyNot.NOT_RELEASED and none.released_at:
        key = "no_hour.opens"
        said["when"] = words_dates.moment(turn.language, none.released_at, office.zone)
    sentence = words.say(turn.language, key, **said)
    if none.why is WhyNot.FULL and none.released_at:
        sentence += " " + _next_opening(turn, office, [none])
    return sentence


def day_row(turn: Turn, draft: Draft, view: DayView) -> Option:
    """Return a day to tap, with its places."""
    return Option(
        id=taps.make("day", view.day, draft.service, draft.office),
        title=words_dates.short_day(turn.language, view.day),
        description=words.say(turn.language, "hint.places", count=view.free),
    )


def _instead(
    turn: Turn, draft: Draft, why: Reason, free: Sequence[DayView]
) -> parts.Asking[Outcome]:
    elsewhere = yield from _elsewhere(turn, draft)
    asked = without_hour(draft, day=None)
    options = _days(turn, draft, free) + _offices(turn, draft, elsewhere)
    more = [why.sentence, *_offer_words(turn, draft, free, elsewhere)]
    if not options:
        options = [
            parts.option(turn, "person", "button.person"),
            parts.option(turn, "menu", "button.menu"),
        ]
    if why.is_full and not draft.moving:
        options = [*options[: words_limits.MOST_OPTIONS - 1], _wait(turn, draft)]
        more.append(words.say(turn.language, "waiting.possible"))
    reply = Reply(
        words=parts.noted(draft, "\n\n".join(more)),
        options=options,
        label=words.say(turn.language, "label.days"),
    )
    return parts.answer(turn, reply, then=STEP, draft=asked)


def _wait(turn: Turn, draft: Draft) -> Option:
    """The way onto the waiting list of the office."""
    id_ = taps.make("list", draft.service, draft.office, draft.day)
    return parts.option(turn, id_, "button.waitlist")


def _elsewhere(turn: Turn, draft: Draft) -> parts.Asking[Elsewhere]:
    """Other offices with room; a booking that is moved stays at its own."""
    if draft.moving:
        return []
    return (
        yield from ask(NearestFree(draft.office or 0, draft.service or 0, turn.now))
    )


def _days(turn: Turn, draft: Draft, free: Sequence[DayView]) -> list[Option]:
    rows = [day_row(turn, draft, view) for view in free[:MOST_DAYS]]
    if len(free) > MOST_DAYS:
        id_ = taps.make("days", MOST_DAYS, draft.service, draft.office)
        rows.append(parts.option(turn, id_, "row.next"))
    return rows


def _offices(turn: Turn, draft: Draft, elsewhere: Elsewhere) -> list[Option]:
    return [
        Option(
            id=taps.make("day", day, draft.service, office.id),
            title=office.name,
            description=_where(turn, office, day),
        )
        for office, day in elsewhere[:MOST_OFFICES]
    ]


def _offer_words(
    turn: Turn, draft: Draft, free: Sequence[DayView], elsewhere: Elsewhere
) -> list[str]:
    said = []
    if free:
        said.append(words.say(turn.language, "no_hour.other_days"))
    if elsewhere:
        rows = [
            f"- {office.name}: {words_dates.long_day(turn.language, day)}"
            for office, day in elsewhere[:MOST_OFFICES]
        ]
        intro = words.say(turn.language, "no_hour.other_offices")
        said.append("\n".join([intro, *rows]))
    if not said:
        key = "move.stays" if draft.moving else "no_hour.nowhere"
        said.append(words.say(turn.language, key))
    return said


def _where(turn: Turn, office: OfficeView, day: date) -> str:
    return words.say(
        turn.language,
        "hint.office_day",
        day=words_dates.short_day(turn.language, day),
        city=office.city,
        zone=words_dates.zone_name(office.zone),
    )
