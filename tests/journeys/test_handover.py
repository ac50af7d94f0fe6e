"""From the machine to a person and back, and who is heard meanwhile."""

from __future__ import annotations

from tests.desk.desk import Desk
from tests.desk.guests import Guest
from tests.desk.officers import Officer


def test_a_person_takes_over_answers_and_gives_back(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    siti.says("halo")
    siti.says("saya mau bicara dengan petugas").hears("petugas akan membalas")
    desk.settles()
    dewi = Officer(desk, siti).takes()
    siti.writes("paspor saya hilang di jalan").hears_nothing_more()

    dewi.says("Saya Dewi. Datang besok dengan surat polisi.")

    siti.waits().hears("Saya Dewi")
    siti.writes("batal").hears_nothing_more()
    dewi.gives_back()
    siti.waits().hears("mesin kembali menjawab")
    siti.says("menu").hears("Apa yang dapat saya bantu?")


def test_a_booking_goes_on_where_it_was_when_the_machine_is_back(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    siti.comes_to("Kantor Tirtasari").taps(0).hears("Siapa yang akan datang")
    siti.says("petugas").hears("petugas akan membalas")
    desk.settles()
    dewi = Officer(desk, siti).takes().says("Tulis nama Anda saja.")
    siti.waits().hears("Tulis nama Anda saja.")
    dewi.gives_back()
    siti.waits().hears("mesin kembali menjawab")

    siti.says(siti.introduction).hears("Sudah sesuai?")


def test_a_closed_window_is_opened_by_an_invitation_that_is_answered(
    desk: Desk,
) -> None:
    siti = desk.citizen("Siti")
    siti.says("halo")
    siti.says("saya mau bicara dengan petugas").hears("petugas akan membalas")
    desk.settles()
    dewi = Officer(desk, siti).takes()
    day_passes(desk, siti)
    desk.until(
        lambda: bool(desk.rows("select 1 from messaging_template limit 1")),
        what="no templates were read from the platform",
    )

    dewi.invites()

    siti.waits().hears("Petugas Imigrasi Tirtasari hendak menjawab pesan Anda")
    assert siti.heard.type == "template"
    siti.phone.tap(siti.option(0))
    siti.hears_nothing_more()
    desk.settles()
    dewi.says("Dokumen Anda sudah lengkap.")
    siti.waits().hears("Dokumen Anda sudah lengkap.")
    dewi.gives_back()
    siti.waits().hears("mesin kembali menjawab")


def day_passes(desk: Desk, siti: Guest) -> None:
    """Let 25 hours pass since somebody wrote, for us and for the platform."""
    desk.change(
        "update messaging_conversation c set last_inbound_at = now() - interval"
        " '25 hours' from messaging_message m"
        " where m.conversation_id = c.id and m.external_id = %s",
        siti.heard.id,
    )
    siti.phone.is_silent_for(hours=25)


def test_outside_the_hours_the_machine_says_when_a_person_answers(desk: Desk) -> None:
    desk.change(
        "insert into offices_answeringhours (agency_id, weekday, opens_at, closes_at)"
        " select id, mod(extract(isodow from now())::int + 1, 7), '09:00', '10:00'"
        " from offices_agency"
    )
    try:
        siti = desk.citizen("Siti")
        siti.says("halo")
        siti.says("petugas").hears("petugas akan membalas di sini mulai", "09.00 WIB")
        siti.says("menu").hears("Apa yang dapat saya bantu?")
    finally:
        desk.change("delete from offices_answeringhours")
