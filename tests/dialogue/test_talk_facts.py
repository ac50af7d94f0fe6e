"""Questions that everybody may ask, alone, beside something else, and in the middle."""

from __future__ import annotations

import pytest

from loket.dialogue.words_limits import BODY
from tests.dialogue.citizen import Citizen
from tests.dialogue.desk import Desk, three_offices
from tests.dialogue.places import NEW, RENEWAL


@pytest.fixture
def siti() -> Citizen:
    return Citizen(three_offices()).says("menu")


def test_fees_are_told_with_their_regulation(siti: Citizen) -> None:
    siti.says("berapa biayanya?")
    siti.hears("Biaya menurut PP 45/2024, berlaku sejak 17 Desember 2024:")
    siti.hears("- 5 tahun: Rp650.000", "- 10 tahun: Rp950.000")
    siti.hears("tidak dipungut biaya", "Apa yang dapat saya bantu").sees(
        "Pesan antrean"
    )


def test_fees_are_written_the_english_way_in_english(siti: Citizen) -> None:
    siti.says("english").says("what is the fee?").hears("- 5 years: Rp650,000")


def test_unknown_fees_are_not_invented(siti: Citizen) -> None:
    siti.desk.known.fees = []
    siti.says("biaya").hears("belum tercatat", "tidak dipungut biaya").hears_not("Rp")


def test_requirements_of_the_service_that_is_named(siti: Citizen) -> None:
    siti.says("syarat penggantian apa ya").hears("KTP dan paspor lama")
    siti.hears_not("akta lahir")


def test_requirements_of_all_services_if_none_is_named(siti: Citizen) -> None:
    siti.says("syaratnya apa?").hears("Paspor baru: KTP, KK, akta lahir")
    siti.hears("Penggantian paspor: KTP dan paspor lama")


def test_requirements_of_the_service_that_is_being_booked(siti: Citizen) -> None:
    siti.says("pesan antrean").says("penggantian").hears("pilih kantor")
    siti.says("syaratnya apa?").hears("KTP dan paspor lama", "pilih kantor")
    siti.hears_not("akta lahir")


def test_many_services_are_not_all_told(siti: Citizen) -> None:
    siti.desk.services = [NEW, RENEWAL] * 4
    siti.says("syaratnya apa?").hears("tulis SYARAT dan nama layanannya")


def test_hours_of_each_office_in_its_own_zone(siti: Citizen) -> None:
    siti.says("jam buka")
    siti.hears("Imigrasi Tirtasari (WIB):")
    siti.hears(
        "- Senin - Kamis: 08.00 - 12.00, 13.00 - 16.00", "- Jumat: 08.00 - 11.00"
    )
    siti.hears("- tutup Senin, 30 November 2026: Pilkada", "Imigrasi Palewa (WITA)")
    siti.hears("- jam layanan belum tercatat di sini")


def test_hours_of_the_office_that_is_named(siti: Citizen) -> None:
    siti.says("jam buka palewa").hears("Palewa").hears_not("Tirtasari")


def test_the_way_to_an_office_opens_a_map(siti: Citizen) -> None:
    siti.says("alamat imigrasi tirtasari")
    siti.hears("Imigrasi Tirtasari: Jalan Melati 1")
    siti.hears("https://www.google.com/maps/search/?api=1&query=-6.50000%2C107.50000")
    siti.hears_not("Palewa")


def test_an_office_without_coordinates_has_no_map(siti: Citizen) -> None:
    siti.says("alamat wambena").hears("Jalan Cendrawasih 3").hears_not("http")


def test_the_official_number_is_told_with_what_is_never_asked(siti: Citizen) -> None:
    siti.says("ini nomor resmi?").hears("layanan chat resmi Imigrasi Tirtasari")
    siti.hears("- +62 800-0000-0100", "tidak pernah meminta uang", "OTP")


def test_an_agency_without_other_addresses_names_none(siti: Citizen) -> None:
    siti.desk.known.addresses = []
    siti.says("ini nomor resmi?").hears("layanan chat resmi").hears_not("lainnya")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("syaratnya apa?", "Yang dibawa"),
        ("berapa biayanya?", "Rp650.000"),
        ("jam buka", "Senin - Kamis"),
        ("alamatnya dimana", "Jalan Melati 1"),
        ("ini nomor resmi?", "layanan chat resmi"),
    ],
)
@pytest.mark.parametrize(
    ("before", "question"),
    [
        (("pesan antrean",), "layanan apa"),
        (("pesan antrean", "paspor baru"), "pilih kantor"),
        (("paspor baru di tirtasari",), "pilih hari"),
        (("paspor baru di tirtasari", "besok"), "pilih jam"),
        (("paspor baru di tirtasari", "besok jam 8"), "Siapa yang akan datang"),
        (
            ("paspor baru di tirtasari", "besok jam 8", "Siti Aminah 12-03-1990"),
            "Sudah sesuai?",
        ),
    ],
)
def test_a_question_at_any_step_returns_to_it(
    siti: Citizen, before: tuple[str, ...], question: str, asked: str, told: str
) -> None:
    for words in before:
        siti.says(words)
    step = siti.step

    siti.says(asked).hears(told, question)
    assert siti.step == step
    assert len(siti.reply.words) <= BODY


def test_a_question_before_cancelling_returns_to_it() -> None:
    desk = Desk().open()
    siti = Citizen(desk).says("antre besok jam 8").says("Siti Aminah 12-03-1990")
    siti.says("ya").says("batalkan antrean").hears("Batalkan antrean")

    siti.says("jam buka").hears("Senin - Kamis", "Batalkan antrean")
    siti.says("ya").hears("sudah dibatalkan")


def test_two_questions_that_everybody_may_ask_are_both_answered(siti: Citizen) -> None:
    siti.says("syarat dan biaya?").hears("Yang dibawa", "Rp650.000")


def test_a_wish_and_a_question_in_one_message(siti: Citizen) -> None:
    siti.says("mau pesan antrean, syaratnya apa?").hears("Yang dibawa", "layanan apa")


def test_an_answer_and_a_question_in_one_message(siti: Citizen) -> None:
    siti.says("paspor baru di tirtasari").says("besok ya, berapa biayanya?")
    siti.hears("Rp650.000", "pilih jam", "Selasa, 24 November 2026")


def test_the_question_is_never_cut_for_a_long_answer(siti: Citizen) -> None:
    siti.desk.known.fees = siti.desk.known.fees * 5
    for fee in siti.desk.known.fees:
        fee.names["id"] = "Paspor " * 20
    siti.says("paspor baru di tirtasari")

    siti.says("berapa biayanya").hears("Rp650.000", "atau tulis tanggalnya.")
    assert len(siti.reply.words) <= BODY
