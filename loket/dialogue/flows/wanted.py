"""
What is done for each wish, at whatever step it is said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from loket.dialogue import words
from loket.dialogue.commands import Release
from loket.dialogue.flows import (
    again,
    beyond,
    book,
    bookings,
    cancellations,
    cases,
    changes,
    consent,
    facts,
    languages,
    menu,
    officers,
    payments,
    reschedule,
    waiting,
    waitlist,
)
from loket.dialogue.flows.draft import unpack
from loket.dialogue.types import Flow, Turn, ask
from loket.dialogue.understanding import choose
from loket.dialogue.understanding.intent import Intent

Act = Callable[[str, Turn], Flow]


def act(step: str, turn: Turn, wish: Intent) -> Flow:
    """Do what is wished for while `step` waits."""
    return (yield from ACTS[wish](step, turn))


def leaving(turn: Turn, flow: Flow) -> Flow:
    """Go elsewhere, and give back what is held for the booking that is left."""
    outcome = yield from flow
    hold = unpack(turn.answers).hold
    if hold is not None:
        yield from ask(Release(turn.contact_id, hold, turn.now))
    return outcome


def _stop(step: str, turn: Turn) -> Flow:
    """ "Batal" ends what is being done; with nothing to end, it means a booking."""
    if step in waiting.STEPS:
        return (yield from waiting.stopped(turn))
    if again.is_booking(step, turn):
        key = "move.stopped" if unpack(turn.answers).moving else "menu.stopped"
        return (yield from leaving(turn, menu.show(turn, key)))
    return (yield from _cancel(step, turn))


def _cancel(step: str, turn: Turn) -> Flow:
    """Which booking to cancel. To "really cancel?" the word is no clear answer."""
    if step == cancellations.STEP:
        booking = cancellations.asked_about(turn)
        if choose.begins_with_yes(turn.text):
            return (yield from cancellations.cancel(turn, booking))
        unclear = words.say(turn.language, "cancel.unclear")
        return (yield from cancellations.ask_cancel(turn, booking, unclear))
    return (yield from leaving(turn, cancellations.cancel_which(turn)))


def _reschedule(step: str, turn: Turn) -> Flow:
    """Another day: of what is being booked now, else of a booking there is."""
    draft = unpack(turn.answers)
    if draft.day is not None and not draft.moving:
        reopened = changes.reopen(turn, draft, changes.Part.DAY)
        return (yield from book.onward(turn, reopened))
    return (yield from leaving(turn, reschedule.start(turn)))


def _greet(step: str, turn: Turn) -> Flow:
    key = "hello.again" if again.is_asking(step, turn) else ""
    return again.ask_again(step, turn, key)


def _tell(wish: Intent) -> Act:
    return lambda step, turn: facts.answer(step, turn, wish)


ACTS: Mapping[Intent, Act] = {
    Intent.BOOK: lambda _, turn: book.start(turn),
    Intent.MINE: lambda _, turn: leaving(
        turn, waitlist.beside(turn, bookings.show(turn))
    ),
    Intent.WAITLIST: lambda _, turn: leaving(turn, waitlist.show(turn)),
    Intent.UNLIST: lambda _, turn: leaving(turn, waitlist.leave(turn, None)),
    Intent.MENU: lambda _, turn: leaving(turn, menu.show(turn)),
    Intent.PERSON: lambda step, turn: officers.call(turn, step),
    Intent.LEAVE: _stop,
    Intent.CANCEL: _cancel,
    Intent.RESCHEDULE: _reschedule,
    Intent.ENGLISH: languages.speak("en"),
    Intent.INDONESIAN: languages.speak("id"),
    Intent.JAVANESE: languages.speak("jv"),
    Intent.SUNDANESE: languages.speak("su"),
    Intent.LANGUAGE: languages.offer,
    Intent.STOP: consent.stop,
    Intent.START: consent.start,
    Intent.ERASE: lambda step, turn: leaving(turn, consent.erase(step, turn)),
    Intent.EXPORT: lambda step, turn: leaving(turn, consent.export(step, turn)),
    Intent.STATUS: cases.status,
    Intent.PAID: payments.trouble,
    Intent.COMPLAINT: beyond.complain,
    Intent.GREETING: _greet,
    Intent.WAIT: lambda step, turn: again.ask_again(step, turn, "hello.wait"),
    Intent.THANKS: lambda step, turn: again.ask_again(step, turn, "hello.thanks"),
    **{wish: _tell(wish) for wish in facts.TELLS},
}
