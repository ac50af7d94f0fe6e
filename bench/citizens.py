"""
People who book an hour: they read what the machine offers and take one of it.

They know no flow of Loket, only what a person sees: what can be tapped. Where the
talk leads nowhere for them, they ask for the menu.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from bench import payloads
from bench.graph_stub import Outgoing, Tappable
from bench.payloads import Table

# What a tap begins with, by how much a citizen who wants to book wants it.
WISHES = ("yes", "hour", "day", "off", "svc", "book", "early")
DONE = "cancel"
ASKS_FOR_WORDS = "stop"
_SYLLABLES = "badafegihojukalomenipurasatowuya"
SYLLABLES = [_SYLLABLES[n : n + 2] for n in range(0, len(_SYLLABLES), 2)]
FIRST_NAMES = ("Siti", "Budi", "Rina")


def name_of(number: int) -> str:
    """Return a name that nobody else has, of letters only."""
    first = FIRST_NAMES[number % len(FIRST_NAMES)]
    rest = [SYLLABLES[number >> (4 * place) & 15] for place in range(6)]
    return f"{first} {''.join(rest).capitalize()}"


def message_id(salt: str, number: int, bubble: int) -> str:
    """Return the platform's id of what somebody says."""
    return f"wamid.HBgN{salt}{number:08d}{bubble:04d}"


@dataclass(slots=True)
class Citizen:
    """One person. `closes_at` is when the turn they wait for was closed, 0 if none."""

    number: int
    dice: random.Random
    bubbles: int = 0
    closes_at: float = 0.0
    is_content: bool = False
    answer_id: str = ""
    seen: Outgoing | None = field(default=None)

    @property
    def phone(self) -> str:
        """The number that the platform knows."""
        return f"62812{self.number:08d}"

    @property
    def person(self) -> tuple[str, str, str]:
        """Phone, user id, name, as a delivery carries them."""
        return self.phone, f"ID.{self.number:020d}", name_of(self.number)

    @property
    def is_leaving(self) -> bool:
        """Test if nothing is left to say."""
        return self.is_content

    def read(self, id_: str, message: Outgoing) -> None:
        """Look at an answer."""
        self.answer_id, self.seen = id_, message
        self.closes_at = 0.0
        self.is_content = any(o.id.startswith(DONE) for o in message.options)

    def say(self, salt: str) -> tuple[Table, bool]:
        """Return what to say next, and if it is a tap, which closes the turn."""
        self.bubbles += 1
        id_ = message_id(salt, self.number, self.bubbles)
        wanted = self._choose()
        if wanted is None or self.seen is None:
            return payloads.text(id_, self._words()), False
        choice = (self.seen.reply_kind, wanted.id, wanted.title)
        return payloads.tap(id_, self.answer_id, choice), True

    def _choose(self) -> Tappable | None:
        options = self.seen.options if self.seen else []
        for wish in WISHES:
            found = [o for o in options if o.id.partition(":")[0] == wish]
            if found:
                return self.dice.choice(found)
        return None

    def _words(self) -> str:
        if self.seen is None:
            return "halo"
        if any(option.id == ASKS_FOR_WORDS for option in self.seen.options):
            return f"{name_of(self.number)} {self._born()}"
        return "menu"

    def _born(self) -> str:
        n = self.number
        return f"{n % 28 + 1:02d}-{n % 12 + 1:02d}-{1960 + n % 45}"
