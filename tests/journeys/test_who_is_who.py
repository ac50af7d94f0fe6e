"""Numbers, ids, names: who somebody is to the house, and what it does not keep."""

from __future__ import annotations

import pytest

from tests.desk.desk import Desk

# Invented: its region does not exist.
NIK = "9901054703900007"


@pytest.mark.parametrize("identity", ["bsuid_only", "phone_only"])
def test_one_kind_of_identity_is_enough_to_book(desk: Desk, identity: str) -> None:
    siti = desk.citizen("Siti")
    siti.phone.identifies_as(identity)
    code = siti.books()
    siti.says("antrean saya").hears(code)


def test_a_citizen_who_hides_the_number_later_stays_the_same(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    code = siti.books()
    siti.phone.identifies_as("bsuid_only")
    siti.says("antrean saya").hears(code)


def test_a_citizen_whose_user_id_changes_stays_the_same(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    siti.phone.identifies_as("bsuid_only")
    code = siti.books()
    siti.phone.changes_user_id()
    desk.settles()
    siti.says("antrean saya").hears(code)
    assert desk.value("select count(*) from contacts_identityconflict") == 0


def test_nobody_hears_of_the_bookings_of_another_number(desk: Desk) -> None:
    siti, budi = desk.citizen("Siti"), desk.citizen("Budi")
    code = siti.books()
    budi.says("halo").says(code).hears_not("Siti")
    budi.says("antrean saya").hears("belum punya antrean")


def test_a_second_booking_of_the_same_person_is_refused(desk: Desk) -> None:
    siti, budi = desk.citizen("Siti Aminah"), desk.citizen("Budi")
    code = siti.books()
    budi.comes_to("Kantor Tirtasari").taps(1)
    budi.says(siti.introduction.upper()).hears("sudah punya antrean", "dari nomor lain")
    budi.hears_not(code)
    taken = "select count(*) from bookings_bookedperson where is_live"
    before = desk.value(taken)
    siti.says("pesan antrean").hears(code).taps("Pesan lagi")
    siti.taps("Paspor baru").taps("Kantor Tirtasari").taps(1).taps(1)
    siti.says(siti.introduction).hears("sudah punya antrean", code)
    assert desk.value(taken) == before


def test_an_identity_number_is_nowhere_in_the_database(desk: Desk) -> None:
    siti = desk.citizen("Siti Aminah")
    siti.comes_to("Kantor Tirtasari").taps(0)
    spaced = " ".join(NIK[at : at + 4] for at in range(0, 16, 4))
    siti.says(f"{siti.introduction} NIK {NIK}").hears("NIK tidak diperlukan")
    siti.says("menu")
    siti.says(f"ini nik saya {spaced}")
    siti.sends("document", caption=f"KTP {NIK}", filename=f"{NIK}.pdf")
    desk.emulator.citizen(siti.key, f"Siti {NIK}")
    siti.phone.name = f"Siti {NIK}"
    siti.says("halo")
    desk.settles()
    assert places_with(desk, NIK) + places_with(desk, spaced) == []
    assert places_with(desk, "•0007")
    assert NIK not in desk.logs()
    assert siti.key not in desk.logs()


def places_with(desk: Desk, digits: str) -> list[str]:
    """Every table and column in which the digits can be read."""
    columns = desk.rows(
        "select table_name, column_name from information_schema.columns"
        " where table_schema = 'public' and data_type not in ('uuid', 'boolean')"
    )
    searches = [
        f"select '{table}.{column}' where exists"
        f' (select 1 from "{table}" where "{column}"::text like %s)'
        for table, column in columns
    ]
    wanted = [f"%{digits}%"] * len(searches)
    return [place for (place,) in desk.rows(" union all ".join(searches), *wanted)]
