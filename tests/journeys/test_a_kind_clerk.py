"""Talks as people have them, in which a machine was once no kind clerk."""

from __future__ import annotations

import pytest

from tests.desk.desk import Desk
from tests.desk.guests import Guest, introduced

WANTED = "mau bikin paspor baru di tirtasari"


def asked_who(desk: Desk, name: str) -> Guest:
    """Somebody who has an hour and is asked who comes."""
    guest = desk.citizen(name)
    guest.comes_to("Kantor Tirtasari").taps(0)
    return guest.hears("Siapa yang akan datang?")


def asked_if_right(desk: Desk, name: str) -> Guest:
    """Somebody who is asked if all is right."""
    guest = asked_who(desk, name)
    return guest.says(guest.introduction).hears("Sudah sesuai?", name)


def test_everything_at_once_in_short_words(desk: Desk) -> None:
    budi = desk.citizen("Budi Santoso")
    born = f"{budi.birth_date:%d-%m-%Y}"
    budi.says(f"min mw bkin paspor bru di tirtasari selasa jm 9 buat Budi lahir {born}")
    budi.hears("Sudah sesuai?", "- Budi (", "09.00 - 10.00", "Selasa")
    budi.says("gas").hears("Terpesan").says("ok siap").hears("Baik.")
    budi.hears_not("belum mengerti").says("👍").hears_not("mengerti")


