"""
A wish for another day or hour of a booking there is: which one, and may it be moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loket.dialogue import words
from loket.dialogue.commands import BookingView
from loket.dialogue.flows import book, bookings, moves, parts, taps, wishes
from loket.dialogue.flows.draft import Draft, unpack
from loket.dialogue.types import Flow, Outcome, Turn


def start(turn: Turn) -> Flow:
    """Ask which booking is meant; of the only one, ask for the day."""
    views = yield from bookings.mine(turn)
    if not views:
        return bookings.none_left(turn, "", "move.nothing")
    if len(views) == 1:
        return (yield from _begin(turn, views[0]))
    sentence = words.say(turn.language, "move.choose")
    return bookings.offer(turn, views, "move", sentence)


def tap(turn: Turn, rest: Sequence[str]) -> Flow:
    """move:BOOKING"""
    views = yield from bookings.mine(turn)
    view = bookings.find(views, taps.booking(rest))
    if view is None:
        return (yield from bookings.show_gone(turn))
    return (yield from _begin(turn, view))


def tap_yes(turn: Turn, rest: Sequence[str]) -> Flow:
    """moveto:BOOKING:SLOT. The button stood under this hour and no other."""
    draft = unpack(turn.answers)
    booking, slot = taps.booking(rest), taps.number(rest, 1)
    if draft.moving != booking:
        views = yield from bookings.mine(turn)
        view = bookings.find(views, booking)
        if view is None:
            return (yield from bookings.show_gone(turn))
        draft = moves.draft_of(view)
    heard = yield from moves.move(turn, replace(draft, slot=slot))
    return (
        heard if isinstance(heard, Outcome) else (yield from book.onward(turn, heard))
    )


def _begin(turn: Turn, view: BookingView) -> Flow:
    if view.fixed:
        return moves.stays(turn, view, view.fixed)
    words.at(view.office.id)
    draft = moves.draft_of(view)
    if not turn.choice:
        today = parts.local_today(turn, view.office)
        draft = _on_its_day(view, wishes.take_time(turn.text, draft, today))
    note = words.say(
        turn.language, "move.begin", code=view.code, before=bookings.when(turn, view)
    )
    return (yield from book.onward(turn, replace(draft, note=note)))


def _on_its_day(view: BookingView, draft: Draft) -> Draft:
    """Of "pindah jam 1" the day is the one that the booking has."""
    is_only_hour = draft.wish and not draft.day and not draft.first
    return replace(draft, day=view.day) if is_only_hour else draft
