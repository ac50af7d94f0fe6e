"""On which day somebody wants to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from loket.dialogue import words
from loket.dialogue.commands import DayView, FreeDays, OfficeView
from loket.dialogue.flows import no_hour, parts, taps, wishes
from loket.dialogue.flows.draft import Draft, add_note, without_hour
from loket.dialogue.flows.question import Question
from loket.dialogue.types import Outcome, Reply, Turn
from loket.dialogue.types import ask as ask_for
from loket.dialogue.understanding import openness
from loket.dialogue.understanding.days import bare_day, is_no_date

STEP = "book.day"


def is_open(draft: Draft) -> bool:
    """True while no day is chosen."""
    return draft.day is None


def ask(turn: Turn, draft: Draft) -> parts.Asking[Draft | Outcome]:
    """Offer the days that have places; if none has, say why and where there are."""
    office = yield from parts.the_office(turn, draft)
    if office is None:
        return replace(draft, office=None)
    first = _first(turn, draft, office)
    service = draft.service or 0
    views = yield from ask_for(
        FreeDays(office.id, service, first, no_hour.DAYS_SHOWN, turn.now)
    )
    free = [view for view in views if view.free > 0]
    if free:
        return _offer(turn, draft, office, free)
    return (yield from no_hour.no_day(turn, draft, office, views))


def hear(turn: Turn, draft: Draft) -> parts.Asking[Draft | None]:
    """Understand "besok", "24/11" or "minggu depan", with or without an hour; and
    "24" alone."""
    office = yield from parts.the_office(turn, draft)
    today = parts.local_today(turn, office)
    more = wishes.gather(turn.text, draft, today)
    if more == draft and (day := bare_day(turn.text, today)):
        return choose_day(draft, day)
    if more != draft:
        return wishes.noted_people(turn, draft, more)
    if is_no_date(turn.text, today):
        return add_note(draft, words.say(turn.language, "day.not_there"))
    return draft if openness.asks_what_is_free(turn.text) else None


def choose_day(draft: Draft, day: date) -> Draft:
    """Return the draft for another day."""
    return draft if day == draft.day else without_hour(draft, day=day)


def _first(turn: Turn, draft: Draft, office: OfficeView) -> date:
    today = parts.local_today(turn, office)
    return max(draft.first or today, today)


def _offer(
    turn: Turn, draft: Draft, office: OfficeView, free: Sequence[DayView]
) -> Outcome:
    options = [no_hour.day_row(turn, draft, view) for view in free]
    sentence = words.say(turn.language, "day.choose", office=office.name)
    reply = Reply(
        words=parts.noted(draft, sentence),
        options=parts.paged(turn, options, draft.start, _next_page(draft)),
        label=words.say(turn.language, "label.days"),
    )
    return parts.answer(turn, reply, then=STEP, draft=draft)


def _next_page(draft: Draft) -> parts.PageId:
    return lambda start: taps.make("days", start, draft.service, draft.office)


QUESTION = Question(STEP, is_open, ask, hear, ["book.office", "give_up"])
