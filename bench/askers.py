"""
People who have a case here and ask how it stands, from the number on file.

They know no flow of Loket: they were told if the answer names a stage.
"""

from __future__ import annotations

from collections.abc import Sequence

from bench import payloads
from bench.citizens import message_id, name_of
from bench.graph_stub import Outgoing
from bench.payloads import Table

WORDS = (
    "Apakah paspor saya sudah jadi?",
    "paspor sy udah jadi blm ya",
    "Selamat pagi, mau tanya status paspor saya",
    "permohonan saya sudah sampai mana?",
    "Kapan paspor saya selesai, min?",
    "paspor saya sudah bisa diambil belum",
    "cek status paspor",
    "Mohon info, apakah paspor saya sudah siap diambil?",
)


def phone_of(holder: int) -> str:
    """Return the number on file of a holder."""
    return f"62814{holder:08d}"


class Asker:
    """One holder, who asks again and again. `closes_at` is as for a `Citizen`."""

    is_leaving = False

    def __init__(self, number: int, holder: int, stages: Sequence[str]) -> None:
        self.number = number
        self.closes_at = 0.0
        self.is_content = False
        self._holder = holder
        self._stages = stages
        self._bubbles = 0

    @property
    def phone(self) -> str:
        """The number that the platform knows, and that is on file."""
        return phone_of(self._holder)

    @property
    def person(self) -> tuple[str, str, str]:
        """Phone, user id, name, as a delivery carries them."""
        return self.phone, f"ID.9{self._holder:019d}", name_of(self._holder)

    def read(self, id_: str, message: Outgoing) -> None:
        """Look if an answer tells how the case stands."""
        self.closes_at = 0.0
        self.is_content = any(stage in message.words for stage in self._stages)

    def say(self, salt: str) -> tuple[Table, bool]:
        """Return the question, in one of some wordings; words do not close a turn."""
        self._bubbles += 1
        id_ = message_id(salt, self.number, self._bubbles)
        words = WORDS[(self.number + self._bubbles) % len(WORDS)]
        return payloads.text(id_, words), False
