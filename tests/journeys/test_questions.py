"""Questions on the way, and what people want of the office."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk.desk import Desk
from tests.desk.guests import Guest

CONVERSATION = (
    "select c.person_wanted_for from messaging_conversation c"
    " join messaging_message m on m.conversation_id = c.id where m.external_id = %s"
)
CONTACT = (
    "select c.contact_id from messaging_conversation c"
    " join messaging_message m on m.conversation_id = c.id where m.external_id = %s"
)


def known(desk: Desk, query: str, guest: Guest) -> Any:
    """What is known of a guest's talk, once their last answer is on its way."""
    desk.settles()
    return desk.value(query, guest.heard.id)


def test_a_citizen_asks_everything_and_still_books(desk: Desk) -> None:
    siti = desk.citizen("Siti Aminah")
    siti.says("halo, mau tanya syarat paspor baru").hears("KTP-el, KK, dan akta lahir")
    siti.taps("Pesan antrean").hears("layanan apa")
    siti.says("biayanya berapa ya").hears("PP 45/2024", "Rp650.000", "layanan apa")
    siti.taps("Paspor baru").hears("pilih kantor")
    siti.says("alamatnya dimana aja").hears("google.com/maps", "Jalan Kenanga 2")
    siti.hears("pilih kantor").taps("Kantor Tirtasari").hears("pilih hari")
    siti.says("jam buka sampai jam berapa?").hears("Senin - Kamis: 08.00 - 12.00")
    siti.taps(1).hears("pilih jam").taps(1).hears("Siapa yang akan datang")
    siti.says("ini nomor resmi?").hears("layanan chat resmi Imigrasi Tirtasari")
    siti.says(siti.introduction).hears("Sudah sesuai?")
    siti.says("eh syaratnya apa aja").hears("KTP-el", "Sudah sesuai?")
    siti.taps("Ya, pesan").hears("Terpesan")


def test_two_wishes_in_one_message(desk: Desk) -> None:
    budi = desk.citizen("Budi")
    budi.says("mau bikin paspor baru di tirtasari, sekalian tanya biayanya berapa")
    budi.hears("Rp650.000", "pilih hari")


def test_stop_is_noted_and_answers_go_on(desk: Desk) -> None:
    rina = desk.citizen("Rina")
    rina.says("halo").says("STOP").hears("Pertanyaan Anda tetap kami jawab", "MULAI")
    contact = known(desk, CONTACT, rina)
    last = (
        "select is_stopped from contacts_consent where contact_id = %s"
        " order by id desc limit 1"
    )
    assert desk.value(last, contact) is True
    rina.says("biaya?").hears("Rp650.000")
    rina.says("mulai").hears("akan kami kirim lagi")
    assert desk.value(last, contact) is False


def test_a_wish_to_be_forgotten_comes_before_staff(desk: Desk) -> None:
    rina = desk.citizen("Rina")
    rina.says("halo").says("tolong hapus data saya").hears("sudah kami catat")
    assert known(desk, CONVERSATION, rina) == "erasure"
    contact = known(desk, CONTACT, rina)
    open_ones = (
        "select count(*) from contacts_datarequest"
        " where subject_id = %s and settled_at is null"
    )
    assert desk.value(open_ones, contact) == 1
    rina.says("hapus data saya").hears("sudah tercatat")
    assert desk.value(open_ones, contact) == 1


@pytest.mark.parametrize(
    ("said", "heard", "reason"),
    [
        ("saya mau komplain, petugasnya kasar", "lapor.go.id", "complaint"),
        ("saya mau bunuh diri", "112", "alarm: life"),
        ("saya disekap majikan", "129", "alarm: trafficking"),
        ("mau ngomong sama orang", "petugas", "asked"),
    ],
)
def test_what_needs_a_person_comes_to_one(
    desk: Desk, said: str, heard: str, reason: str
) -> None:
    siti = desk.citizen("Siti")
    siti.says("halo").says(said).hears(heard)
    assert known(desk, CONVERSATION, siti) == reason


def test_the_state_of_a_passport_is_not_invented(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    siti.says("halo").says("paspor saya sudah jadi belum?")
    siti.hears("belum dapat melihat status").sees("Bicara petugas")


def test_a_place_finds_the_nearest_office(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    siti.says("halo").sends("location", latitude=-5.14, longitude=119.42)
    siti.hears(
        "Kantor terdekat dari lokasi Anda", "- Kantor Labuhan Biru, sekitar 5 km"
    )


def test_the_language_is_changed_in_the_middle(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    siti.comes_to("Kantor Tirtasari").says("ganti bahasa").hears("pilih bahasa")
    siti.taps("English").hears("we go on in English", "Please choose")


def test_an_old_form_of_2017_is_understood(desk: Desk) -> None:
    siti = desk.citizen("Siti Aminah")
    siti.says(f"#SITI AMINAH#{siti.birth_date:%d%m%Y}").hears("layanan apa")
    siti.taps("Paspor baru").taps("Kantor Tirtasari").taps(1).taps(0)
    siti.hears("Sudah sesuai?", "SITI AMINAH")
    siti.says("#batal").hears("tidak dilanjutkan")
