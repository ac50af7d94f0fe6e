from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.dialogue.understanding import people
from loket.dialogue.understanding.people import Gap, Missing, Person

TODAY = date(2026, 11, 23)
SITI = Person("Siti Aminah", date(1990, 3, 12))
BUDI = Person("Budi Santoso", date(1985, 2, 1))


@pytest.mark.parametrize(
    "text",
    [
        "Siti Aminah 12-03-1990",
        "Siti Aminah, 12 Maret 1990",
        "Siti Aminah 12/3/90",
        "12-03-1990 Siti Aminah",
        "  Siti   Aminah   12031990 ",
        "*Siti Aminah* _12-03-1990_ 🙏",
        "Nama: Siti Aminah\nTgl lahir: 12-03-1990",
        "nama lengkap Siti Aminah tanggal lahir 12 maret 1990",
        "Siti Aminah, Bandung, 12 Maret 1990",
        "1. Siti Aminah 12-03-1990",
        "- Siti Aminah (12-03-1990)",
        "Siti Aminah\n12-03-1990",
        "#Siti Aminah#12031990#24112026",
        "Siti Aminah#120390#Jalan Melati 1",
        "Siti Aminah12-03-1990",
    ],
)
def test_one_person_is_read_however_it_is_written(text: str) -> None:
    found = people.parse(text, TODAY)

    assert found.complete == [SITI]
    assert found.missing == []


@pytest.mark.parametrize(
    "text",
    [
        "Siti Aminah 12-03-1990\nBudi Santoso 01-02-1985",
        "1. Siti Aminah 12-03-1990\n2. Budi Santoso 1 Februari 1985",
        "Siti Aminah 12-03-1990 dan Budi Santoso 1-2-1985",
        "Siti Aminah 12-03-1990; Budi Santoso 1/2/85",
        "12-03-1990 Siti Aminah, 01-02-1985 Budi Santoso",
        "Siti Aminah\nBudi Santoso\n12-03-1990\n01-02-1985",
    ],
)
def test_a_family_is_read_in_its_order(text: str) -> None:
    assert people.parse(text, TODAY).complete == [SITI, BUDI]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Siti Aminah", Missing(Gap.NO_DATE, "Siti Aminah")),
        ("12-03-1990", Missing(Gap.NO_NAME, day=date(1990, 3, 12))),
        ("Siti Aminah 31-02-1990", Missing(Gap.BAD_DATE, "Siti Aminah")),
        ("Siti Aminah 12-03", Missing(Gap.UNFINISHED_DATE, "Siti Aminah")),
        ("Siti Aminah 12-03-2030", Missing(Gap.FUTURE_DATE, "Siti Aminah")),
        ("Siti Aminah 12-03-1890", Missing(Gap.OLD_DATE, "Siti Aminah")),
        ("S1t1 12-03-1990", Missing(Gap.ODD_NAME, day=date(1990, 3, 12))),
        ("X 12-03-1990", Missing(Gap.ODD_NAME, day=date(1990, 3, 12))),
        ("a" * 90 + " 12-03-1990", Missing(Gap.LONG_NAME, day=date(1990, 3, 12))),
    ],
)
def test_exactly_what_is_missing_is_known(text: str, missing: Missing) -> None:
    found = people.parse(text, TODAY)

    assert found.complete == []
    assert found.missing == [missing]


def test_who_is_complete_stays_when_another_is_not() -> None:
    found = people.parse("Siti Aminah 12-03-1990\nBudi Santoso", TODAY)

    assert found.complete == [SITI]
    assert found.missing == [Missing(Gap.NO_DATE, "Budi Santoso")]


def test_a_name_repeated_with_its_date_is_not_missing_any_more() -> None:
    found = people.parse("Siti Aminah\nSiti aminah 12-03-1990", TODAY)

    assert found.missing == []
    assert [person.birth_date for person in found.complete] == [SITI.birth_date]


@pytest.mark.parametrize(
    "name",
    [
        "Siti",
        "O'Neil D'Souza",
        "M. Rizal",
        "Ana-Maria",
        "Ñoño Müller",
        "Nur'aini",
        "李小龍",
    ],
)
def test_names_of_every_kind_are_kept(name: str) -> None:
    assert people.parse(f"{name} 12-03-1990", TODAY).complete == [
        Person(name, SITI.birth_date)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Siti Aminah 12-03-1990 ••••••••••••0042",
        "NIK: ••••••••••••0042\nSiti Aminah 12-03-1990",
        "3173015203900001 Siti Aminah 12-03-1990",
    ],
)
def test_an_identity_number_is_noticed_and_left_out(text: str) -> None:
    found = people.parse(text, TODAY)

    assert found.complete == [SITI]
    assert found.has_identity_number


def test_the_form_of_2017_names_the_day_of_the_visit() -> None:
    form = people.old_form("#BUDI#25011987#24112026", TODAY)

    assert form == (Person("BUDI", date(1987, 1, 25)), date(2026, 11, 24))
    assert people.old_form("#BUDI#250187#241126", TODAY) == form
    assert people.old_form("halo #paspor", TODAY) is None


def test_a_known_name_corrects_the_birth_date() -> None:
    corrected = Person("siti aminah", date(1990, 3, 13))

    assert people.merge([SITI, BUDI], [corrected]) == (BUDI, corrected)


names = st.from_regex(r"[A-Z][a-z]{1,10}( [A-Z][a-z]{1,10}){0,3}", fullmatch=True)
LABELS = {"nama", "name", "lahir", "born", "dan", "and", "dob", "ttl", "nik", "ktp"}


@given(names, st.dates(date(1910, 1, 1), TODAY), st.sampled_from("-/. "))
def test_every_name_and_date_is_read_together(
    name: str, day: date, separator: str
) -> None:
    if LABELS.intersection(name.lower().split()):
        return
    text = f"{name} {day.day:02}{separator}{day.month:02}{separator}{day.year}"

    assert people.parse(text, TODAY).complete == [Person(name, day)]


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading_of_people(text: str) -> None:
    for person in people.parse(text, TODAY).complete:
        assert 2 <= len(person.name) <= 80
        assert person.birth_date <= TODAY
        assert not any(character.isdigit() for character in person.name)
    people.old_form(text, TODAY)


@pytest.mark.parametrize(
    "words",
    [
        "nama saya Siti Aminah lahir 12-03-1990",
        "saya Siti Aminah 12-03-1990",
        "aku adalah Siti Aminah, 12-03-1990",
        "my name is Siti Aminah born 12-03-1990",
        "dan saya Siti Aminah 12-03-1990",
    ],
)
def test_who_speaks_of_themselves_is_not_called_saya(words):
    (person,) = people.parse(words, date(2026, 11, 24)).complete
    assert person.name == "Siti Aminah"


@pytest.mark.parametrize("name", ["Is Mardianto", "Sayadi", "My Linh", "Aki"])
def test_names_that_look_like_speaking_are_kept(name):
    (person,) = people.parse(f"{name} 12-03-1990", date(2026, 11, 24)).complete
    assert person.name == name
