"""
Somebody who talks to a desk.

`Citizen` keeps step and answers between turns, as JSON, and remembers what was
offered, so that a test reads like a script: who says what, who hears what.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from loket.dialogue import engine, talk
from loket.dialogue.types import Outcome, Reply, Turn


class Citizen:
    """Somebody with a phone."""

    def __init__(self, desk: Any, language: str = "id", agency: int = 1) -> None:
        self.desk = desk
        self.agency = agency
        self.id = uuid4()
        self.language = language
        self.step = ""
        self.answers: Any = {}
        self.heard: Reply | None = None
        self.log: list[Reply] = []

    def says(self, *bubbles: str) -> Citizen:
        """Write some bubbles, which arrive as one turn."""
        return self.turn(text="\n".join(bubbles), types=["text"] * len(bubbles))

    def sends(self, kind: str) -> Citizen:
        """Send something that is not text."""
        return self.turn(types=[kind])

    def taps(self, title: str) -> Citizen:
        """Tap what was offered last under a title."""
        offered = {option.title: option.id for option in self.reply.options}
        assert title in offered, f"{title} is not among {list(offered)}"
        return self.turn(choice=offered[title], types=["interactive"])

    def taps_id(self, id_: str) -> Citizen:
        """Tap something of an earlier message."""
        return self.turn(choice=id_, types=["interactive"])

    def turn(self, **said: Any) -> Citizen:
        """Have a turn; what is kept goes through JSON as in the real rooms."""
        turn = Turn(
            contact_id=self.id,
            account_id=1,
            agency_id=self.agency,
            now=self.desk.now,
            answers=json.loads(json.dumps(self.answers)),
            language=self.language,
            **said,
        )
        flow = talk.begin(self.step, turn)
        outcome: Outcome = engine.run({"me": flow}, self.desk.answerers())["me"]
        self.step, self.answers = outcome.step, outcome.answers
        self.language, self.heard = outcome.language, outcome.reply
        self.log.append(outcome.reply)
        return self

    def hears(self, *parts: str) -> Citizen:
        """Check that the last answer has these words."""
        for part in parts:
            assert part in self.reply.words, self.reply.words
        return self

    def hears_not(self, *parts: str) -> Citizen:
        """Check that the last answer has none of these words."""
        for part in parts:
            assert part not in self.reply.words, self.reply.words
        return self

    def sees(self, *titles: str) -> Citizen:
        """Check that these can be tapped."""
        for title in titles:
            assert title in self.titles, self.titles
        return self

    @property
    def reply(self) -> Reply:
        assert self.heard is not None
        return self.heard

    @property
    def titles(self) -> list[str]:
        return [option.title for option in self.reply.options]

    @property
    def ids(self) -> list[str]:
        return [option.id for option in self.reply.options]
