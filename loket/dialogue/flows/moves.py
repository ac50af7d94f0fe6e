"""
Taking a booking to another hour: the last question, and the move itself.

Day and hour are asked by the questions of the booking talk. The old place is kept
until the answer is yes: only then both are exchanged at once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from loket.dialogue import words
from loket.dialogue.commands import BookingView, Move, MoveRefusal, OfficeView
from loket.dialogue.flows import bookings, parts, taps, wishes
from loket.dialogue.flows.draft import Draft, add_note, without_hour
from loket.dialogue.flows.question import Question
from loket.dialogue.types import Outcome, Reply, Turn
from loket.dialogue.types import ask as ask_for
from loket.dialogue.understanding import choose, hours

STEP = "move.confirm"
ANOTHER_HOUR = {
    MoveRefusal.FULL: "hold.full",
    MoveRefusal.NOT_OPEN: "hold.not_open",
    MoveRefusal.SAME_HOUR: "move.same",
}
"""Refusals after which another hour may be tried, and what is said first."""


def draft_of(view: BookingView) -> Draft:
    """Return the draft in which only day and hour of a booking are open."""
    return Draft(
        service=view.service.id,
        office=view.office.id,
        is_again=True,
        moving=view.id,
        seats=view.size,
    )


def is_lost(draft: Draft) -> bool:
    """True if service or office of the booking are not there any more."""
    return draft.service is None or draft.office is None


def give_up(turn: Turn, draft: Draft) -> parts.Asking[Draft | Outcome]:
    """Say that the booking is not there any more."""
    return (yield from bookings.show_gone(turn))


def echo(turn: Turn, draft: Draft) -> parts.Asking[Draft | Outcome]:
    """Say from when to when, and ask if it is right."""
    office = yield from parts.the_office(turn, draft)
    views = yield from bookings.mine(turn)
    view = bookings.find(views, draft.moving)
    if view is None or office is None:
        return (yield from bookings.show_gone(turn))
    if view.fixed:
        return stays(turn, view, view.fixed)
    if (view.day, view.starts_at) == (draft.day, draft.starts_at):
        return _another(turn, draft, MoveRefusal.SAME_HOUR)
    reply = Reply(
        words=parts.noted(draft, _echo(turn, draft, view, office)),
        options=[
            parts.option(turn, taps.make("moveto", view.id, draft.slot), "button.move"),
            parts.option(turn, "change", "button.change_hour"),
            parts.option(turn, "stop", "button.stop"),
        ],
    )
    return parts.answer(turn, reply, then=STEP, draft=draft)


def hear(turn: Turn, draft: Draft) -> parts.Asking[Draft | Outcome | None]:
    """Understand yes and no, or another time."""
    said_yes = choose.agrees(turn.text)
    if said_yes:
        return (yield from move(turn, draft))
    office = yield from parts.the_office(turn, draft)
    changed = _changed(turn, draft, parts.local_today(turn, office))
    if changed is None and said_yes is False:
        return add_note(draft, words.say(turn.language, "move.what_instead"))
    return changed


def _changed(turn: Turn, draft: Draft, today: date) -> Draft | None:
    if hour := hours.bare_hour(turn.text):
        return replace(without_hour(draft), wish=hour)
    more = wishes.take_time(turn.text, draft, today)
    return more if more != draft else None


def move(turn: Turn, draft: Draft) -> parts.Asking[Draft | Outcome]:
    """Move the booking; if its new hour cannot be had, the others are offered."""
    views = yield from bookings.mine(turn)
    view = bookings.find(views, draft.moving)
    moved: BookingView | MoveRefusal = MoveRefusal.GONE
    if view is not None:
        asked = Move(turn.contact_id, view.id, draft.slot or 0, turn.now)
        moved = yield from ask_for(asked)
    if view is None or moved is MoveRefusal.GONE:
        return (yield from bookings.show_gone(turn))
    if isinstance(moved, BookingView):
        return bookings.moved(turn, moved)
    if moved in ANOTHER_HOUR:
        return _another(turn, draft, moved)
    return stays(turn, view, moved)


def stays(turn: Turn, view: BookingView, why: MoveRefusal) -> Outcome:
    """Say why a booking cannot be moved any more, and what can be done instead."""
    words.at(view.office.id)
    sentence = words.say(
        turn.language,
        f"fixed.{why.name.lower()}",
        code=view.code,
        **bookings.details(turn, view),
    )
    options = [
        parts.option(turn, taps.make("cancel", view.id), "button.cancel"),
        parts.option(turn, "person", "button.person"),
        parts.option(turn, "menu", "button.menu"),
    ]
    return parts.answer(
        turn, Reply(words=sentence, options=options), then=bookings.STEP
    )


def _another(turn: Turn, draft: Draft, why: MoveRefusal) -> Draft:
    sentence = words.say(turn.language, ANOTHER_HOUR[why], count=draft.size)
    return add_note(without_hour(draft, wish=None), sentence)


def _echo(turn: Turn, draft: Draft, view: BookingView, office: OfficeView) -> str:
    return words.say(
        turn.language,
        "move.echo",
        code=view.code,
        before=bookings.when(turn, view),
        day=parts.day_of(turn, draft),
        hours=parts.hours_of(turn, draft, office),
        office=office.name,
    )


def _hear_nothing(turn: Turn, draft: Draft) -> parts.Asking[Draft | Outcome | None]:
    """Never waited for: it asks nobody."""
    yield from ()
    return None


LOST = Question("", is_lost, give_up, _hear_nothing)
QUESTION = Question(STEP, lambda _: True, echo, hear, ["book.hour"])
