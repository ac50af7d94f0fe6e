"""
Handing over to a person: whenever one is asked for, or we failed twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from loket.dialogue import words, words_dates, words_limits
from loket.dialogue.commands import AskPerson
from loket.dialogue.commands_people import Answering, AnsweringView
from loket.dialogue.flows import parts
from loket.dialogue.flows.draft import unpack
from loket.dialogue.types import Flow, Option, Outcome, Reply, Turn, ask

REASON_ASKED = "asked"
REASON_MISSED = "not understood"


@dataclass(frozen=True, slots=True)
class Promise:
    """What to say when officers answer now, from a moment on, or some time."""

    now: str
    later: str
    sometime: str


CALLED = Promise("person.called", "person.called_from", "person.called_hours")
WAITING = Promise("person.waiting", "person.waiting_from", "person.waiting_hours")


def call(turn: Turn, step: str, reason: str = "") -> Flow:
    """Put the talk on the officers' list; what was said so far is kept."""
    missed = REASON_MISSED if turn.answers.get("missed") else REASON_ASKED
    answering = yield from ask(Answering(turn.agency_id, turn.now))
    is_new = yield from ask(
        AskPerson(turn.contact_id, turn.account_id, reason or missed, turn.now)
    )
    reply = Reply(words=_when(turn, answering, is_new=is_new), options=_ways(turn))
    return _staying(turn, step, reply, 0)


def still_wanted(turn: Turn, step: str) -> Flow:
    """Who greets while they wait for an officer hears that it is noted."""
    answering = yield from ask(Answering(turn.agency_id, turn.now))
    sentence = _when(turn, answering, is_new=False)
    return _staying(turn, step, Reply(words=sentence, options=_ways(turn)), 0)


def _when(turn: Turn, answering: AnsweringView, *, is_new: bool) -> str:
    """Say when a person answers, as far as that is known."""
    keys = CALLED if is_new else WAITING
    if answering.is_staffed:
        return words.say(turn.language, keys.now)
    if answering.opens_at is None:
        return words.say(turn.language, keys.sometime)
    when = words_dates.moment(turn.language, answering.opens_at, answering.zone)
    return words.say(turn.language, keys.later, when=when)


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
