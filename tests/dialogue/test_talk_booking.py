"""Talks that end with a code, written like a script: who says what, who hears what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.dialogue.citizen import Citizen
from tests.dialogue.desk import Desk, three_offices
from tests.dialogue.places import EAST, MONDAY, NEW, WEST

TUESDAY = MONDAY + timedelta(days=1)
WEDNESDAY = MONDAY + timedelta(days=2)


def test_siti_taps_her_way_to_a_code() -> None:
    desk = three_offices()
    siti = Citizen(desk)

    siti.says("halo").hears("mesin penjawab otomatis Imigrasi Tirtasari.")
    siti.hears("tetap di tangan petugas")
    siti.sees("Pesan antrean", "Antrean saya", "Bicara petugas")
    siti.taps("Pesan antrean").hears("Untuk layanan apa").hears_not("mesin")
    siti.taps("Paspor baru").hears("Silakan pilih kantor", "Imigrasi Wambena", "WIT")
    siti.taps("Imigrasi Palewa").hears("pilih hari datang di Imigrasi Palewa")
    siti.taps("Sel 24 Nov").hears("Selasa, 24 November 2026", "WITA")
    siti.taps("10.00 - 11.00").hears("nama lengkap dan tanggal lahir")
    siti.says("Siti Aminah 12-03-1990")
    siti.hears("Sudah sesuai?", "Siti Aminah (12 Maret 1990)", "Paspor baru")
    siti.hears("Imigrasi Palewa", "10.00 - 11.00 WITA", "kami tahan sampai 10.10 WITA")
    assert siti.titles == ["Ya, pesan", "Ganti jam", "Batal"]
    siti.taps("Ya, pesan").hears("Terpesan", "Yang dibawa: KTP", "Datang 15 menit")

    [booking] = desk.booked(siti.id)
    assert siti.reply.qr == booking.code
    assert booking.code in siti.reply.words
    assert desk.held() == []


def test_budi_types_his_way_to_a_code() -> None:
    desk = three_offices()
    budi = Citizen(desk)

    budi.says("mau bikin paspor").hears("Untuk layanan apa")
    budi.says("2").hears("pilih kantor")
    budi.says("yang di wambena").hears("pilih hari")
    budi.says("lusa").hears("Rabu, 25 November 2026", "WIT")
    budi.says("jam 1").hears("13.00 - 14.00 WIT", "Siapa yang akan datang")
    budi.says("Budi Santoso", "1 Februari 1985").hears("Sudah sesuai?")
    budi.says("iya betul").hears("Terpesan")

    assert [b.slot.office for b in desk.booked()] == [3]


def test_rina_says_everything_at_once() -> None:
    desk = Desk().open()
    rina = Citizen(desk)

    rina.says("mau bikin paspor besok jam 10", "Rina Wati 3-4-1995")
    rina.hears("mesin penjawab", "Sudah sesuai?", "Rina Wati", "10.00 - 11.00 WIB")
    rina.says("ok").hears("Terpesan")


def test_the_form_of_2017_is_a_fast_path() -> None:
    rina = Citizen(Desk().open())

    rina.says("#RINA WATI#03041995#24112026")
    rina.hears("pilih jam datang untuk Selasa, 24 November 2026")
    rina.says("9").hears("Sudah sesuai?", "RINA WATI (3 April 1995)", "09.00 - 10.00")


def test_one_service_and_one_office_are_not_asked_for() -> None:
    siti = Citizen(Desk().open())

    siti.taps_id("book").hears("pilih hari datang di Imigrasi Tirtasari")


def test_siti_books_in_english() -> None:
    siti = Citizen(Desk().open())

    siti.says("hi, i need an appointment for tomorrow at 10")
    siti.hears("automatic assistant", "Tuesday, 24 November 2026, 10:00 - 11:00 WIB")
    siti.says("Siti Aminah March 12, 1990").hears("Is this right?", "12 March 1990")
    siti.taps("Yes, book it").hears("Booked", "Identity card, family card")
    assert siti.language == "en"


def test_siti_changes_the_language_in_the_middle() -> None:
    siti = Citizen(Desk().open())

    siti.says("halo")
    siti.says("mau bikin paspor").hears("pilih hari")
    siti.says("english").hears("we go on in English", "Please choose a day")
    siti.sees("Tue 24 Nov")
    siti.says("indonesia").hears("bahasa Indonesia", "pilih hari")


def test_a_family_comes_together() -> None:
    desk = Desk().open(free=3)
    siti = Citizen(desk)

    siti.says("antre besok jam 8")
    siti.says("Siti Aminah 12-03-1990\nBudi Santoso 1-2-1985\nRina Wati 3-4-1995")
    siti.hears("- Siti Aminah", "- Budi Santoso", "- Rina Wati")
    siti.says("ya").hears("untuk Siti Aminah, Budi Santoso, Rina Wati")

    assert desk.find(TUESDAY, 8).free == 0


def test_early_wishes_are_noted_and_kept() -> None:
    siti = Citizen(three_offices())

    siti.says("paspor").hears("layanan apa")
    siti.says("besok jam 10").hears("Dicatat: Selasa, 24 November 2026, 10.00")
    siti.says("paspor baru").hears("pilih kantor")
    siti.says("jam 9").hears("Dicatat: 09.00", "pilih kantor")
    siti.says("tirtasari").hears("09.00 - 10.00 WIB", "Siapa yang akan datang")


def test_next_week_lists_the_days_of_next_week() -> None:
    siti = Citizen(Desk().open(days=14))

    siti.says("mau antre").says("minggu depan aja")

    assert siti.titles[0] == "Sen 30 Nov"


def test_many_days_are_paged() -> None:
    siti = Citizen(Desk().open(days=25))

    siti.says("mau antre")
    assert len(siti.titles) == 10
    siti.taps("Berikutnya")
    assert siti.titles[0] == "Kam 3 Des"
    siti.taps("Berikutnya").sees("Dari awal")
    siti.taps("Dari awal")
    assert siti.titles[0] == "Sel 24 Nov"


def test_many_hours_services_and_offices_are_paged() -> None:
    services = [
        type(NEW)(n, {"id": f"Layanan {n}", "en": f"Service {n}"}, {})
        for n in range(1, 13)
    ]
    offices = [
        type(WEST)(n, f"K{n}", f"Kantor {n}", f"Kota {n}", "Asia/Jakarta", "Jalan 1")
        for n in range(1, 13)
    ]
    desk = Desk(services=services, offices=offices)
    desk.open(office=11, service=12, hours=range(8, 20))
    siti = Citizen(desk)

    siti.says("mau antre").taps("Berikutnya").sees("Layanan 12", "Dari awal")
    siti.taps("Layanan 12")
    assert siti.titles[0] == "Kantor 1"
    siti.taps("Berikutnya").taps("Kantor 11").taps("Sel 24 Nov")
    siti.taps("Berikutnya").sees("18.00 - 19.00").taps("19.00 - 20.00")
    siti.hears("19.00 - 20.00 WIB")


def test_today_is_the_day_of_the_office() -> None:
    # 22:30 WIB on Monday is already Tuesday in Makassar and Jayapura.
    late = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
    desk = Desk(offices=[WEST], now=late).open(first=TUESDAY)
    siti = Citizen(desk)
    siti.says("mau antre").says("besok").hears("Selasa, 24 November 2026")

    eastern = Desk(offices=[EAST], now=late).open(office=3, first=TUESDAY)
    rina = Citizen(eastern)
    rina.says("mau antre").says("besok").hears("Rabu, 25 November 2026")


def test_forty_bubbles_get_one_answer() -> None:
    siti = Citizen(Desk().open())

    siti.says(*["halo"] * 20, *["mau bikin paspor"] * 19, "besok")

    siti.hears("pilih jam datang untuk Selasa, 24 November 2026")


def test_an_ordinary_talk_asks_few_commands_of_the_rooms() -> None:
    desk = Desk().open()
    siti = Citizen(desk)

    siti.says("antre besok jam 8")
    assert sum(desk.counts.values()) <= 8
    siti.says("Siti Aminah 12-03-1990").says("ya")
    assert desk.counts["Hold"] == desk.counts["Confirm"] == 1
    assert "Release" not in desk.counts


def test_nothing_personal_is_kept_after_the_talk() -> None:
    siti = Citizen(Desk().open())

    siti.says("antre besok jam 8").says("Siti Aminah 12-03-1990").says("ya")

    assert "Siti" not in str(siti.answers)
    assert "1990" not in str(siti.answers)
