"""
A number has reached a limit: said kindly, with what can be done. Nobody is accused;
most who reach one are people who help their neighbours.
"""

from __future__ import annotations

from loket.dialogue import words, words_dates
from loket.dialogue.commands import NotHeld
from loket.dialogue.flows import parts
from loket.dialogue.flows.draft import Draft
from loket.dialogue.types import Outcome, Reply, Turn
from loket.lib.clock import HOME_ZONE


def refuse(turn: Turn, draft: Draft, refused: NotHeld) -> parts.Asking[Outcome]:
    """Say which limit, until when, and who can help."""
    office = yield from parts.the_office(turn, draft)
    zone = office.zone if office else HOME_ZONE
    said = [words.say(turn.language, f"limited.{refused.limit}", count=refused.figure)]
    if refused.until is not None:
        when = words_dates.moment(turn.language, refused.until, zone)
        said.append(words.say(turn.language, "limited.until", when=when))
    said.append(words.say(turn.language, "limited.help"))
    options = [
        parts.option(turn, "mine", "button.mine"),
        parts.option(turn, "person", "button.person"),
        parts.option(turn, "menu", "button.menu"),
    ]
    reply = Reply(words=parts.noted(draft, " ".join(said)), options=options)
    return parts.answer(turn, reply)
