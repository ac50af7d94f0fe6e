"""What goes out as a table comes in again as the same cases, whatever they hold."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from loket.cases import actions, exporting, kinds, listing
from loket.cases.imports import actions as tables
from loket.cases.imports import guarding, reading, work
from loket.cases.listing import Standing, Wanted
from loket.cases.models import Case, CaseEvent, Follower
from loket.cases.records import CaseRecord, Source
from loket.offices import queries as offices
from tests.cases.conftest import NOW
from tests.web.conftest import recorded

# What people and programs write; not what no cell can hold, or what blanks even out.
SIGNS = st.characters(codec="utf-8", exclude_categories=("C", "Z"))
WORDS = st.text(st.one_of(SIGNS, st.sampled_from("=+-@';,\"| ")), max_size=30)
NAMES = WORDS.map(lambda name: " ".join(name.split()))
STAGES = ("terdaftar", "bayar", "cetak", "siap", "diambil")


@st.composite
def records(draw):
    n = draw(st.integers(0, 10**15 - 1))
    return CaseRecord(
        office="TS",
        type=draw(st.sampled_from(["paspor-baru", "paspor-anak"])),
        number=f"9{n:015}",
        stage=draw(st.sampled_from(STAGES)),
        at=NOW - timedelta(seconds=draw(st.integers(0, 10**8))),
        name=draw(NAMES),
        birth_date=draw(st.none() | st.dates(date(1930, 1, 1), date(2026, 1, 1))),
        phone=draw(st.just("") | st.integers(10**9, 10**12).map("62{}".format)),
        track=draw(st.sampled_from(["", "express"])),
    )


def known(office, keyring):
    types = kinds.of_agencies([office.agency_id])
    rows = [
        one
        for standing in (Standing.OPEN, Standing.CLOSED)
        for one in listing.each(Wanted([office.id], standing), NOW, keyring)
    ]
    return sorted(
        (
            one.holder.number,
            one.holder,
            one.stage_at,
            one.track,
            types[one.type_id].slug,
            types[one.type_id].stages[one.stage_id].slug,
            one.expected_date,
        )
        for one in rows
    )


def exported(office, keyring):
    lines = [
        line
        for standing in (Standing.OPEN, Standing.CLOSED)
        for line in exporting.table(
            Wanted([office.id], standing), office.agency_id, NOW, keyring
        )
    ]
    # The second table's header is left out, as if it were one.
    head, *rest = lines
    return "".join([head, *(line for line in rest if not line.startswith("\ufeff"))])


@settings(
    max_examples=15,
)
@given(st.lists(records(), min_size=1, max_size=6, unique_by=lambda one: one.number))
def test_an_exported_table_comes_in_as_the_same_cases(office, keyring, told):
    for model in (Follower, CaseEvent, Case):
        model.objects.all().delete()
    actions.take(told, Source(office.agency_id), NOW, keyring)
    before, content = known(office, keyring), exported(office, keyring)
    for model in (Follower, CaseEvent, Case):
        model.objects.all().delete()

    table = tables.upload(office.agency_id, "t.csv", [content.encode()], NOW, keyring)
    for step in (
        lambda: tables.check(table.id, table.columns, {}),
        lambda: tables.run(table.id),
    ):
        step()
        while work.work(NOW + timedelta(days=365), keyring):
            pass

    table.refresh_from_db()
    assert (table.state, table.wrong, len(told)) == ("done", 0, table.rows)
    assert known(office, keyring) == before


@given(
    st.lists(
        st.lists(WORDS.filter(lambda word: "\0" not in word), min_size=3, max_size=3),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(sorted(reading.DELIMITERS)),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.integers(1, 50),
)
def test_any_delimiter_and_encoding_is_read_as_it_was_written(
    rows, mark, encoding, size
):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=mark, lineterminator="\r\n")
    writer.writerows([["A", "B", "C"], *rows])
    try:
        content = text.getvalue().encode(encoding)
    except UnicodeEncodeError:
        assume(False)
    if encoding == "cp1252":
        # What can be read as UTF-8 is, and nothing tells the two apart.
        assume(not _is_utf8(content))
    pieces = [content[at : at + size] for at in range(0, len(content), size)]
    # A file may arrive in pieces that cut a mark in two; the first has it whole.
    pieces = [content[:4], *_cut(content[4:], size)]

    form = reading.form_of(pieces)
    read = list(reading.rows(form, pieces))

    assert read == [["A", "B", "C"], *rows]


def _cut(content, size):
    return [content[at : at + size] for at in range(0, len(content), size)]


def _is_utf8(content):
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


@given(WORDS | st.integers(0, 10**17).map(str))
def test_a_guarded_cell_is_no_formula_and_reads_as_it_was(word):
    cell = guarding.guard(word)

    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert guarding.unguard(cell) == word


def test_an_export_is_written_down(office):
    exporting.note(Wanted([office.id]), office.agency_id)

    assert recorded()[-1] == "cases.exported"


@pytest.mark.parametrize("moment", [datetime(2026, 11, 23, 17, 5, 9, tzinfo=UTC)])
def test_moments_stand_in_the_time_of_the_office(office, keyring, moment):
    told = CaseRecord(
        "TS", "paspor-baru", "9926112600000417", "cetak", moment - timedelta(days=9)
    )
    actions.take([told], Source(office.agency_id), moment, keyring)
    zone = offices.offices()[office.id].tz

    assert f"{told.at.astimezone(zone):%Y-%m-%d %H:%M:%S}" in exported(office, keyring)
