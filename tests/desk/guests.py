"""
Citizens at the emulator, in words that make a test read like a script.

    siti.says("halo").hears("mesin penjawab")
    siti.taps("Pesan antrean").sees("Paspor baru")
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Self

from emulator.client import Citizen
from emulator.heard import Heard, Option

PATIENCE_S = 10.0
FIRST_BIRTH_DAY = date(1950, 1, 1)
# More would share a birth day with the relatives of others.
MOST_GUESTS = 5_000
# Long enough for a turn to close and an answer to come.
SILENCE_S = 1.2
# The second day that is offered is never today: its hours do not begin, and so are not
# gone, while somebody chooses. A test may run at any hour.
A_DAY_AHEAD = 1


class Guest:
    """One citizen with a phone. `number` makes the birth day one of its own."""

    def __init__(self, phone: Citizen, number: int) -> None:
        self.phone = phone
        self.name = phone.name
        self.birth_date = FIRST_BIRTH_DAY + timedelta(days=number)
        self.heard: Heard

    @property
    def key(self) -> str:
        """The number or id by which the emulator knows this citizen."""
        return self.phone.phone

    @property
    def introduction(self) -> str:
        """Name and birth date, as asked for."""
        return introduced(self.name, self.birth_date)

    def relative(self, name: str, place: int) -> str:
        """Name and birth date of one of the family, the first at place 1."""
        apart = timedelta(days=place * MOST_GUESTS)
        return introduced(name, self.birth_date + apart)

    def says(self, *bubbles: str) -> Self:
        """Write bubbles one after the other and wait for the answer."""
        return self.writes(*bubbles).waits()

    def writes(self, *bubbles: str) -> Self:
        """Write bubbles one after the other."""
        self.phone.emulator.say_all(
            [{"phone": self.key, "text": text} for text in bubbles]
        )
        return self

    def sends(self, kind: str, **fields: object) -> Self:
        """Send a file, a place or the like, and wait for the answer."""
        self.phone.send(kind, **fields)
        return self.waits()

    def taps(self, wanted: str | int) -> Self:
        """Tap what was offered last, by words of it or by its place."""
        self.phone.tap(self.option(wanted))
        return self.waits()

    def taps_old(self, option: Option) -> Self:
        """Tap something of an earlier message."""
        self.phone.tap(option)
        return self.waits()

    def waits(self, within_s: float = PATIENCE_S) -> Self:
        """Wait for the next bubble of the office."""
        self.heard = self.phone.hears(timeout_s=within_s)
        return self

    def hears(self, *parts: str) -> Self:
        """Check that the last answer has these words."""
        for part in parts:
            assert part.lower() in self.words.lower(), f"{part!r} not in {self.words}"
        return self

    def hears_not(self, *parts: str) -> Self:
        """Check that the last answer has none of these words."""
        for part in parts:
            assert part.lower() not in self.words.lower(), self.words
        return self

    def sees(self, *titles: str) -> Self:
        """Check that these can be tapped."""
        for title in titles:
            assert self.heard.offers(title), f"{title!r} not in {self.heard.titles}"
        return self

    def hears_nothing_more(self, for_s: float = SILENCE_S) -> Self:
        """Check that the office is silent."""
        self.phone.hears_nothing(for_s)
        return self

    def option(self, wanted: str | int) -> Option:
        """What was offered last under these words, or at this place."""
        if isinstance(wanted, int):
            return self.heard.options[wanted]
        return self.heard.option(wanted)

    @property
    def words(self) -> str:
        """All words of the last bubble."""
        return self.heard.text

    def answers(self) -> list[Heard]:
        """All bubbles of the office on this phone."""
        return [one for one in self.phone.phone_shows() if one.author == "office"]

    def ticks(self, within_s: float = PATIENCE_S) -> str:
        """The tick of the office's last bubble, once it is read."""
        self.phone.emulator.wait_idle(within_s)
        return self.phone.message(self.heard.id).status

    def comes_to(
        self, office: str, service: str = "Paspor baru", day: str | int = A_DAY_AHEAD
    ) -> Self:
        """Choose up to the list of hours, or up to why there is none."""
        self.says("halo").taps("Pesan antrean").taps(service).taps(office)
        if isinstance(day, str):
            return self.says(day)
        return self.taps(day)

    def books(self, office: str = "Kantor Tirtasari", people: str = "") -> str:
        """Have the whole talk; the code that was heard."""
        self.comes_to(office).taps(0).says(people or self.introduction)
        self.taps("Ya, pesan").hears("Terpesan")
        return self.code

    @property
    def code(self) -> str:
        """The code in the last bubble."""
        return next(word.rstrip(".,:?") for word in self.words.split() if is_code(word))


def introduced(name: str, birth_date: date) -> str:
    """Name and birth date as people write them."""
    return f"{name} {birth_date:%d-%m-%Y}"


def is_code(word: str) -> bool:
    """Test if a word looks like "TS-7Q4MK"; now and then one is of digits alone."""
    return re.fullmatch("[A-Z]+-[0-9A-Z]{5}", word.rstrip(".,:?")) is not None
