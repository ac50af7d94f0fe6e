"""What comes without a word, and what the machine makes of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.dialogue.flows.media import distance_km
from tests.dialogue.citizen import Citizen
from tests.dialogue.desk import Desk

BANDUNG = (-6.91, 107.61)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("audio", "pesan suara belum dapat saya dengarkan"),
        ("voice", "pesan suara belum dapat saya dengarkan"),
        ("image", "Foto KTP atau dokumen tidak diperlukan"),
        ("video", "saya tidak dapat membacanya"),
        ("document", "saya tidak dapat membacanya"),
        ("contacts", "Kartu kontak tidak dapat saya pakai"),
        ("poll", "Jajak pendapat"),
        ("unsupported", "tidak sampai dengan lengkap"),
        ("location", "hanya dapat membaca tulisan"),
        ("something_new", "hanya dapat membaca tulisan"),
    ],
)
def test_each_kind_gets_its_own_answer_and_the_question_again(
    kind: str, words: str
) -> None:
    siti = Citizen(Desk().open())

    siti.says("antre besok jam 8")
    siti.sends(kind).hears(words, "Siapa yang akan datang")
    siti.sends(kind).sees("Bicara petugas", "Lanjutkan")
    siti.says("Siti Aminah 12-03-1990").hears("Sudah sesuai?")


def test_a_sticker_is_only_friendly() -> None:
    siti = Citizen(Desk().open())

    siti.says("antre besok jam 8")
    for _ in range(3):
        siti.sends("sticker").hears("Siapa yang akan datang").hears_not("Maaf")


def test_a_picture_as_first_contact_is_answered_too() -> None:
    Citizen(Desk().open()).sends("image").hears("mesin", "saya tidak dapat membacanya")


def test_words_beside_a_picture_are_read() -> None:
    siti = Citizen(Desk().open())

    siti.turn(text="antre besok jam 8", types=["image"]).hears("Siapa yang akan datang")


def test_a_place_finds_the_nearest_office_and_the_talk_goes_on() -> None:
    siti = Citizen(Desk().open())

    siti.says("antre besok jam 8")
    siti.turn(types=["location"], place=BANDUNG)
    siti.hears("- Imigrasi Tirtasari, sekitar 47 km", "Siapa yang akan datang")
    first, second = siti.reply.words.splitlines()[1:3]
    assert "Tirtasari" in first
    assert "Palewa" in second


@given(
    st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
)
def test_ways_are_as_long_there_as_back_and_fit_on_the_earth(
    here: tuple[float, float], there: tuple[float, float]
) -> None:
    way = distance_km(here, there)

    assert way == pytest.approx(distance_km(there, here))
    assert 0 <= way <= 20_016
    assert distance_km(here, here) == pytest.approx(0, abs=1e-3)
