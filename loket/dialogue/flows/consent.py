"""
Silence, words again, and requests about one's own data.

STOP ends what the office starts by itself; who asks is still answered, and is told
so. An erasure is for staff: the law keeps some papers, and a machine does not know
which. A copy is, too: a phone may be in other hands, and somebody must look who asks.
"""

from __future__ import annotations

from loket.dialogue import words
from loket.dialogue.commands import AskPerson
from loket.dialogue.commands_people import AskData, SayConsent
from loket.dialogue.flows import again, parts
from loket.dialogue.types import Flow, Reply, Turn, ask

ERASURE, EXPORT = "erasure", "export"
"""Kinds of requests; also why an officer is wanted, and the beginning of the words."""


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
    return (yield from _ask_data(turn, ERASURE))


def export(step: str, turn: Turn) -> Flow:
    """Note that somebody wants a copy of their data, and bring it before staff."""
    return (yield from _ask_data(turn, EXPORT))


def _ask_data(turn: Turn, kind: str) -> Flow:
    is_new = yield from ask(AskData(turn.agency_id, turn.contact_id, kind, turn.now))
    yield from ask(AskPerson(turn.contact_id, turn.account_id, kind, turn.now))
    options = [
        parts.option(turn, "mine", "button.mine"),
        parts.option(turn, "menu", "button.menu"),
    ]
    key = f"{kind}.noted" if is_new else f"{kind}.noted_before"
    sentence = words.say(turn.language, key)
    return parts.answer(turn, Reply(words=sentence, options=options))
