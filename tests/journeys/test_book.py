"""From "halo" to a code: alone, as a family, in English, with few words."""

from __future__ import annotations

from tests.desk.desk import Desk


def test_a_citizen_books_an_hour_and_gets_a_code(desk: Desk) -> None:
    siti = desk.citizen("Siti Aminah")
    siti.says("halo").hears("mesin penjawab otomatis", "bantu").sees("Pesan antrean")
    siti.taps("Pesan antrean").sees("Paspor baru", "Penggantian paspor", "Prioritas")
    siti.taps("Paspor baru").hears("Kantor Labuhan Biru, Labuhan Biru (WITA)")
    siti.taps("Kantor Tirtasari").hears("pilih hari")
    siti.taps(0).hears("pilih jam", "WIB")
    hour = siti.option(0).title
    siti.taps(0).hears("Siapa yang akan datang", hour)
    siti.says(siti.introduction).hears("Sudah sesuai?", "Siti Aminah", "kami tahan")
    siti.taps("Ya, pesan").hears("Terpesan", "Yang dibawa: KTP-el", hour)
    picture = desk.emulator.fetch(siti.heard.media_url)
    assert picture.startswith(b"\x89PNG")
    assert siti.ticks() == "read"
    assert desk.rows(
        "select state, size from bookings_booking where code = %s", siti.code
    ) == [("booked", 1)]


def test_the_ticks_of_every_answer_reach_the_house(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    siti.books()
    desk.settles()
    states = desk.rows(
        "select distinct m.state from messaging_message m"
        " where m.direction = 'out' and m.conversation_id in ("
        "   select conversation_id from messaging_message where external_id = %s)",
        siti.heard.id,
    )
    assert states == [(5,)]


def test_a_family_of_three_gets_one_code(desk: Desk) -> None:
    siti = desk.citizen("Siti Aminah")
    siti.comes_to("Kantor Tirtasari").taps(0)
    family = [siti.introduction, siti.relative("Budi", 1), siti.relative("Rina", 2)]
    siti.says("\n".join(family)).hears("Siti Aminah", "Budi", "Rina")
    siti.taps("Ya, pesan").hears("Terpesan", "Siti Aminah, Budi, Rina")
    ((size, people),) = desk.rows(
        "select size, (select count(*) from bookings_bookedperson p"
        " where p.booking_id = b.id and p.is_live)"
        " from bookings_booking b where code = %s",
        siti.code,
    )
    assert (size, people) == (3, 3)


def test_a_family_that_writes_in_three_bubbles_gets_one_answer(desk: Desk) -> None:
    siti = desk.citizen("Siti Aminah")
    siti.comes_to("Kantor Tirtasari").taps(0)
    siti.says(siti.introduction, siti.relative("Budi", 1), siti.relative("Rina", 2))
    siti.hears("Sudah sesuai?", "Siti Aminah", "Budi", "Rina").hears_nothing_more()


def test_who_writes_english_is_answered_in_english(desk: Desk) -> None:
    rina = desk.citizen("Rina")
    rina.says("good morning, I want to make an appointment").hears("I am")
    rina.hears_not("saya mesin")
    rina.taps("New passport").taps("Kantor Tirtasari").taps(0).taps(0)
    rina.says(rina.introduction).taps(0).hears("e-KTP, family card", rina.code)


def test_a_sentence_that_says_all_leads_to_the_echo(desk: Desk) -> None:
    budi = desk.citizen("Budi")
    budi.says("halo")
    budi.says("mau bikin paspor baru di Tirtasari").hears("pilih hari")
    budi.taps(1).taps(1).says(budi.introduction).hears("Sudah sesuai?", "Tirtasari")


def test_what_is_booked_is_shown_again(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    code = siti.books("Kantor Teluk Merbau")
    siti.says("antrean saya").hears(code, "WIT")
    assert desk.emulator.fetch(siti.heard.media_url).startswith(b"\x89PNG")
    siti.says("pesan antrean").hears("sudah ada antrean", code)
