"""
"I paid, but nothing happens": proof is taken, an officer looks, and we say until when.

Money is never judged by the machine. What was sent stays in the talk, where the officer
sees it.
"""

from __future__ import annotations

from collections.abc import Sequence

from loket.cases import numbers
from loket.cases.numbers import NumberKind
from loket.dialogue import words
from loket.dialogue.flows import again, officers, parts
from loket.dialogue.types import Flow, Outcome, Reply, Turn
from loket.dialogue.understanding import intent
from loket.messaging.privacy import looks_like_nik

STEP = "proof.payment"
REASON = "payment"
PICTURES = frozenset({"image", "document"})
PROOFS = frozenset({NumberKind.BILLING, NumberKind.RECEIPT})


def trouble(step: str, turn: Turn) -> Flow:
    """Take the proof if it was sent along, else ask for it."""
    if again.is_asking(step, turn):
        outcome = yield from officers.call(turn, step, REASON)
        return parts.led(outcome, words.say(turn.language, "paid.noted"))
    if _has_proof(turn):
        return (yield from take(turn))
    options = [
        parts.option(turn, "person", "button.person"),
        parts.option(turn, "menu", "button.menu"),
    ]
    reply = Reply(words=words.say(turn.language, "paid.ask"), options=options)
    return parts.answer(turn, reply, then=STEP)


def tap(turn: Turn, _: Sequence[str]) -> Flow:
    """paid:CASE"""
    return (yield from trouble(parts.MENU, turn))


def hear(turn: Turn) -> parts.Asking[Outcome | None]:
    """Take a number or a few words as proof; another wish is none."""
    if not _has_proof(turn) and intent.wish(turn.text) is not None:
        return None
    return (yield from take(turn))


def take(turn: Turn) -> Flow:
    """Note the proof, and bring a person."""
    outcome = yield from officers.call(turn, parts.MENU, REASON)
    return parts.led(outcome, words.say(turn.language, "paid.noted"))


def _has_proof(turn: Turn) -> bool:
    found = numbers.find(turn.text, looks_like_nik)
    is_told = any(one.kind in PROOFS for one in found)
    return is_told or bool(PICTURES.intersection(turn.types))
