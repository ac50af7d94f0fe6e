"""From the machine to a person and back, and who is heard meanwhile."""

from __future__ import annotations

from tests.desk.desk import Desk
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
