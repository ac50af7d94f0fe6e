"""
Reminders of a booking, and what is answered to them.

A reminder is said by itself, so it must not tear a talk apart: where something is
being talked about, only its buttons count.
"""

from __future__ import annotations

from uuid import UUID

from loket.dialogue import words
from loket.dialogue.commands import BookingView, Coming
from loket.dialogue.flows import bookings, cancellations, parts, taps
from loket.dialogue.flows.draft import unpack
from loket.dialogue.types import Flow, Option, Outcome, Reply, Turn
from loket.dialogue.types import ask as ask_for
from loket.dialogue.understanding import choose

STEP = "reminder"


def say(turn: Turn, view: BookingView, key: str, *, is_coming: bool) -> Outcome:
    """Remind of a booking; who has said that they come is not asked again."""
    words.at(view.office.id)
    sentence = words.say(turn.language, key, **facts(turn, view))
    options = [
        *([_mine(turn)] if is_coming else [come_button(turn, view.id)]),
        cancel_button(turn, view.id),
    ]
    reply = Reply(words=sentence, options=options)
    return parts.answer(turn, reply, then=STEP, booking=str(view.id))


def facts(turn: Turn, view: BookingView) -> dict[str, str]:
    """Return what a reminder names. No person: others may look at the phone."""
    known = bookings.details(turn, view)
    named = ("service", "office", "day", "hours")
    return {"code": view.code, **{name: known[name] for name in named}}


def come_button(turn: Turn, booking: UUID) -> Option:
    """Return the button that says that they will come."""
    return parts.option(turn, taps.make("come", booking), "button.come")


def cancel_button(turn: Turn, booking: UUID) -> Option:
    """Return the button that leads to "really cancel?"."""
    return parts.option(turn, taps.make("cancel", booking), "button.cancel")


def come(turn: Turn, booking: UUID | None) -> Flow:
    """They say that they will come."""
    views = yield from bookings.mine(turn)
    view = bookings.find(views, booking)
    if view is None:
        return (yield from bookings.show_gone(turn))
    words.at(view.office.id)
    yield from ask_for(Coming(turn.contact_id, view.id, turn.now))
    early = words.say(turn.language, "booked.come", minutes=bookings.COME_EARLY_MINUTES)
    sentence = words.say(turn.language, "reminder.coming", **facts(turn, view))
    reply = Reply(words=f"{sentence} {early}", options=_ways(turn), qr=view.code)
    return parts.answer(turn, reply, draft=unpack(turn.answers))


def hear(turn: Turn) -> parts.Asking[Outcome | None]:
    """Understand yes or no to a reminder. A no is no cancellation yet."""
    said_yes = choose.agrees(turn.text)
    if said_yes is None:
        return None
    booking = cancellations.asked_about(turn)
    if said_yes:
        return (yield from come(turn, booking))
    return (yield from cancellations.ask_cancel(turn, booking))


def _ways(turn: Turn) -> list[Option]:
    """What can be done next; a booking that is being made goes on."""
    is_booking = not unpack(turn.answers).is_empty
    on = parts.option(turn, "resume", "button.resume") if is_booking else _mine(turn)
    return [on, parts.option(turn, "menu", "button.menu")]


def _mine(turn: Turn) -> Option:
    return parts.option(turn, "mine", "button.mine")
