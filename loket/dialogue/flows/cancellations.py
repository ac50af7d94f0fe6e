"""
Giving a booking back: which one, are you sure, done.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from loket.dialogue import words
from loket.dialogue.commands import BookingView, Cancel
from loket.dialogue.flows import bookings, parts, taps
from loket.dialogue.types import Flow, Outcome, Reply, Turn
from loket.dialogue.types import ask as ask_for
from loket.dialogue.understanding import choose

STEP = "bookings.cancel"
PATH: Mapping[str, Mapping[str, str]] = {
    bookings.STEP: {"cancel": STEP},
    STEP: {"yes": parts.MENU, "no": parts.MENU, "unclear": STEP},
}
"""Which step follows which, by what is said."""


def cancel_which(turn: Turn) -> Flow:
    """Somebody wants to cancel: ask which one, or if they are sure."""
    views = yield from bookings.mine(turn)
    if not views:
        return bookings.none_left(turn, "", "cancel.nothing")
    if len(views) == 1:
        return _are_you_sure(turn, views[0], "")
    return bookings.offer(
        turn, views, "cancel", words.say(turn.language, "cancel.choose")
    )


def ask_cancel(turn: Turn, booking: UUID | None, note: str = "") -> Flow:
    """Ask if a booking shall really be cancelled."""
    views = yield from bookings.mine(turn)
    view = bookings.find(views, booking)
    if view is None:
        return (yield from bookings.show_gone(turn))
    return _are_you_sure(turn, view, note)


def cancel(turn: Turn, booking: UUID | None) -> Flow:
    """Cancel a booking of one's own."""
    views = yield from bookings.mine(turn)
    view = bookings.find(views, booking)
    if view is None:
        return (yield from bookings.show_gone(turn))
    words.at(view.office.id)
    done = yield from ask_for(Cancel(turn.contact_id, view.id, turn.now))
    key = "cancel.done" if done else "bookings.gone"
    return bookings.none_left(turn, "", key, code=view.code)


def keep(turn: Turn) -> Flow:
    """They thought better of cancelling."""
    yield from ()
    options = [
        parts.option(turn, "mine", "button.mine"),
        parts.option(turn, "menu", "button.menu"),
    ]
    sentence = words.say(turn.language, "cancel.kept")
    return parts.answer(turn, Reply(words=sentence, options=options))


def hear(turn: Turn) -> parts.Asking[Outcome | None]:
    """Understand yes or no to "really cancel?"."""
    said_yes = choose.agrees(turn.text)
    if said_yes is None:
        return None
    if not said_yes:
        return (yield from keep(turn))
    return (yield from cancel(turn, asked_about(turn)))


def asked_about(turn: Turn) -> UUID | None:
    """Return the booking that is about to be cancelled."""
    return taps.booking([str(turn.answers.get("booking", ""))])


def _are_you_sure(turn: Turn, view: BookingView, note: str) -> Outcome:
    words.at(view.office.id)
    sentence = words.say(
        turn.language, "cancel.sure", code=view.code, **bookings.details(turn, view)
    )
    options = [
        parts.option(turn, taps.make("sure", view.id), "button.cancel_yes"),
        parts.option(turn, "keep", "button.keep"),
    ]
    reply = Reply(words=parts.after(note, sentence), options=options)
    return parts.answer(turn, reply, then=STEP, booking=str(view.id))
