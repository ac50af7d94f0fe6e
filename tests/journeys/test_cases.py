"""
"Is my passport ready?", day by day: booked, made, asked, told, collected.

The office tells of the case by a table, as another program would write it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from loket.lib import clock
from tests.desk.desk import Desk
from tests.desk.guests import Guest

HEADER = "Nomor Permohonan;Nama;Tgl Lahir;No HP;Status;Tanggal Status"
COLLECT = "Pengambilan paspor"
WIB = ZoneInfo("Asia/Jakarta")


@pytest.fixture
def desk(desk: Desk) -> Iterator[Desk]:
    """A desk whose offices are never quiet: a test may run at night."""
    desk.change("update offices_office set quiet_from = '00:00', quiet_until = '00:00'")
    yield desk
    desk.change("update offices_office set quiet_from = '20:00', quiet_until = '07:00'")


class BackOffice:
    """The program of an office that knows how cases stand."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.folder = folder

    def tells(self, *rows: str) -> str:
        """Bring a table in; return what the command says."""
        file = self.folder / "cases.csv"
        file.write_text("\r\n".join([HEADER, *rows]), encoding="utf-8-sig")
        program = Path(sys.executable).with_name("loket")
        done = subprocess.run(
            [program, "cases", "import", file, "--office=TS", "--type=paspor-baru"],
            env={**os.environ, **self.desk.env},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def office(desk: Desk, tmp_path: Path) -> BackOffice:
    return BackOffice(desk, tmp_path)


def row(guest: Guest, stage: str, hours_ago: int = 9, n: int = 0) -> str:
    """A row about somebody's passport; each guest has numbers of their own."""
    when = clock.now().astimezone(WIB) - timedelta(hours=hours_ago)
    facts = [
        number_of(guest, n),
        guest.name,
        f"{guest.birth_date:%d/%m/%Y}",
        guest.key,
        stage,
        f"{when:%Y-%m-%d %H:%M}",
    ]
    return ";".join(facts)


def number_of(guest: Guest, n: int = 0) -> str:
    return f"992611{n}{int(guest.key[-9:]):09}"


def comes(desk: Desk, guest: Guest, kind: str = "case.news") -> None:
    """Let the time that a notice needs to settle be over, once it is planned."""
    statement = (
        "update messaging_notice n set due_at = now() from contacts_identity i"
        " where n.state = 0 and n.kind = %s and i.contact_id = n.contact_id"
        " and i.value = %s"
    )
    desk.until(lambda: desk.change(statement, kind, guest.key) > 0, within_s=30)


def test_the_story_from_the_first_question_to_the_passport_in_hand(
    desk: Desk, office: BackOffice
) -> None:
    siti = desk.citizen("Siti Aminah")
    siti.says("paspor saya sudah jadi belum?").hears("tidak tercatat", "NIK tidak")

    assert "1 created" in office.tells(row(siti, "Menunggu pembayaran"))
    siti.says("status").hears("Menunggu pembayaran", "kode billing")

    office.tells(row(siti, "Dicetak", 7))
    comes(desk, siti)
    siti.waits().hears("Kabar permohonan", "Dicetak").hears_not("Siti", "paspor")

    siti.says("paspor sy udh jadi blm min").hears("Paspor baru", "Dicetak")

    office.tells(row(siti, "Siap diambil", 6))
    siti.says("udah jadi belum?").hears("Siap diambil", "Silakan ambil", "KTP asli")
    siti.taps("Ambil jam itu").hears("Siti Aminah").taps("Ya, pesan")
    siti.hears("Terpesan", COLLECT)
    code = siti.code
    siti.says("status").hears(code)

    office.tells(row(siti, "Sudah diambil", 5))
    comes(desk, siti)
    siti.waits().hears("Sudah diambil", "saran")
    siti.hears_nothing_more()


def test_three_stages_in_one_table_are_one_message(
    desk: Desk, office: BackOffice
) -> None:
    budi = desk.citizen("Budi Santoso")
    budi.says("halo")
    office.tells(
        row(budi, "Menunggu pembayaran", 8),
        row(budi, "Dicetak", 7),
        row(budi, "Siap diambil", 6),
    )
    comes(desk, budi)

    budi.waits().hears("Ada kabar tentang permohonan Anda")
    budi.hears_not("Siap", "Budi", "paspor").hears_nothing_more()
    budi.taps("Lihat status").hears("Siap diambil")


def test_a_stranger_learns_nothing_and_the_holder_proves_it(
    desk: Desk, office: BackOffice
) -> None:
    rina, tamu = desk.citizen("Rina Wati"), desk.citizen("Tamu")
    office.tells(row(rina, "Dicetak"))
    number, born = number_of(rina), f"{rina.birth_date:%d-%m-%Y}"

    tamu.says(f"status permohonan {number}").hears("Tanggal lahir pemohon")
    tamu.says("1 januari 2001").hears("tidak cocok").hears_not("Dicetak")
    wrong = tamu.words
    tamu.says("status 9926119999999999 1 januari 2001").hears(wrong)

    tamu.says(f"status {number} {born}").hears("Dicetak")
    tamu.says("status").hears("Dicetak")


def test_numbers_are_not_tried_out(desk: Desk, office: BackOffice) -> None:
    rina, tamu = desk.citizen("Rina Wati"), desk.citizen("Tamu")
    office.tells(row(rina, "Dicetak"))
    for year in range(2001, 2006):
        tamu.says(f"status {number_of(rina)} 1 januari {year}").hears("tidak cocok")

    born = f"{rina.birth_date:%d-%m-%Y}"
    tamu.says(f"status {number_of(rina)} {born}").hears("Coba lagi besok")
    # Who it belongs to is not kept out by what others tried.
    rina.says("status").hears("Dicetak")


def test_a_missed_promise_is_told(desk: Desk, office: BackOffice) -> None:
    siti = desk.citizen("Siti Aminah")
    office.tells(row(siti, "Dicetak"))
    siti.says("status").hears("Dicetak")
    desk.change(
        "update cases_case set expected_date = now()::date - 3 where id in"
        " (select case_id from cases_follower f join contacts_identity i"
        " using (contact_id) where i.value = %s)",
        siti.key,
    )
    comes(desk, siti, "case.missed")

    siti.waits().hears("belum selesai pada hari yang kami janjikan")
    siti.says("status").hears("Kami terlambat dari janji")


def test_a_payment_that_went_wrong_reaches_a_person(desk: Desk) -> None:
    budi = desk.citizen("Budi Santoso")
    budi.says("min sudah bayar tapi status belum berubah").hears("kode billing")
    budi.says("820261129000417").hears("kami catat", "petugas")
    reason = desk.value(
        "select person_wanted_for from messaging_conversation c"
        " join contacts_identity i on i.contact_id = c.contact_id where i.value = %s",
        budi.key,
    )
    assert reason == "payment"


def test_ten_thousand_rows_with_thirty_seven_bad_ones(
    desk: Desk, office: BackOffice
) -> None:
    tamu = desk.citizen("Tamu")
    rows = [
        f"{'9E+15' if n % 270 == 5 else 9926125500000000 + n};Tamu;1/2/1990;;Dicetak;"
        for n in range(9_990)
    ]
    said = office.tells(*rows, *(row(tamu, "Dicetak", n=n) for n in range(10)))

    assert "10000 rows: 9963 created; 37 wrong." in said
    assert "Row 7, number: a program has rounded it" in said
    tamu.says("status").hears("Permohonan yang mana?")
