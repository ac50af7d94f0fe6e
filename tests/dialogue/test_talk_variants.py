"""
One talk in a few hundred shapes: slips of the finger, other orders, interruptions.

Each ends with the booking that was wanted, or with a person; none ends in silence, in
a booking of something else, or with a place that nobody has.
"""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from loket.dialogue.words_limits import BODY
from tests.dialogue.citizen import Citizen
from tests.dialogue.desk import Desk, three_offices
from tests.dialogue.places import MONDAY, born

TUESDAY = MONDAY + timedelta(days=1)
VARIANTS = 40

SERVICE, OFFICE, DAY, HOUR = "paspor baru", "imigrasi tirtasari", "besok", "jam 10"
WHO = "Siti Aminah 12-03-1990"
INTERRUPTIONS = (
    "syaratnya apa?", "berapa biayanya?", "jam buka", "alamatnya dimana",
    "ini nomor resmi?", "halo", "makasih", "STOP", "status paspor saya", "🙏", "hmm",
    "english", "indonesia", "asdfgh",
)  # fmt: skip
FILES = ("audio", "image", "sticker", "location", "contacts", "document", "poll")


def slip(words: str, chance: random.Random) -> str:
    """Return words in which two neighbours have changed places, or one is doubled."""
    places = [n for n in range(1, len(words) - 2) if words[n : n + 2].isalpha()]
    if not places:
        return words
    n = chance.choice(places)
    if chance.random() < 0.5:
        return words[:n] + words[n] + words[n:]
    return words[:n] + words[n + 1] + words[n] + words[n + 2 :]


def dressed(words: str, chance: random.Random) -> str:
    """Return words as people write them: shouted, polite, with a face."""
    shapes = ("{}", "{} kak", "{} ya", "{} 🙏", "  {}  ", "{}.", "{} dong", "{}!!")
    words = words.upper() if chance.random() < 0.2 else words
    return chance.choice(shapes).format(words)


def answer(siti: Citizen, words: dict[str, str]) -> None:
    """Say what the step asks for."""
    asked = {
        "book.service": words["service"],
        "book.office": words["office"],
        "book.day": words["day"],
        "book.hour": words["hour"],
        "book.people": WHO,
        "book.confirm": "ya",
        "book.again": "ya",
    }
    siti.says(asked.get(siti.step, "pesan antrean"))


def finish(siti: Citizen, words: dict[str, str]) -> None:
    """Go on as a patient citizen does, until it is booked or a person helps."""
    for _ in range(14):
        if siti.desk.booked() or siti.desk.called:
            return
        if "person" in siti.ids and siti.step.startswith("book."):
            siti.taps_id("person")
            return
        answer(siti, words)


def ends_well(siti: Citizen, hour: int | None = 10) -> None:
    """Check that it is booked as wanted, or that a person was called."""
    assert all(0 < len(reply.words) <= BODY for reply in siti.log)
    if siti.desk.called:
        return
    [booking] = siti.desk.booked(siti.id)
    assert [(p.name, p.birth_date) for p in booking.people] == [
        ("Siti Aminah", born("1990-03-12"))
    ]
    assert (booking.slot.office, booking.slot.service) == (1, 1)
    assert booking.slot.day == TUESDAY
    assert hour is None or booking.slot.starts_at.hour == hour
    assert siti.desk.held() == []


PLAIN = {"service": SERVICE, "office": OFFICE, "day": DAY, "hour": HOUR}


@pytest.mark.parametrize("seed", range(VARIANTS))
def test_slips_of_the_finger_do_not_change_what_is_booked(seed: int) -> None:
    chance = random.Random(seed)
    siti = Citizen(three_offices())
    words = {
        name: slip(said, chance) if chance.random() < 0.5 else said
        for name, said in PLAIN.items()
    }
    words = {name: dressed(said, chance) for name, said in words.items()}

    siti.says(dressed("mau pesan antrean", chance))
    finish(siti, words)
    ends_well(siti)


@pytest.mark.parametrize("seed", range(VARIANTS))
def test_the_parts_may_come_in_any_order_and_number(seed: int) -> None:
    chance = random.Random(seed)
    siti = Citizen(three_offices())
    parts = [SERVICE, f"di {OFFICE}", DAY, HOUR]
    chance.shuffle(parts)
    cut = chance.randint(1, len(parts))

    siti.says("mau antre", " ".join(parts[:cut]))
    finish(siti, PLAIN)
    ends_well(siti)


@pytest.mark.parametrize("seed", range(VARIANTS))
def test_interruptions_do_not_lose_what_was_said(seed: int) -> None:
    chance = random.Random(seed)
    siti = Citizen(three_offices()).says("mau pesan antrean")

    for _ in range(8):
        if siti.desk.booked() or siti.desk.called:
            break
        if chance.random() < 0.6:
            said = chance.choice(INTERRUPTIONS)
            siti.says(said) if chance.random() < 0.8 else siti.sends(
                chance.choice(FILES)
            )
        answer(siti, PLAIN)
    finish(siti, PLAIN)
    ends_well(siti)


@pytest.mark.parametrize("seed", range(VARIANTS))
def test_a_mind_may_change_at_any_step(seed: int) -> None:
    chance = random.Random(seed)
    siti = Citizen(three_offices()).says("mau pesan antrean")
    changes = (
        "ganti hari", "ganti jam", "ganti kantor", "ganti layanan", "lusa", "jam 13",
        "menu", "batal", "ganti jadwal",
    )  # fmt: skip

    for _ in range(5):
        answer(siti, PLAIN)
        if not siti.desk.booked():
            siti.says(chance.choice(changes))
    if not siti.desk.booked():
        siti.says("menu").says(f"mau pesan {SERVICE} di {OFFICE} {DAY} {HOUR}")
    finish(siti, PLAIN)
    assert all(0 < len(reply.words) <= BODY for reply in siti.log)
    assert siti.desk.held() == []
    assert len(siti.desk.booked()) == 1 or siti.desk.called


@pytest.mark.parametrize("seed", range(VARIANTS))
def test_a_move_in_any_words_ends_with_one_place(seed: int) -> None:
    chance = random.Random(seed)
    desk = Desk().open()
    siti = Citizen(desk).says("menu")
    slot = desk.find(MONDAY + timedelta(days=3), 9)
    booking = desk.book(siti.id, "Siti Aminah", born("1990-03-12"), slot)
    siti.says(dressed(chance.choice(("ganti jadwal", "mau reschedule")), chance))

    for _ in range(6):
        if chance.random() < 0.4:
            siti.says(chance.choice((*INTERRUPTIONS, "lusa", "ganti hari", "tidak")))
        siti.says({"book.day": DAY, "book.hour": HOUR}.get(siti.step, "ya"))
        if booking.moves or desk.called:
            break

    taken = sum(4 - one.free for one in desk.slots.values())
    assert taken == 1
    assert booking.moves in (0, 1)
    assert desk.held() == []
