"""
Handing over to a person: whenever one is asked for, or we failed twice.
"""

from __future__ import annotations

from dataclasses import replace

from loket.dialogue import words, words_limits
from loket.dialogue.commands import AskPerson
from loket.dialogue.flows import parts
from loket.dialogue.flows.draft import unpack
from loket.dialogue.types import Flow, Option, Outcome, Reply, Turn, ask

REASON_ASKED = "asked"
REASON_MISSED = "not understood"


def call(turn: Turn, step: str) -> Flow:
    """Put the talk on the officers' list; what was said so far is kept."""
    reason = REASON_MISSED if turn.answers.get("missed") else REASON_ASKED
    is_new = yield from ask(
        AskPerson(turn.contact_id, turn.account_id, reason, turn.now)
    )
    key = "person.called" if is_new else "person.waiting"
    reply = Reply(words=words.say(turn.language, key), options=_ways(turn))
    return _staying(turn, step, reply, 0)


def offer(turn: Turn, step: str, missed: int) -> Outcome:
    """Say what the machine can do, and that a person can help."""
    sentence = words.say(turn.language, "missed.twice")
    person = parts.option(turn, "person", "button.person")
    reply = Reply(words=sentence, options=[person, *_ways(turn)])
    return _staying(turn, step, reply, missed)


def _ways(turn: Turn) -> list[Option]:
    menu = parts.option(turn, "menu", "button.menu")
    if unpack(turn.answers).is_empty:
        return [menu]
    return [parts.option(turn, "resume", "button.resume"), menu]


def _staying(turn: Turn, step: str, reply: Reply, missed: int) -> Outcome:
    """End the turn where it began, with the same answers."""
    fitted = words_limits.fit(reply)
    shown = [[option.id, option.title] for option in fitted.options]
    kept = {**turn.answers, "shown": shown, "missed": missed}
    outcome = parts.answer(turn, reply, then=step)
    return replace(outcome, answers={k: v for k, v in kept.items() if v})