def test_after_the_friday_prayer_is_an_hour(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    siti.says(f"{WANTED} hari jumat abis jumatan")
    siti.hears("Jam yang Anda maksud: 13.30", "Jumat")
    siti.says(siti.introduction).hears("Dicatat: Siti", "pilih jam")
    siti.says("1").hears("Sudah sesuai?", "13.30 - 14.30", "Siti")


def test_whoever_asks_what_is_free_is_shown_it(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    siti.says(WANTED).hears("pilih hari")
    siti.says("hari apa aja yg kosong?").hears("pilih hari").hears_not("mengerti")
    siti.says("tanggal 31 november").hears("tidak ada di kalender", "pilih hari")
    siti.says("kapan aja deh").hears("pilih jam").says("bebas")
    siti.hears("Siapa yang akan datang?")


def test_an_hour_is_typed_as_the_list_shows_it(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    siti.comes_to("Kantor Tirtasari").says("9-10").hears("09.00 - 10.00", "Siapa yang")


def test_the_monday_after_next(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    siti.says(f"{WANTED} senin depan").hears("pilih jam")
    first = siti.words
    siti.says("senin depannya lagi").hears("Senin")
    assert siti.words != first


def test_who_asks_at_home_first_loses_nothing(desk: Desk) -> None:
    siti = asked_who(desk, "Siti")
    siti.says("bentar saya tanya istri dulu").hears("tidak perlu terburu-buru")
    siti.hears("Siapa yang akan datang?").hears_not("Tinggal tanggal lahir")
    siti.says("saya sama istri").hears("Siapa yang akan datang?")
    siti.says("mau tanya dong").hears("pertanyaan Anda", "Siapa yang akan datang?")
    siti.says(siti.introduction).hears("Sudah sesuai?")
    siti.says("ntar dulu ya").hears("terburu-buru", "Sudah sesuai?")
    siti.says("udah bener itu").hears("Terpesan")


def test_the_birth_date_may_come_first(desk: Desk) -> None:
    rina = asked_who(desk, "Rina")
    rina.says(f"{rina.birth_date:%d/%m/%Y}").hears("Tinggal nama")
    rina.says("rina wati").hears("Sudah sesuai?", "Rina Wati")


def test_a_number_that_nobody_asked_for_hides_no_birth_date(desk: Desk) -> None:
    rina = asked_who(desk, "Rina")
    rina.says(f"Rina 3201234567890001 {rina.birth_date:%d-%m-%Y}")
    rina.hears("NIK tidak diperlukan", "Sudah sesuai?", "- Rina (")


def test_who_says_who_they_are_is_not_called_so(desk: Desk) -> None:
    agus = asked_who(desk, "Agus")
    born = f"{agus.birth_date:%d-%m-%Y}"
    agus.says(f"saya sendiri, namanya Agus Salim, tgl lahir {born}")
    agus.hears("- Agus Salim (").hears_not("Sendiri")


def test_one_letter_and_one_day_are_corrected(desk: Desk) -> None:
    dodi = asked_if_right(desk, "Dodi")
    dodi.says("namanya salah, harusnya Dody").hears("- Dody (").hears_not("Dodi")
    dodi.says("tgl lahirnya salah, 4-3-1945").hears("- Dody (4 Maret 1945)")
    dodi.hears_not("Lahirnya").says("ya").hears("Terpesan", "untuk Dody")


def test_one_more_comes_and_another_does_not(desk: Desk) -> None:
    budi = asked_if_right(desk, "Budi")
    budi.says("tambah satu orang lagi").hears("Sudah tercatat: Budi", "yang lain")
    budi.says(budi.relative("Ani", 1)).hears("- Budi (", "- Ani (")
    born = budi.relative("Ana", 2)
    budi.says(f"eh salah, bukan Ani tapi {born}").hears("- Budi (", "- Ana (")
    budi.hears_not("Ani", "Salah").says("ya").hears("Terpesan", "Budi, Ana")


def test_a_yes_with_what_is_agreed_to_cancels(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    siti.books()
    siti.says("ga jadi deh").hears("Batalkan antrean").says("ya batalin aja")
    siti.hears("sudah dibatalkan")


def test_another_day_is_heard_in_english(desk: Desk) -> None:
    made = desk.citizen("Made")
    made.says("english").says("new passport at tirtasari next tuesday at 9 am")
    made.says(made.introduction).says("yes please").hears("Booked")
    made.says("can i change it to thursday?").hears("choose an hour for Thursday")


def test_a_name_that_has_an_hour_already_ends_no_talk(desk: Desk) -> None:
    siti, rina = desk.citizen("Siti"), desk.citizen("Rina")
    siti.books()
    rina.comes_to("Kantor Tirtasari").taps(0).says(siti.introduction)
    rina.hears("sudah punya antrean", "orang lain, tulis nama")
    rina.says(rina.introduction).hears("Sudah sesuai?", "Rina")


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("paspor saya ilang gimana ya min", "surat kehilangan dari kepolisian"),
        ("berapa lama jadinya paspor?", "4 hari kerja"),
        ("kalo yg 5 tahun?", "Rp650.000"),
        ("m-paspor error terus gabisa login", "petugas akan membalas"),
        ("sms suruh bayar ke rekening pribadi, bener ga?", "tidak pernah meminta uang"),
        ("bedanya paspor baru sama penggantian apa?", "paspor lama"),
        ("mau bikin paspor buat anak saya umur 3 tahun", "Dicatat: Prioritas"),
        ("ibu saya 70 tahun, mau bikin paspor", "Dicatat: Prioritas"),
        ("paspor saya expired, mau diperpanjang", "Dicatat: Penggantian paspor"),
    ],
)
def test_what_people_ask_has_an_answer(desk: Desk, said: str, heard: str) -> None:
    siti = desk.citizen("Siti")
    siti.says("halo").says(said).hears(heard)


def test_danger_is_answered_before_anything_else(desk: Desk) -> None:
    rina = desk.citizen("Rina")
    rina.says("tolong saya disekap agen").hears("129", "mesin penjawab")
    assert rina.words.index("129") < rina.words.index("mesin penjawab")


def test_a_family_on_one_line(desk: Desk) -> None:
    agus = asked_who(desk, "Agus")
    wife = introduced("Rini", agus.birth_date.replace(year=1940))
    agus.says(f"{agus.introduction} sama {wife}").hears("- Agus (", "- Rini (")


def test_a_form_with_labels_is_read_to_its_end(desk: Desk) -> None:
    dewi = desk.citizen("Dewi")
    born = f"{dewi.birth_date:%d-%m-%Y}"
    dewi.says(
        f"saya mau daftar\nNama : Dewi Sartika\nTgl lahir : {born}\n"
        "Layanan : paspor baru\nKantor : tirtasari\nHari : selasa\nJam : 10.00"
    )
    dewi.hears("Sudah sesuai?", "- Dewi Sartika (", "10.00 - 11.00")


def test_a_question_with_a_no_in_it_denies_nothing(desk: Desk) -> None:
    budi = asked_who(desk, "Budi")
    budi.says(f"{budi.introduction} dan istri {budi.relative('Rina', 1)}")
    budi.hears("- Budi (", "- Rina (").hears_not("istri Rina")
    budi.says("btw parkir disana luas ga, alamatnya dimana").hears("Sudah sesuai?")
    budi.hears_not("perlu diubah").says("hapus Rina").hears("- Budi (")
    budi.hears_not("Rina").says("ya").hears("Terpesan", "untuk Budi")


def test_a_greeting_of_somebody_who_waits_is_no_new_beginning(desk: Desk) -> None:
    rina = desk.citizen("Rina")
    rina.says("halo").says("mau ngomong sama orang").hears("petugas akan membalas")
    rina.says("halo?").hears("sudah tercatat").hears_not("mesin penjawab")
    rina.says("menu").hears("Apa yang dapat saya bantu?")
