"""Whatever words an agency chooses, every message fits into its channel."""

from __future__ import annotations

import string
from collections.abc import Iterator

import pytest

from loket.channels.whatsapp import limits
from loket.dialogue import wordings, words
from loket.dialogue.types import Reply
from loket.dialogue.words import Own
from loket.dialogue.words_limits import is_list
from tests.dialogue.citizen import Citizen
from tests.dialogue.desk import Desk
from tests.dialogue.places import AGENCY, MIDDLE, NEW, RENEWAL, WEST

EVERY = (*words.LANGUAGES, *words.PREPARED)
SCRIPT = (
    "halo, biaya, syarat, alamat, jam buka, nomor resmi, berapa lama jadi",
    "saya mau bunuh diri",
    "mau komplain",
    "menu",
    "mau bikin paspor",
    "berapa biayanya",
    "bersekolah",
    "paspor baru",
    "alamat sama jam buka",
    "tirtasari",
    "31 november",
    "hari minggu",
    "besok",
    "jam 5 pagi",
    "siang",
    "jam 9",
    "Siti, 31-02-1990",
    "Siti Aminah 12-03-1990, Budi Santoso 13-04-1980",
    "tidak",
    "ganti nama",
    "Siti Aminah 12-03-1990",
    "ya",
    "antrean saya",
    "ganti jadwal",
    "lusa",
    "jam 9",
    "ya",
    "stop",
    "mulai",
    "hapus data saya",
    "salinan data saya",
    "paspor saya hilang",
    "qwerty zxcvb",
    "plokijuh",
    "petugas",
    "ganti bahasa",
    "paspor sudah jadi belum",
    "sudah bayar tapi belum masuk",
    "batal",
    "ya",
)


@pytest.fixture(autouse=True)
def nobodys_words() -> Iterator[None]:
    yield
    words.use(Own())


def longest(language: str, key: str) -> tuple[str, ...]:
    """The longest words that may be saved for a key, with all its gaps."""
    forms = []
    for form in wordings.original(language, key) or ():
        gaps = [f"{{{g}}}" for _, g, _, _ in string.Formatter().parse(form) if g]
        said = " ".join(gaps)
        while not any(wordings.faults(language, key, [*forms, said + " kata"])):
            said += " kata"
        forms.append(said.strip() or "kata")
    return tuple(forms)


def problems(reply: Reply) -> list[str]:
    """What the channel would refuse of a reply."""
    titled = limits.ROW_TITLE if is_list(reply.options) else limits.BUTTON_TITLE
    titles = [option.title for option in reply.options]
    found = list(limits.longer("body", reply.words, limits.INTERACTIVE_BODY))
    found += limits.longer("label", reply.label, limits.LIST_LABEL)
    for option in reply.options:
        found += limits.longer("title", option.title, titled)
        found += limits.longer("hint", option.description, limits.ROW_DESCRIPTION)
        found += limits.longer("id", option.id, limits.ROW_ID)
    if len(set(titles)) < len(titles) or len(titles) > limits.LIST_ROWS:
        found.append(f"titles {titles}")
    return found


@pytest.mark.parametrize("are_own", [False, True], ids=["ours", "theirs"])
@pytest.mark.parametrize("language", EVERY)
def test_every_message_of_a_talk_fits(language: str, are_own: bool) -> None:
    spoken = {AGENCY: frozenset(words.PREPARED)}
    texts = {
        (AGENCY, 0, language, key): longest(language, key)
        for key in (words.catalogue(language) if are_own else ())
    }
    words.use(Own(texts, spoken))
    desk = Desk(offices=[WEST, MIDDLE], services=[NEW, RENEWAL])
    desk.open(office=1).open(office=2)
    siti = Citizen(desk, language)
    for said in SCRIPT:
        siti.says(said)

    assert [found for reply in siti.log for found in problems(reply)] == []
