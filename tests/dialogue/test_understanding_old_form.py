"""The form of 2017 in all the ways in which offices asked for it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.dialogue.understanding import old_form
from loket.dialogue.understanding.old_form import Form

TODAY = date(2026, 11, 23)
BORN = date(1987, 1, 25)
TOMORROW = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    [
        "#BUDI#25011987#24112026",
        "#BUDI#250187#241126",
        "#BUDI#25011987#241126",
        "BUDI#25011987#24112026",
        "#BUDI#25011987#24112026#",
        "# BUDI # 25-01-1987 # 24-11-2026 #",
        "#BUDI#25/01/1987#24/11",
        "#BUDI#25 Januari 1987#24 Nopember 2026",
        "#BUDI#25 Januri 1987#besok",
        "#BUDI\n#25011987\n#24112026",
        "\uff03BUDI\uff0325011987\uff0324112026",
        "DAFTAR#BUDI#25011987#24112026",
        "#Nama: BUDI#Tgl.Lahir: 25-01-1987#Tgl: 24-11-2026",
        "#NAMA#BUDI#TGL.LAHIR#25011987#TANGGAL#24112026",
        "#25011987#BUDI#24112026",
        "BUDI#25.01.1987#Jalan Melati RT 3/4#24112026",
    ],
)
def test_every_variant_says_the_same(text: str) -> None:
    assert old_form.read(text, TODAY) == Form("BUDI", BORN, TOMORROW)


@pytest.mark.parametrize(
    "text",
    [
        "#BUDI#25011987",
        "BUDI#25.01.1987#Jl. Melati RT 3/4 No 12 Batam",
        "#BUDI#25011987#Jalan 17 Agustus 45",
        "#BUDI#25011987#18072017",
        "#BUDI#25011987#31022026",
    ],
)
def test_a_form_without_a_day_to_come_asks_for_it_later(text: str) -> None:
    assert old_form.read(text, TODAY) == Form("BUDI", BORN, None)


@pytest.mark.parametrize(
    "text",
    [
        "#batal",
        "#BATAL#",
        "halo #paspor",
        "#BUDI#",
        "#BUDI#besok",
        "BUDI 25011987 24112026",
        "#25011987#24112026",
        "#12345#25011987",
        "",
        "###",
    ],
)
def test_other_texts_are_no_form(text: str) -> None:
    assert old_form.read(text, TODAY) is None


def test_a_broken_form_is_one_line_and_two_forms_are_two() -> None:
    broken = "#BUDI\n#25011987\n#24112026\nhalo"
    two = "#BUDI#25011987#24112026\n#SITI#12031990#24112026"

    assert old_form.lines(broken) == ["#BUDI#25011987#24112026", "halo"]
    assert old_form.lines(two) == two.splitlines()


# No name is a label of the form.
names = st.from_regex(r"[B-CE-KM-MO-OQ-SU-Z]{3,12}( [A-Z]{3,12}){0,3}", fullmatch=True)


@given(
    name=names,
    born=st.dates(date(1930, 1, 1), date(2026, 11, 22)),
    visit=st.dates(TODAY, date(2027, 11, 23)),
    first=st.sampled_from(["#", ""]),
    around=st.sampled_from(["", " ", "  "]),
    shapes=st.tuples(*[st.sampled_from(["%d%m%Y", "%d%m%y", "%d-%m-%Y"])] * 2),
)
def test_every_name_and_both_days_are_read(
    name: str,
    born: date,
    visit: date,
    first: str,
    around: str,
    shapes: tuple[str, str],
) -> None:
    parts = [name, born.strftime(shapes[0]), visit.strftime(shapes[1])]
    text = first + "#".join(f"{around}{part}{around}" for part in parts)

    assert old_form.read(text, TODAY) == Form(name, born, visit)


@given(st.text(alphabet="#01234567890 ab-/\n", max_size=80))
def test_no_text_breaks_the_reading_of_the_form(text: str) -> None:
    form = old_form.read(text, TODAY)

    assert form is None or form.birth_date <= TODAY
