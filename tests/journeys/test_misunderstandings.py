"""What the machine does not understand, and when it offers a person."""

from __future__ import annotations

import pytest

from tests.desk.desk import Desk


def test_two_misunderstandings_offer_a_person(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    siti.says("halo")
    siti.says("qwerty zxcvb").hears("belum mengerti").hears_not("masih belum")
    siti.says("plokijuh").hears("masih belum mengerti", "Petugas dapat membantu")
    siti.sees("Bicara petugas").taps("Bicara petugas").hears("petugas akan membalas")
    desk.settles()
    assert desk.rows(
        "select person_wanted_for, person_wanted_at is not null"
        " from messaging_conversation c join messaging_message m"
        " on m.conversation_id = c.id where m.external_id = %s",
        siti.heard.id,
    ) == [("not understood", True)]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("voice", "pesan suara belum dapat saya dengarkan"),
        ("sticker", "Apa yang dapat saya bantu"),
        ("image", "saya tidak dapat membacanya"),
        ("video", "saya tidak dapat membacanya"),
        ("location", "Kantor terdekat dari lokasi Anda"),
    ],
)
def test_what_cannot_be_read_gets_a_sensible_answer(
    desk: Desk, kind: str, words: str
) -> None:
    siti = desk.citizen("Siti")
    siti.says("halo")
    siti.sends(kind).hears(words).sees("Pesan antrean")


def test_a_question_is_not_forgotten_over_a_voice_note(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    siti.comes_to("Kantor Tirtasari").taps(0).hears("Siapa yang akan datang")
    siti.sends("voice").hears("pesan suara", "Siapa yang akan datang")
    siti.says(siti.introduction).hears("Sudah sesuai?")


def test_a_thumb_up_is_no_question(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    siti.says("halo")
    siti.phone.send("reaction", message_id=siti.heard.id, emoji="👍")
    siti.hears_nothing_more()


def test_words_that_no_phone_knows_do_no_harm(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    siti.says("halo")
    siti.phone.send("hologram", body={"id": "1"})
    desk.settles()
    siti.says("\u202e<script>alert(1)</script>\x00 = '; drop table x; --")
    siti.says("menu").hears("Apa yang dapat saya bantu?")
