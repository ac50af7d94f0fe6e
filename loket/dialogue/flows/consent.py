"""
Silence, words again, and a wish to be forgotten.

STOP ends what the office starts by itself; who asks is still answered, and is told
so. An erasure is for staff: the law keeps some papers, and a machine does not know
which.
"""

from __future__ import annotations

from loket.dialogue import words
from loket.dialogue.commands import AskPerson
from loket.dialogue.commands_people import AskErasure, SayConsent
from loket.dialogue.flows import again, parts
from loket.dialogue.types import Flow, Reply, Turn, ask

REASON = "erasure"


def stop(step: str, turn: Turn) -> Flow:
    """Stop what the office starts by itself; what is being done goes on."""
    yield from ask(SayConsent(turn.contact_id, turn.account_id, True, turn.now))
    note = words.say(turn.language, "consent.stopped")
    if again.is_booking(step, turn):
        note += " " + words.say(turn.language, "consent.to_leave")
    return parts.led((yield from again.ask_again(step, turn)), note)


def start(step: str, turn: Turn) -> Flow:
    """Allow the office to write first again. Who never stopped it only begins."""
    is_new = yield from ask(
        SayConsent(turn.contact_id, turn.account_id, False, turn.now)
    )
    key = "consent.started" if is_new else ""
    return (yield from again.ask_again(step, turn, key))


def erase(step: str, turn: Turn) -> Flow:
    """Note that somebody wants to be forgotten, and bring it before staff."""
    is_new = yield from ask(AskErasure(turn.agency_id, turn.contact_id, turn.now))
    yield from ask(AskPerson(turn.contact_id, turn.account_id, REASON, turn.now))
    key = "erasure.noted" if is_new else "erasure.noted_before"
    options = [
        parts.option(turn, "mine", "button.mine"),
        parts.option(turn, "menu", "button.menu"),
    ]
    sentence = words.say(turn.language, key)
    return parts.answer(turn, Reply(words=sentence, options=options))
