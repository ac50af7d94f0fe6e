"""Much is asked at once: what the talk goes on with is never cut away."""

from __future__ import annotations

import pytest

from loket.dialogue import words_limits
from tests.dialogue.citizen import Citizen
from tests.dialogue.desk import Desk
from tests.dialogue.places import MIDDLE, NEW, RENEWAL, WEST

EVERYTHING = "mau tanya biaya, syarat, alamat, jam buka, nomor resmi, berapa lama jadi"


@pytest.fixture
def desk() -> Desk:
    """Two offices with two services."""
    desk = Desk(offices=[WEST, MIDDLE], services=[NEW, RENEWAL])
    for office in (WEST, MIDDLE):
        desk.open(office=office.id)
    return desk


def test_the_question_stands_at_the_end_of_the_longest_answer(desk: Desk) -> None:
    siti = Citizen(desk).says(f"halo, {EVERYTHING}")

    assert siti.reply.words.endswith("Apa yang dapat saya bantu?")
    assert words_limits.length(siti.reply.words) <= words_limits.BODY
    siti.hears("mesin penjawab")


def test_what_there_was_no_room_for_may_be_asked_again(desk: Desk) -> None:
    desk.services = [
        NEW.__class__(
            id=service.id,
            names=service.names,
            requirements={"id": "surat yang panjang namanya " * 9},
        )
        for service in (NEW, RENEWAL)
    ]
    siti = Citizen(desk).says(f"halo, {EVERYTHING}")

    siti.hears("Selebihnya silakan ditanyakan satu per satu.")
    assert siti.reply.words.endswith("Apa yang dapat saya bantu?")


def test_offices_to_choose_from_are_not_cut_away(desk: Desk) -> None:
    siti = Citizen(desk).says(f"mau bikin paspor baru, {EVERYTHING}")

    siti.hears("Silakan pilih kantor", f"- {MIDDLE.name}")
    assert words_limits.length(siti.reply.words) <= words_limits.BODY
