"""Talks in which there is no hour: citizens hear the true reason, and where to go."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from loket.dialogue.commands import NoHour, WhyNot
from tests.dialogue.citizen import Citizen
from tests.dialogue.desk import Desk
from tests.dialogue.places import MIDDLE, MONDAY, WEST

TUESDAY = MONDAY + timedelta(days=1)
FRIDAY = datetime(2026, 11, 27, 0, 0, tzinfo=UTC)  # 07:00 WIB


@pytest.mark.parametrize(
    ("none", "words"),
    [
        (NoHour(WhyNot.FULL), "Semua jam pada Selasa, 24 November 2026 sudah penuh"),
        (
            NoHour(WhyNot.FULL, released_at=FRIDAY),
            "penuh. Tempat berikutnya dibuka Jumat, 27 November 2026 pukul 07.00 WIB.",
        ),
        (NoHour(WhyNot.CLOSED), "Imigrasi Tirtasari tutup pada Selasa"),
        (NoHour(WhyNot.CLOSED, "Hari Raya Natal"), "tutup pada Selasa, 24 November"),
        (NoHour(WhyNot.CLOSED, "Hari Raya Natal"), "2026: Hari Raya Natal."),
        (
            NoHour(WhyNot.NOT_RELEASED),
            "Jam untuk Selasa, 24 November 2026 belum dibuka",
        ),
        (
            NoHour(WhyNot.NOT_RELEASED, released_at=FRIDAY),
            "Dibuka Jumat, 27 November 2026 pukul 07.00 WIB",
        ),
        (NoHour(WhyNot.PAST), "sudah lewat"),
        (NoHour(WhyNot.TROUBLE), "gangguan pada sistem kami, mohon maaf"),
    ],
)
def test_the_true_reason_is_said_with_other_days(none: NoHour, words: str) -> None:
    desk = Desk().open()
    desk.none[TUESDAY] = none
    siti = Citizen(desk)

    siti.says("mau antre")
    siti.says("besok").hears(words, "pilih hari lain")
    wait = ["Daftar tunggu"] if none.why is WhyNot.FULL else []
    days = ["Rab 25 Nov", "Kam 26 Nov", "Jum 27 Nov", "Sab 28 Nov"]
    assert siti.titles == days + wait
    siti.taps("Rab 25 Nov").hears("pilih jam datang untuk Rabu")


def test_the_reasons_are_said_in_english_too() -> None:
    for why in WhyNot:
        desk = Desk().open()
        desk.none[TUESDAY] = NoHour(why, released_at=FRIDAY)
        siti = Citizen(desk, language="en")
        siti.says("english").says("appointment").says("tomorrow")
        siti.hears("Tuesday, 24 November 2026", "Please choose another day")


def test_a_full_office_points_to_the_nearest_free_one() -> None:
    desk = Desk(offices=[WEST, MIDDLE]).open(days=1).open(office=2)
    desk.fill(TUESDAY, office=1)
    siti = Citizen(desk)

    siti.says("antre di tirtasari besok jam 8").hears("sudah penuh")
    siti.hears("Kantor lain yang masih ada tempat", "Imigrasi Palewa: Selasa, 24")
    siti.taps("Imigrasi Palewa").hears("08.00 - 09.00 WITA", "Siapa yang akan datang")


def test_an_office_without_any_day_says_so_and_names_others() -> None:
    desk = Desk(offices=[WEST, MIDDLE]).open(days=2).open(office=2)
    for ahead in range(3):
        desk.fill(TUESDAY + timedelta(days=ahead), office=1)
    siti = Citizen(desk)

    siti.says("antre di tirtasari")
    siti.hears("Semua hari yang dibuka di Imigrasi Tirtasari sudah penuh", "Palewa")


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (WhyNot.FULL, "sudah penuh"),
        (WhyNot.CLOSED, "Imigrasi Tirtasari tutup"),
        (WhyNot.NOT_RELEASED, "belum dibuka"),
        (WhyNot.PAST, "sudah lewat"),
        (WhyNot.TROUBLE, "gangguan pada sistem kami"),
    ],
)
def test_no_day_anywhere_offers_a_person(why: WhyNot, words: str) -> None:
    desk = Desk()
    desk.none = {MONDAY + timedelta(days=n): NoHour(why) for n in range(40)}
    siti = Citizen(desk)

    siti.says("mau antre").hears(words, "Belum ada tempat di kantor lain")
    siti.sees("Bicara petugas", "Menu")


def test_when_the_next_day_opens_is_said() -> None:
    desk = Desk().open(days=1)
    desk.fill(TUESDAY)
    for ahead in range(2, 40):
        day = MONDAY + timedelta(days=ahead)
        desk.none[day] = NoHour(WhyNot.NOT_RELEASED, released_at=FRIDAY)
    siti = Citizen(desk)

    siti.says("mau antre")
    siti.hears("sudah penuh", "Hari berikutnya dibuka Jumat, 27 November 2026")


def test_a_family_hears_that_there_is_no_room_for_all() -> None:
    desk = Desk().open(free=2, days=2)
    siti = Citizen(desk)

    siti.says("antre besok jam 8")
    siti.says("Siti Aminah 12-03-1990\nBudi Santoso 1-2-1985\nRina Wati 3-4-1995")
    siti.hears("tidak cukup untuk 3 orang")
    siti.hears("tidak ada jam dengan 3 tempat bersama")


def test_a_day_in_the_past_is_over_and_one_far_ahead_is_not_open() -> None:
    siti = Citizen(Desk().open())

    siti.says("mau antre")
    siti.says("20/11").hears("Jumat, 20 November 2026 sudah lewat")
    siti.says("24 desember").hears("Kamis, 24 Desember 2026 belum dibuka")
    siti.says("24/12/2999").hears("belum mengerti")


def test_more_free_days_than_fit_can_be_paged() -> None:
    desk = Desk().open(days=20)
    desk.fill(TUESDAY)
    siti = Citizen(desk)

    siti.says("mau antre").says("besok").hears("sudah penuh")
    siti.taps("Berikutnya")
    assert siti.titles[0] == "Sel 1 Des"


def test_a_service_that_no_office_offers_any_more_is_not_a_dead_end() -> None:
    desk = Desk().open()
    siti = Citizen(desk)

    siti.says("mau antre")
    siti.taps_id("svc:99").hears("sedang tidak dapat dipesan")
    assert siti.reply.options


def test_a_desk_without_services_offers_a_person() -> None:
    siti = Citizen(Desk(services=[]))

    siti.says("mau antre").hears("belum ada layanan").sees("Bicara petugas")


def test_a_desk_without_offices_offers_a_person() -> None:
    siti = Citizen(Desk(offices=[]))

    siti.says("mau antre").hears("tidak dapat dipesan di kantor mana pun")
    siti.sees("Bicara petugas", "Menu")


def test_a_wish_outlives_a_full_day() -> None:
    desk = Desk().open()
    desk.fill(TUESDAY)
    siti = Citizen(desk)

    siti.says("antre besok jam 10").hears("sudah penuh")
    siti.says("rabu").hears("Rabu, 25 November 2026, 10.00 - 11.00 WIB")


def test_an_hour_that_is_no_longer_open_is_said_to_be_so() -> None:
    desk = Desk().open()
    siti = Citizen(desk)

    siti.says("antre besok jam 10")
    slot = desk.find(date(2026, 11, 24), 10)
    del desk.slots[slot.id]
    siti.says("Siti Aminah 12-03-1990").hears("sudah tidak dapat dipesan", "pilih jam")
