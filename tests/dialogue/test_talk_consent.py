"""STOP and its end, erasure, complaints, and what the machine cannot do itself."""

from __future__ import annotations

import pytest

from loket.dialogue import helplines, words
from loket.dialogue.understanding import alarms
from tests.dialogue.citizen import Citizen
from tests.dialogue.desk import Desk
from tests.dialogue.places import born


@pytest.fixture
def siti() -> Citizen:
    return Citizen(Desk().open()).says("menu")


@pytest.mark.parametrize("words", ["STOP", "berhenti", "Unsubscribe"])
def test_stop_ends_what_the_office_starts_and_says_what_goes_on(
    siti: Citizen, words: str
) -> None:
    siti.says(words).hears("tidak akan lagi mengirim", "Pertanyaan Anda tetap", "MULAI")
    siti.says("berapa biayanya?").hears("Rp650.000")
    assert siti.desk.known.consents == [True]


def test_mulai_allows_it_again(siti: Citizen) -> None:
    siti.says("stop").says("mulai").hears("akan kami kirim lagi")
    assert siti.desk.known.consents == [True, False]


def test_who_never_stopped_it_begins_with_mulai(siti: Citizen) -> None:
    siti.says("mulai").hears("Apa yang dapat saya bantu").hears_not("kirim lagi")


def test_stop_in_the_middle_does_not_tear_the_talk_apart(siti: Citizen) -> None:
    siti.says("antre besok jam 8").says("stop")
    siti.hears("tidak akan lagi mengirim", "ketik BATAL", "Siapa yang akan datang")
    siti.says("Siti Aminah 12-03-1990").hears("Sudah sesuai?")


def test_erasure_is_noted_once_and_goes_to_staff(siti: Citizen) -> None:
    siti.says("tolong hapus data saya").hears(
        "sudah kami catat", "Petugas memeriksanya"
    )
    assert siti.desk.known.requests == {("erasure", siti.id)}
    assert siti.desk.reasons == ["erasure"]
    siti.says("hapus data saya").hears("sudah tercatat")


def test_a_copy_is_asked_for_apart_from_an_erasure(siti: Citizen) -> None:
    siti.says("minta data saya").hears("salinan data Anda", "3 x 24 jam")
    assert siti.desk.known.requests == {("export", siti.id)}
    assert siti.desk.reasons == ["export"]
    siti.says("minta salinan data").hears("sudah tercatat")
    siti.says("hapus data saya").hears("sudah kami catat")


def test_erasure_gives_back_what_is_held_and_keeps_what_is_booked(
    siti: Citizen,
) -> None:
    desk = siti.desk
    desk.book(siti.id, "Budi Santoso", born("1985-02-01"))
    siti.says("pesan antrean").taps("Pesan lagi").says("besok jam 9")
    siti.says("Siti Aminah 12-03-1990").hears("Sudah sesuai?")

    siti.says("hapus data saya").hears("tetap ada sampai Anda membatalkannya")
    assert (desk.held(), len(desk.booked())) == ([], 1)


def test_a_complaint_goes_to_an_officer_and_names_a_higher_place(
    siti: Citizen,
) -> None:
    siti.says("saya mau komplain").hears("mohon maaf", "lapor.go.id", "petugas akan")
    assert siti.desk.reasons == ["complaint"]


def test_the_state_of_a_passport_is_not_invented(siti: Citizen) -> None:
    siti.says("paspor saya sudah jadi belum").hears("belum dapat melihat status")
    siti.taps("Bicara petugas").hears("petugas akan membalas")


def test_a_question_about_a_passport_in_the_middle_returns(siti: Citizen) -> None:
    siti.says("antre besok jam 8").says("status paspor saya gimana")
    siti.hears("belum dapat melihat status", "Siapa yang akan datang")


def test_languages_are_offered_and_the_talk_goes_on(siti: Citizen) -> None:
    siti.says("antre besok jam 8").says("ganti bahasa").hears("pilih bahasa")
    assert siti.titles == ["Bahasa Indonesia", "English"]
    siti.taps("English").hears("we go on in English", "Who will come")
    siti.says("change language").says("bahasa indonesia").hears("Siapa yang akan")


def test_a_language_that_is_not_spoken_changes_nothing(siti: Citizen) -> None:
    siti.taps_id("speak:xx").hears("Apa yang dapat saya bantu")
    siti.taps_id("speak:").hears("Apa yang dapat saya bantu")


@pytest.mark.parametrize(
    ("said", "number", "reason"),
    [
        ("tolong saya mau bunuh diri", "112", "alarm: life"),
        ("paspor saya ditahan majikan, saya disekap", "129", "alarm: trafficking"),
    ],
)
def test_danger_goes_to_an_officer_at_once_with_numbers_that_help(
    siti: Citizen, said: str, number: str, reason: str
) -> None:
    siti.says("antre besok jam 8").says(said).hears(number, "petugas akan")
    assert siti.desk.reasons == [reason]
    siti.taps("Lanjutkan").hears("Siapa yang akan datang")


def test_every_kind_of_alarm_has_its_words() -> None:
    assert set(alarms.KINDS) == set(helplines.ALARMS)
    for kind, said in helplines.ALARMS.items():
        for language in words.LANGUAGES:
            assert words.say(language, f"alarm.{kind}", **said)
