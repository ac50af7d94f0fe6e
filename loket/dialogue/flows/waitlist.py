"""
Standing on the waiting list: where one stands, leaving it, and what is offered.

An offer is a hold; taking it confirms the hold, passing gives it back. What becomes of
the place on the list follows from that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from loket.dialogue import words, words_dates, words_limits
from loket.dialogue.commands import BookingView, Confirm, Release
from loket.dialogue.commands_waiting import LeaveList, MyWaiting, WaitingView
from loket.dialogue.flows import bookings, parts, taps
from loket.dialogue.types import Flow, Outcome, Reply, Turn
from loket.dialogue.types import ask as ask_for
from loket.dialogue.understanding import choose

STEP = "waiting.offer"
MOST_LINES = 4


def show(turn: Turn) -> Flow:
    """Say where they wait, and how to leave."""
    views = yield from ask_for(MyWaiting(turn.contact_id))
    if not views:
        return _ways(turn, words.say(turn.language, "waiting.none"))
    sentence = _lines(turn, views)
    return _ways(turn, sentence, views)


def beside(turn: Turn, flow: Flow) -> Flow:
    """Show the lists on which they stand under what a flow shows."""
    outcome = yield from flow
    views = yield from ask_for(MyWaiting(turn.contact_id))
    if not views:
        return outcome
    said = parts.after(outcome.reply.words, _lines(turn, views))
    return replace(outcome, reply=words_limits.fit(replace(outcome.reply, words=said)))


def leave(turn: Turn, waiting: UUID | None) -> Flow:
    """Leave one list, or all."""
    views = yield from ask_for(MyWaiting(turn.contact_id))
    left = [view for view in views if waiting in (None, view.id)]
    for view in left:
        yield from ask_for(LeaveList(turn.contact_id, view.id, turn.now))
    key = "waiting.left" if left else "waiting.none"
    return _ways(turn, words.say(turn.language, key))


def say(turn: Turn, view: BookingView, until: datetime) -> Outcome:
    """Offer a place that became free."""
    sentence = words.say(turn.language, "waiting.offer", **facts(turn, view, until))
    reply = Reply(
        words=sentence,
        options=[
            parts.option(turn, take_tap(view.id), "button.take"),
            parts.option(turn, pass_tap(view.id), "button.pass"),
        ],
    )
    return parts.answer(turn, reply, then=STEP, booking=str(view.id))


def facts(turn: Turn, view: BookingView, until: datetime) -> dict[str, str]:
    """Return what an offer names. No person: others may look at the phone."""
    known = bookings.details(turn, view)
    named = {name: known[name] for name in ("service", "office", "day", "hours")}
    clock = words_dates.clock(turn.language, until, view.office.zone)
    return {**named, "until": clock}


def take_tap(booking: UUID) -> str:
    """Return what the button means that takes an offer."""
    return taps.make("take", booking)


def pass_tap(booking: UUID) -> str:
    """Return what the button means that lets an offer pass."""
    return taps.make("pass", booking)


def take(turn: Turn, booking: UUID | None) -> Flow:
    """They take the place."""
    view = None
    if booking is not None:
        view = yield from ask_for(Confirm(turn.contact_id, booking, turn.now))
    if view is not None:
        return bookings.booked(turn, view)
    return _ways(turn, words.say(turn.language, "waiting.gone"))


def let_pass(turn: Turn, booking: UUID | None) -> Flow:
    """They do not want this hour, and wait on."""
    done = False
    if booking is not None:
        done = yield from ask_for(Release(turn.contact_id, booking, turn.now))
    key = "waiting.passed" if done else "waiting.gone"
    return _ways(turn, words.say(turn.language, key))


def hear(turn: Turn) -> parts.Asking[Outcome | None]:
    """Understand yes or no to an offer."""
    said_yes = choose.agrees(turn.text)
    if said_yes is None:
        return None
    booking = taps.booking([str(turn.answers.get("booking", ""))])
    return (yield from (take if said_yes else let_pass)(turn, booking))


def _lines(turn: Turn, views: Sequence[WaitingView]) -> str:
    lines = [_line(turn, view) for view in views[:MOST_LINES]]
    return "\n".join([*lines, words.say(turn.language, "waiting.how_to_leave")])


def _line(turn: Turn, view: WaitingView) -> str:
    days = (words_dates.short_day(turn.language, d) for d in (view.first, view.last))
    return words.say(
        turn.language,
        "waiting.line",
        service=parts.in_language(turn, view.service.names),
        office=view.office.name,
        day=" - ".join(dict.fromkeys(days)),
        number=view.place,
    )


def _ways(turn: Turn, sentence: str, views: Sequence[WaitingView] = ()) -> Outcome:
    leaving = [
        parts.option(turn, taps.make("unlist", view.id), "button.unlist")
        for view in views[:1]
    ]
    options = [
        *leaving,
        parts.option(turn, "mine", "button.mine"),
        parts.option(turn, "menu", "button.menu"),
    ]
    return parts.answer(turn, Reply(words=sentence, options=options))
