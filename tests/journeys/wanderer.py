"""
A citizen who wants an hour and never writes twice the same: types or taps, mistypes,
asks something in between, says everything at once, or sends a sticker. A seed makes
one, so that a talk that goes wrong can be had again.
"""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from typing import NamedTuple

from tests.desk.guests import Guest

MOST_TURNS = 30
# A lane may wait for many others on a small machine.
PATIENCE_S = 40.0

ASIDES = (
    "berapa biayanya?",
    "syaratnya apa aja min",
    "alamatnya dimana ya",
    "ini nomor resmi?",
    "buka jam berapa sih",
    "🙏🙏🙏",
    "wkwkwk",
    "maaf tadi hp saya lowbat",
)
WISHES = (
    "mau bikin paspor",
    "daftar antrian paspor dong",
    "min mau booking buat paspor baru",
    "pesan antrean",
    "assalamualaikum mau buat paspor baru di tirtasari besok",
    "mau pesan antrean paspor baru, hari senin depan jam 9 pagi",
)
DAYS = ("besok", "lusa", "senin depan", "minggu depan", "hari kamis", "selasa")
HOURS = ("jam 9", "jam 10 pagi", "pagi", "jm 1 siang", "setengah 10", "yg mana aja")
AGREED = ("ya", "iya betul", "ok min", "sudah sesuai", "Ya, pesan")
OFFICES = ("tirtasari", "Kantor Tirtasari", "labuhan biru")


class End(NamedTuple):
    """How a talk ended ("booked", "person", "lost"), and what was said in it."""

    how: str
    script: list[str]


class Wanderer:
    """One such citizen."""

    def __init__(self, guest: Guest, seed: int) -> None:
        self.guest = guest
        self.dice = random.Random(seed)
        self.script: list[str] = []
        self.asides = self.dice.randint(0, 3)

    def talk(self) -> End:
        """Talk until there is a code or an officer, or nothing left to say."""
        self._say(self.dice.choice(("halo", "P", "selamat pagi", *WISHES)))
        for _ in range(MOST_TURNS):
            how = self._ended()
            if how:
                return End(how, self.script)
            self._go_on()
        return End("lost", self.script)

    def _ended(self) -> str:
        words = self.guest.words
        if "Terpesan" in words:
            return "booked"
        return "person" if "petugas akan membalas" in words else ""

    def _go_on(self) -> None:
        if self.asides and self.dice.random() < 0.2:
            self.asides -= 1
            self._aside()
            return
        words = self.guest.words
        for part, answer in self._answers():
            if part in words:
                answer()
                return
        self._other()

    def _answers(self) -> list[tuple[str, Callable[[], None]]]:
        """What is asked, the most telling words first, and what this citizen does."""
        return [
            ("Sudah sesuai?", self._agree),
            ("apa yang perlu diubah", lambda: self._say("ganti hari")),
            ("Contoh: Siti", self._introduce),
            ("Siapa yang akan datang", self._introduce),
            ("pilih jam", lambda: self._either(HOURS)),
            ("pilih hari", lambda: self._either(DAYS)),
            ("pilih kantor", lambda: self._either(OFFICES)),
            ("Untuk layanan apa", lambda: self._either(("paspor baru", "bikin baru"))),
            ("yang dapat saya bantu", lambda: self._either(WISHES, "Pesan antrean")),
        ]

    def _either(self, words: tuple[str, ...], title: str = "") -> None:
        """Tap, write a number, or write words, perhaps with a slip."""
        options = self.guest.heard.options
        chance = self.dice.random()
        if options and chance < 0.4:
            self._tap(title or 0)
        elif options and chance < 0.55:
            self._say("1")
        else:
            self._say(self._mistyped(self.dice.choice(words)))

    def _agree(self) -> None:
        if self.dice.random() < 0.1 and self.asides:
            self.asides -= 1
            self._say("eh salah, ganti hari")
        elif self.dice.random() < 0.5:
            self._tap("Ya, pesan")
        else:
            self._say(self.dice.choice(AGREED))

    def _introduce(self) -> None:
        born = self.guest.birth_date
        form = self.dice.choice(
            (
                "{name} {born:%d-%m-%Y}",
                "{name}, {born:%d/%m/%Y}",
                "nama saya {name} lahir {born:%d-%m-%Y}",
                "{name}\n{born:%d %m %Y}",
                "#{name}#{born:%d%m%Y}#",
            )
        )
        name = self.guest.name
        self._say(form.format(name=name.upper(), born=born).strip("#"))

    def _aside(self) -> None:
        if self.dice.random() < 0.2:
            self.script.append("(sticker)")
            self.guest.phone.send("sticker")
            self.guest.waits(PATIENCE_S)
            self._note()
        else:
            self._say(self.dice.choice(ASIDES))

    def _other(self) -> None:
        """Something else was said: take what is offered first, or ask for the menu."""
        if self.guest.heard.options and self.dice.random() < 0.7:
            self._tap(0)
        else:
            self._say("menu")

    def _tap(self, wanted: str | int) -> None:
        guest = self.guest
        if isinstance(wanted, str) and not guest.heard.offers(wanted):
            wanted = 0
        option = guest.option(wanted)
        self.script.append(f"[{option.title}]")
        guest.phone.tap(option)
        guest.waits(PATIENCE_S)
        self._note()

    def _say(self, words: str) -> None:
        self.script.append(words)
        self.guest.writes(words).waits(PATIENCE_S)
        self._note()

    def _note(self) -> None:
        titles = ", ".join(self.guest.heard.titles)
        self.script.append(f"    {self.guest.words[:160]!r} ({titles})")

    def _mistyped(self, words: str) -> str:
        if self.dice.random() < 0.5:
            return words
        places = [n for n, c in enumerate(words[:-1]) if c in string.ascii_lowercase]
        at = self.dice.choice(places)
        match self.dice.randrange(3):
            case 0:
                return words[:at] + words[at + 1 :]
            case 1:
                return words[:at] + words[at] + words[at:]
            case _:
                return words[:at] + words[at + 1] + words[at] + words[at + 2 :]
