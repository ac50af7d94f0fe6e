"""
What this machine cannot do itself: it says so, and brings a person.
"""

from __future__ import annotations

from loket.dialogue import words
from loket.dialogue.flows import again, officers, parts
from loket.dialogue.helplines import ALARMS, COMPLAINTS
from loket.dialogue.types import Flow, Reply, Turn

REASON_COMPLAINT = "complaint"
REASON_ALARM = "alarm: "


def status(step: str, turn: Turn) -> Flow:
    """The state of an application is not known here; an officer knows it."""
    sentence = words.say(turn.language, "beyond.status")
    if again.is_asking(step, turn):
        outcome = yield from again.ask_again(step, turn)
        return parts.led(outcome, sentence)
    options = [
        parts.option(turn, "person", "button.person"),
        parts.option(turn, "menu", "button.menu"),
    ]
    return parts.answer(turn, Reply(words=sentence, options=options))


def complain(step: str, turn: Turn) -> Flow:
    """A complaint goes to an officer, and the way to a higher place is named."""
    outcome = yield from officers.call(turn, step, REASON_COMPLAINT)
    return parts.led(
        outcome, words.say(turn.language, "beyond.complaint", **COMPLAINTS)
    )


def alarm(step: str, turn: Turn, kind: str) -> Flow:
    """Danger: numbers that help at once, and an officer."""
    outcome = yield from officers.call(turn, step, f"{REASON_ALARM}{kind}")
    return parts.led(outcome, words.say(turn.language, f"alarm.{kind}", **ALARMS[kind]))
