"""Tables are checked first, taken once whoever dies meanwhile, and undone whole."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loket.cases import queries
from loket.cases.imports import actions, work
from loket.cases.imports.actions import ColumnsMissing, NotNow, TooBig
from loket.cases.imports.reading import Unreadable
from loket.cases.models import Case, CaseEvent, Import
from loket.messaging.models import Notice
from loket.partners import subscriptions
from loket.partners.hooks import HookKind
from loket.partners.models import Delivery
from loket.partners.subscriptions import Wanted
from tests.cases.conftest import NOW, NUMBER, PHONE, record
from tests.cases.imports.conftest import FIXED, csv, row, xlsx

HOUR = timedelta(hours=1)


def faults(table):
    return list(table.faults.values_list("row", "field", "fault"))


@pytest.mark.parametrize(
    "content",
    [
        csv([row()]),
        csv([row()], ","),
        csv([row()], "\t"),
        b"\xef\xbb\xbf" + csv([row()]),
        b"sep=;\r\n" + csv([row()]),
        csv([row()]).decode().encode("utf-16"),
        xlsx([row()]),
    ],
    ids=["semicolons", "commas", "tabs", "byte order mark", "sep", "utf-16", "xlsx"],
)
def test_tables_of_every_program_are_read(taken, content, keyring):
    table = taken(content)

    assert (table.state, table.counts, table.wrong) == ("done", {"created": 1}, 0)
    case = Case.objects.get()
    holder = queries.by_id([case.id], keyring)[case.id].holder
    assert (holder.number, holder.name, holder.phone) == (NUMBER, "Siti Aminah", PHONE)
    assert str(holder.birth_date) == "1990-03-12"


def test_a_name_with_an_accent_survives_an_old_program(taken, keyring):
    taken(csv([row(name="André")]).decode().encode("cp1252"))

    (case,) = queries.by_id([Case.objects.get().id], keyring).values()
    assert case.holder.name == "André"


def test_checking_takes_nothing(bring, finish):
    table = bring(csv([row(), row(418, "Terbang")]))

    actions.check(table.id, table.columns, FIXED)
    finish(table)

    assert (table.state, table.rows, table.wrong) == ("checked", 2, 1)
    assert faults(table) == [(3, "stage", "unknown_stage")]
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"number": 9.92611260000042e15}, ("number", "lost_digits")),
        ({"number": 9926112600000420}, ("number", "lost_digits")),
        ({"number": 112600000417}, ("number", "lost_zeros")),
        ({"number": ""}, ("number", "empty")),
        ({"born": "31/02/1990"}, ("birth_date", "bad_date")),
        ({"phone": "tidak ada"}, ("phone", "bad_phone")),
    ],
)
def test_what_excel_does_to_numbers_is_refused_with_its_row(taken, wrong, fault):
    table = taken(xlsx([row(1), row(**wrong)]))

    assert faults(table) == [(3, *fault)]
    assert table.counts == {"created": 1}


def test_a_number_in_scientific_writing_is_refused(taken):
    assert faults(taken(csv([row(number="9,92611E+15")]))) == [
        (2, "number", "lost_digits")
    ]


def test_dates_that_excel_keeps_as_numbers_are_read(taken, keyring):
    taken(xlsx([row(born=32944)]))

    (case,) = queries.by_id([Case.objects.get().id], keyring).values()
    assert str(case.holder.birth_date) == "1990-03-12"


def test_empty_rows_and_short_rows_are_no_trouble(taken):
    content = csv([row(1), [""], [], row(2)])

    assert taken(content).counts == {"created": 2}


@pytest.mark.parametrize(
    ("content", "reason"), [(b"", "empty"), (b"PK\x03\x04 no book", "damaged")]
)
def test_what_is_no_table_is_refused_at_once(bring, content, reason):
    with pytest.raises(Unreadable) as refusal:
        bring(content)

    assert refusal.value.reason == reason
    assert not Import.objects.exists()


def test_a_file_that_is_too_big_leaves_nothing_behind(bring, monkeypatch, folder):
    monkeypatch.setattr(actions, "MOST_BYTES", 10)

    with pytest.raises(TooBig):
        bring(csv([row()]))
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_without_its_columns_nothing_begins(bring):
    table = bring(csv([row()]))

    with pytest.raises(ColumnsMissing, match="office, type"):
        actions.check(table.id, table.columns, {})


def test_what_was_not_checked_is_not_taken(bring):
    with pytest.raises(NotNow):
        actions.run(bring(csv([row()])).id)


def test_a_killed_worker_is_followed_by_one_that_goes_on(
    bring, finish, monkeypatch, keyring
):
    monkeypatch.setattr(work, "BATCH", 10)
    table = bring(csv([row(n) for n in range(35)]))
    actions.check(table.id, table.columns, FIXED)
    finish(table)
    actions.run(table.id)

    advance, calls = work._advance, []

    def dies(*args):
        calls.append(args)
        if len(calls) == 3:
            raise KeyboardInterrupt
        advance(*args)

    monkeypatch.setattr(work, "_advance", dies)
    with pytest.raises(KeyboardInterrupt):
        work.work(NOW, keyring)
    assert Case.objects.count() == 20
    monkeypatch.setattr(work, "_advance", advance)

    finish(table)

    assert Case.objects.count() == CaseEvent.objects.count() == 35
    assert table.counts == {"created": 35}


def test_two_workers_do_not_take_one_table(bring, keyring):
    table = bring(csv([row()]))
    actions.check(table.id, table.columns, FIXED)
    mine = work._claim(NOW)

    assert mine is not None
    assert work._claim(NOW) is None
    Import.objects.update(claimed_until=NOW + HOUR)
    with pytest.raises(work.Lost):
        work._advance(mine, 2, 0, {})


def test_undone_is_what_nothing_else_has_touched(taken, take, finish, kind, keyring):
    take(record("bayar", at=NOW - HOUR, name="Siti", phone=""))
    take(record("bayar", "9926112600000001", at=NOW - HOUR))
    table = taken(csv([row(417), row(1), row(2), row(3)]))
    later = table.made_at + timedelta(days=300)
    take(record("siap", "9926112600000001", at=later), now=later)

    actions.undo(table.id)
    finish(table)

    assert table.state == "undone"
    assert (table.counts["undone"], table.counts["kept"]) == (3, 1)
    stages = {
        one.holder.number: kind.stages[one.stage_id].slug
        for one in queries.by_id(
            Case.objects.values_list("id", flat=True), keyring
        ).values()
    }
    assert stages == {NUMBER: "bayar", "9926112600000001": "siap"}
    holders = queries.by_id(Case.objects.values_list("id", flat=True), keyring)
    assert "Siti" in {one.holder.name for one in holders.values()}


def test_undoing_many_asks_no_more_than_undoing_few(taken, take, finish, keyring):
    asked = []
    for count in (3, 30):
        numbers = range(count * 100, count * 101)
        for n in numbers:
            take(record("bayar", f"99261126{n:08}", at=NOW - HOUR))
        table = taken(csv([row(n) for n in numbers]))
        actions.undo(table.id)
        with CaptureQueriesContext(connection) as queries_:
            finish(table)
        assert table.counts["undone"] == count
        asked.append(len(queries_))

    assert asked[0] == asked[1]


def test_what_was_undone_is_told_nobody(taken, finish, siti):
    table = taken(csv([row()]))
    assert Notice.objects.exists()

    actions.undo(table.id)
    finish(table)

    assert not Notice.objects.exists()


def test_other_systems_hear_what_was_undone(taken, take, finish, office, keyring):
    take(record("bayar", at=NOW - HOUR, phone=""))
    table = taken(csv([row(417), row(1)]))
    kinds = [HookKind.CASE_MOVED, HookKind.CASE_REMOVED]
    wanted = Wanted("https://lain.example/loket", kinds)
    subscriptions.add(office.agency, wanted, NOW, keyring)
    before = set(Case.objects.values_list("id", flat=True))

    actions.undo(table.id)
    finish(table)

    told = Delivery.objects.values_list("kind", "subject")
    kept = Case.objects.get().id
    (gone,) = before - {kept}
    assert set(told) == {("case.removed", gone), ("case.moved", kept)}
