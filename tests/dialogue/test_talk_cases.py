""" "Is my passport ready?": told to those whose case it is, in any words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from loket.cases.stages import StageKind
from loket.dialogue import commands_cases as cc
from loket.dialogue.commands import PersonView, ServiceView
from tests.dialogue.citizen import Citizen
from tests.dialogue.desk import Desk, three_offices
from tests.dialogue.filed import Filed
from tests.dialogue.places import MONDAY, NOW, WEST

NUMBER = "9926112600000417"
BORN = date(1990, 3, 12)
PICKUP = ServiceView(1, {"id": "Pengambilan", "en": "Pick-up"}, {})

PRINTING = cc.CaseView(
    id=uuid4(),
    type={"id": "Paspor baru", "en": "New passport"},
    stage={"id": "Dicetak", "en": "Being printed"},
    follows={"id": "Setelah dicetak, paspor siap diambil.", "en": "Then collect it."},
    brings={},
    kind=StageKind.OFFICE,
    office=WEST,
    since=NOW - timedelta(days=1),
    data_at=datetime(2026, 11, 23, 1, 30, tzinfo=UTC),
    expected=date(2026, 11, 25),
    holder=PersonView("Siti Aminah", BORN),
)
READY = replace(
    PRINTING,
    stage={"id": "Siap diambil", "en": "Ready"},
    kind=StageKind.READY,
    expected=None,
    keep_until=date(2026, 12, 23),
    pickup_service=1,
    brings={"id": "KTP asli dan bukti bayar.", "en": "Identity card."},
)


def knows(*cases: cc.CaseView, **more: bool) -> cc.CasesView:
    return cc.CasesView(cases, is_answered=True, **more)


@pytest.fixture
def desk() -> Desk:
    desk = three_offices()
    desk.services = [PICKUP, *desk.services[1:]]
    return desk


@pytest.fixture
def siti(desk: Desk) -> Citizen:
    return Citizen(desk).says("menu")


@pytest.mark.parametrize(
    "words",
    [
        "paspor sy udh jadi blm min",
        "status",
        "min paspor saya kapan selesai ya",
        "udah kelar belum paspornya?",
        "passport ready?",
        "pasporku wis dadi durung",
        "paspor abdi parantos janten?",
        "permohonan saya sampai mana",
        "sudah bisa diambil belum",
    ],
)
def test_asked_in_any_words_the_machine_answers(siti: Citizen, words: str) -> None:
    siti.desk.filed.cases = knows(PRINTING)
    siti.says(words).hears("Dicetak" if siti.language == "id" else "printed")
    siti.hears("25 November 2026")


def test_the_answer_says_stage_day_next_step_and_the_time_of_the_data(
    siti: Citizen,
) -> None:
    siti.desk.filed.cases = knows(PRINTING)
    siti.says("paspor saya sudah jadi?")
    siti.hears("Paspor baru, Imigrasi Tirtasari: Dicetak.")
    siti.hears("Perkiraan siap Rabu, 25 November 2026.")
    siti.hears("Setelah dicetak, paspor siap diambil.")
    siti.hears("Data per Senin, 23 November 2026 pukul 08.30 WIB.")
    siti.hears_not("Siti Aminah", NUMBER)


def test_ready_means_collect_tomorrow_at_an_hour_and_books_it(siti: Citizen) -> None:
    siti.desk.filed.cases = knows(READY)
    siti.says("paspor sy udh jadi blm min")
    siti.hears("Siap diambil", "KTP asli dan bukti bayar", "Disimpan sampai Rabu, 23")
    siti.hears("Silakan ambil besok, Selasa, 24 November 2026, 08.00 - 09.00 WIB.")

    siti.taps("Ambil jam itu").hears("Siti Aminah").taps("Ya, pesan")

    (booked,) = siti.desk.booked(siti.id)
    assert (booked.slot.day, booked.slot.starts_at.hour) == (
        MONDAY + timedelta(days=1),
        8,
    )
    siti.says("status").hears("Jam ambil Anda besok", booked.code)


def test_another_hour_may_be_chosen(siti: Citizen) -> None:
    siti.desk.filed.cases = knows(READY)
    siti.says("status").taps("Pilih jam lain").hears("hari")


def test_somebody_elses_tap_tells_nothing(siti: Citizen) -> None:
    siti.desk.filed.cases = knows()
    siti.taps_id(f"case:{READY.id}").hears("nomor permohonan").hears_not("Siap")
    siti.taps_id(f"collect:{READY.id}").hears("nomor permohonan").hears_not("Siap")


def test_several_cases_are_offered(siti: Citizen) -> None:
    other = replace(READY, id=uuid4(), type={"id": "Paspor anak"})
    siti.desk.filed.cases = knows(PRINTING, other)
    siti.says("status").hears("Permohonan yang mana?").sees("Paspor anak")
    siti.taps("Paspor anak").hears("Siap diambil")


def test_number_and_birth_date_prove_a_case(siti: Citizen) -> None:
    siti.desk.filed.cases = knows()
    siti.desk.filed.provable = {(NUMBER, BORN): PRINTING}
    siti.says("paspor saya sudah jadi?").hears("NIK tidak diperlukan")
    siti.says("9926 1126 0000 0417").hears("Tanggal lahir pemohon?")
    siti.says("12 maret 1990").hears("Dicetak")


def test_everything_at_once_is_understood(siti: Citizen) -> None:
    siti.desk.filed.cases = knows()
    siti.desk.filed.provable = {(NUMBER, BORN): PRINTING}
    siti.says(f"status permohonan {NUMBER} lahir 12-03-1990").hears("Dicetak")


def test_what_is_not_there_and_what_is_not_theirs_sound_alike(siti: Citizen) -> None:
    siti.desk.filed.cases = knows()
    siti.desk.filed.provable = {(NUMBER, BORN): PRINTING}
    siti.says(f"status {NUMBER} 13-03-1990")
    first = siti.reply
    siti.says("status 9926112600000000 12-03-1990")
    assert siti.reply == first
    siti.hears("tidak cocok dengan permohonan mana pun").sees("Bicara petugas")


def test_letters_for_digits_are_asked_back(siti: Citizen) -> None:
    siti.desk.filed.cases = knows()
    siti.desk.filed.provable = {(NUMBER, BORN): PRINTING}
    siti.says("status 99261126OOOO0417 lahir 12-03-1990")
    siti.hears("Maksud Anda nomor 9926 1126 0000 0417?")
    siti.says("ya").hears("Dicetak")


def test_a_wrong_guess_asks_for_the_number_again(siti: Citizen) -> None:
    siti.desk.filed.cases = knows()
    siti.says("status 99261126OOOO0417").taps("Bukan").hears("nomor permohonan")


def test_too_many_tries_are_told_kindly(siti: Citizen) -> None:
    siti.desk.filed.cases, siti.desk.filed.is_barred = knows(), True
    siti.says(f"status {NUMBER} 12-03-1990").hears("Coba lagi besok")


def test_a_number_in_doubt_is_asked_again(siti: Citizen) -> None:
    siti.desk.filed.cases = knows(is_unproved=True)
    siti.says("status").hears("kami perlu memastikan")


def test_who_has_no_number_is_asked_to_share_it(siti: Citizen) -> None:
    siti.desk.filed.cases = knows(has_phone=False)
    siti.says("status").hears("bagikan nomor")
    assert siti.reply.asks_number
    siti.desk.filed.cases = knows(PRINTING)
    siti.sends("contacts").hears("Dicetak")


def test_old_data_are_admitted_and_handed_over(siti: Citizen) -> None:
    siti.desk.filed.cases = knows(replace(PRINTING, is_stale=True))
    siti.says("status").hears("mungkin sudah berubah", "petugas")
    assert siti.desk.reasons == ["status is old"]


def test_a_missed_promise_is_admitted(siti: Citizen) -> None:
    siti.desk.filed.cases = knows(replace(PRINTING, is_missed=True))
    siti.says("status").hears("Kami terlambat dari janji, mohon maaf")


def test_a_question_while_booking_returns_to_the_step() -> None:
    siti = Citizen(Desk(filed=Filed(knows(PRINTING))).open()).says("menu")
    siti.says("antre besok jam 8").says("paspor saya udah jadi belum?")
    siti.hears("Dicetak", "Siapa yang akan datang")


@pytest.mark.parametrize(
    "proof", ["820261129000417", "ntpn 3F1A2B4C5D6E7F80", "transfer kemarin lewat bank"]
)
def test_paid_but_nothing_happens_takes_the_proof(siti: Citizen, proof: str) -> None:
    siti.says("min sudah bayar tapi status belum berubah").hears("kode billing")
    siti.says(proof).hears("Jangan membayar lagi", "petugas akan membalas")
    assert siti.desk.reasons == ["payment"]


def test_a_photo_is_a_proof(siti: Citizen) -> None:
    siti.says("sudah bayar tapi belum masuk").sends("image").hears("kami catat")
    assert siti.desk.reasons == ["payment"]


def test_another_wish_than_a_proof_is_heard(siti: Citizen) -> None:
    siti.says("sudah bayar tapi belum masuk").says("menu")
    siti.hears("Apa yang dapat saya bantu")
    assert siti.desk.reasons == []


def test_an_agency_without_cases_says_so(siti: Citizen) -> None:
    siti.says("status paspor").hears("belum dapat melihat status")
