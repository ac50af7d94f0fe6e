"""Talks that leave the path: old buttons, other media, words nobody understands."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from loket.dialogue import engine, talk
from loket.dialogue.commands_people import AnsweringView
from loket.dialogue.types import Turn
from tests.dialogue.citizen import Citizen
from tests.dialogue.desk import Desk, later
from tests.dialogue.places import MIDDLE, MONDAY, NEW, NOW, RENEWAL, WEST, born

TUESDAY = MONDAY + timedelta(days=1)


def test_the_first_answer_says_what_we_are_whatever_was_said() -> None:
    for words in ("asdf", "mau bikin paspor", "menu", "jadwal saya", "🙂", "petugas"):
        Citizen(Desk().open()).says(words).hears("saya mesin penjawab otomatis")


def test_the_introduction_is_not_repeated_at_every_step() -> None:
    siti = Citizen(Desk().open())

    siti.says("halo")
    siti.says("menu").hears_not("mesin")
    siti.says("halo").hears("mesin penjawab otomatis")


def test_two_misunderstandings_offer_a_person() -> None:
    desk = Desk().open()
    siti = Citizen(desk)

    siti.says("halo")
    siti.says("xyzzy").hears("belum mengerti", "Apa yang dapat saya bantu")
    siti.says("plugh").hears("Saya mesin").sees("Bicara petugas", "Menu")
    siti.taps("Bicara petugas").hears("petugas akan membalas di sini")
    assert desk.reasons == ["not understood"]


def test_nobody_goes_in_circles() -> None:
    siti = Citizen(Desk(services=[NEW, RENEWAL]).open())

    siti.says("pesan antrean")
    siti.says("paspor").hears("layanan apa").says("paspor").hears("layanan apa")
    siti.says("paspor").sees("Bicara petugas", "Menu")
    siti.says("paspor baru").hears("pilih hari")


def test_questions_between_are_no_circles() -> None:
    siti = Citizen(Desk(services=[NEW, RENEWAL]).open())

    siti.says("pesan antrean")
    for _ in range(5):
        siti.says("berapa biayanya?").hears("Rp650.000", "layanan apa")


def test_one_misunderstanding_is_forgotten_when_we_understand() -> None:
    siti = Citizen(Desk().open())

    siti.says("halo").says("xyzzy").says("mau antre")
    siti.says("plugh").hears("belum mengerti", "pilih hari")


def test_a_person_is_called_at_any_step_and_nothing_is_lost() -> None:
    desk = Desk().open()
    siti = Citizen(desk)

    siti.says("antre besok jam 8")
    siti.says("mau bicara sama petugas").hears("petugas akan membalas")
    siti.says("petugas").hears("sudah tercatat")
    siti.taps("Lanjutkan").hears("Siapa yang akan datang")
    assert desk.reasons == ["asked", "asked"]


def test_an_old_hour_leads_to_that_hour() -> None:
    desk = Desk(offices=[WEST, MIDDLE]).open().open(office=2)
    siti = Citizen(desk)
    siti.says("antre di palewa besok")
    old = siti.ids[2]

    siti.says("menu")
    siti.taps_id(old).hears("Imigrasi Palewa", "10.00 - 11.00 WITA", "Siapa yang akan")


def test_an_old_hour_at_the_echo_moves_the_hold() -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    siti.says("antre besok")
    old = siti.ids[3]

    siti.says("jam 8").says("Siti Aminah 12-03-1990")
    siti.taps_id(old).hears("Sudah sesuai?", "13.00 - 14.00", "Siti Aminah")
    assert [b.slot.starts_at.hour for b in desk.held()] == [13]
    siti.taps_id(old).hears("Sudah sesuai?", "13.00 - 14.00")
    assert len(desk.held()) == 1


def test_an_old_hour_of_a_day_gone_by_says_so() -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    siti.says("antre besok")
    old = siti.ids[0]

    later(desk, 3 * 24 * 60)
    siti.taps_id(old).hears("Selasa, 24 November 2026 sudah lewat")


def test_an_old_yes_after_the_talk_shows_the_booking() -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    siti.says("antre besok jam 8").says("Siti Aminah 12-03-1990")
    old = siti.ids[0]
    siti.taps("Ya, pesan")

    siti.says("menu")
    siti.taps_id(old).hears("Antrean Anda, kode", "Siti Aminah")
    assert len(desk.booked()) == 1


def test_an_old_yes_never_books_what_it_did_not_show() -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    siti.says("antre besok jam 8").says("Siti Aminah 12-03-1990")
    old = siti.ids[0]
    siti.says("jam 9")

    siti.taps_id(old).hears("Sudah sesuai?", "09.00 - 10.00")
    assert desk.booked() == []


def test_an_old_yes_while_something_else_is_asked_asks_again() -> None:
    siti = Citizen(Desk().open())
    siti.says("antre besok jam 8").says("Siti Aminah 12-03-1990")
    old = siti.ids[0]
    siti.taps("Ganti jam")

    siti.taps_id(old).hears("pilih jam datang")


def test_an_old_service_or_office_is_taken_at_its_word() -> None:
    desk = Desk(services=[NEW, RENEWAL], offices=[WEST, MIDDLE])
    desk.open().open(office=2).open(office=2, service=2)
    siti = Citizen(desk)
    siti.says("paspor baru di tirtasari besok jam 8").says("Siti Aminah 12-03-1990")

    siti.taps_id("off:2:2").hears("pilih jam", "Imigrasi Palewa")
    siti.taps_id("svc:1").hears("pilih kantor")
    assert desk.held() == []


@pytest.mark.parametrize(
    "tap",
    [
        "", ":", "hour", "hour:", "hour:x:y:z", "hour:77", "day",
        "hour:9999999999999999999999:2026-11-24",
        "day:nonsense", "day:9999-99-99:1:1", "svc", "svc:-1",
        "svc:x", "off:99:99", "yes", "yes:nonsense",
        "yes:00000000-0000-0000-0000-000000000000",
        "mine:nonsense", "cancel", "sure:x", "days:x", "hours:5:2026-11-24:1:1",
        "offs:99:1", "svcs:99", "change", "keep", "resume", "old:thing", "🙂", "stop",
        "a" * 300,
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "before", [(), ("halo",), ("antre besok jam 8", "Siti 1-2-90")]
)
def test_no_tap_is_an_error(tap: str, before: tuple[str, ...]) -> None:
    siti = Citizen(Desk().open())
    for words in before:
        siti.says(words)

    siti.taps_id(tap)

    assert siti.reply.words


@pytest.mark.parametrize(
    "step", ["book.gone", "", "menu", "book.hour", "bookings.cancel"]
)
@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"v": 0, "draft": {"service": "one"}},
        {"v": 1, "draft": {"service": "one", "people": [["Siti"]]}},
        {"v": 1, "draft": {"day": "someday"}},
        {"v": 1, "draft": [1, 2]},
        {"v": 1, "shown": "none", "missed": "many", "booking": 7},
        {"v": 1, "shown": [["book"], 3], "draft": {"slot": 1, "people": []}},
    ],
)
def test_what_another_version_kept_is_no_error(step: str, answers: Any) -> None:
    turn = Turn(
        contact_id=uuid4(), account_id=1, agency_id=1, now=NOW,
        text="mau apa ya", answers=answers,
    )  # fmt: skip

    outcome = engine.run({1: talk.begin(step, turn)}, Desk().open().answerers())[1]

    assert outcome.reply.words
    assert outcome.step in talk.STEPS


def test_answers_are_json_with_a_version_and_little_in_them() -> None:
    siti = Citizen(Desk().open())

    siti.says("antre besok jam 8")

    assert siti.answers["v"] == 1
    assert len(json.dumps(siti.answers)) < 400


def test_the_draft_survives_json_whole() -> None:
    siti = Citizen(Desk().open())
    siti.says("antre besok jam 8").says("Siti Aminah 12-03-1990")

    for _ in range(3):
        siti.taps_id("resume").hears("Sudah sesuai?", "Siti Aminah", "tahan sampai")


def test_languages_can_be_tapped() -> None:
    siti = Citizen(Desk().open())

    siti.taps_id("english").hears("How can I help")
    siti.taps_id("indonesian").hears("Apa yang dapat saya bantu")


def test_yes_without_a_question_is_not_understood() -> None:
    siti = Citizen(Desk().open())

    siti.says("halo").says("ya").hears("belum mengerti")


def test_a_booking_made_elsewhere_is_found_by_its_code_only_by_its_owner() -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    booking = desk.book(siti.id, "Siti Aminah", born("1990-03-12"))

    siti.says("antrean saya").says(booking.code).hears("Siti Aminah")


def test_words_beside_a_tap_are_not_lost() -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    siti.says("antre besok")

    siti.turn(choice=siti.ids[2], text="Siti Aminah 12-03-1990")
    siti.hears("Sudah sesuai?", "Siti Aminah", "10.00 - 11.00")


def test_a_yes_beside_a_tap_agrees_to_nothing_unseen() -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    booking = desk.book(siti.id, "Siti Aminah", born("1990-03-12"))

    siti.turn(choice=f"cancel:{booking.id}", text="ya").hears("Batalkan antrean")
    assert len(desk.booked()) == 1
    siti.turn(choice="menu", text="besok").hears("Apa yang dapat saya bantu")


def test_outside_the_hours_it_is_said_when_a_person_answers() -> None:
    desk = Desk().open()
    desk.answering = AnsweringView(
        is_staffed=False,
        opens_at=datetime(2026, 11, 25, 1, 0, tzinfo=UTC),
        zone="Asia/Jakarta",
    )
    siti = Citizen(desk)
    siti.says("halo").says("petugas").hears(
        "petugas akan membalas di sini mulai Rabu, 25 November 2026 pukul 08.00 WIB"
    )
    siti.says("petugas").hears("sudah tercatat", "mulai Rabu, 25 November 2026")


def test_without_known_hours_no_moment_is_promised() -> None:
    desk = Desk().open()
    desk.answering = AnsweringView(is_staffed=False)

    Citizen(desk).says("halo").says("petugas").hears("pada jam layanan")
