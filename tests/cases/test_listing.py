"""The lists of the desk: which case stands on which, and how one is found."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loket.cases import listing, nik
from loket.cases.listing import Standing, Wanted
from loket.cases.records import CaseRecord
from tests.cases.conftest import NOW, NUMBER, record

DAY = timedelta(days=1)
NIK = "9971015203900042"


@pytest.fixture
def shown(office, keyring):
    """The numbers on a list, in its order."""

    def shown(standing: Standing, **more):
        wanted = Wanted([office.id], standing, **more)
        page = listing.page(wanted, NOW, keyring)
        return [one.holder.number[-1] for one in page.cases]

    return shown


@pytest.fixture
def some(take):
    """One case for each list; the last digit of its number tells which."""

    def at(n: int, *stages: tuple[str, int]) -> list[CaseRecord]:
        number = f"{NUMBER[:-1]}{n}"
        return [
            record(stage, number, at=NOW - DAY * ago, name=f"Orang {n}")
            for stage, ago in stages
        ]

    take(
        *at(1, ("terdaftar", 2)),
        *at(2, ("terdaftar", 20), ("bayar", 18), ("cetak", 17)),
        *at(3, ("terdaftar", 9), ("siap", 3)),
        *at(4, ("terdaftar", 9), ("siap", 5)),
        *at(5, ("terdaftar", 4), ("kurang", 1)),
        *at(6, ("terdaftar", 9), ("siap", 3), ("diambil", 1)),
    )


def test_each_list_shows_its_cases_in_its_order(some, shown):
    assert shown(Standing.OPEN) == ["5", "1", "3", "4", "2"]
    assert shown(Standing.OVERDUE) == ["2"]
    assert shown(Standing.READY) == ["4", "3"]
    assert shown(Standing.CITIZEN) == ["5"]
    assert shown(Standing.CLOSED) == ["6"]
    assert shown(Standing.OPEN, stage="siap") == ["3", "4"]


def test_the_numbers_above_the_lists_are_those_of_the_lists(some, office, shown):
    counts = listing.counts(Wanted([office.id]), NOW)

    assert counts == {one: len(shown(one)) for one in Standing}


def test_another_office_shows_nothing(some, office, keyring):
    page = listing.page(Wanted([office.id + 1]), NOW, keyring)

    assert (page.cases, page.after) == ([], None)


@pytest.mark.parametrize("standing", list(Standing))
def test_pages_together_show_each_case_once(some, office, keyring, shown, standing):
    wanted, seen = Wanted([office.id], standing), []
    while True:
        page = listing.page(wanted, NOW, keyring, limit=2)
        seen += [one.holder.number[-1] for one in page.cases]
        if page.after is None:
            break
        wanted = Wanted([office.id], standing, after=page.after)

    assert seen == shown(standing)


def test_a_name_is_found_by_its_parts_open_cases_first(some, office, keyring):
    found = listing.by_name([office.id], "orang", NOW, keyring)

    assert [one.holder.number[-1] for one in found.cases][-1] == "6"
    assert (found.looked_at, found.is_whole) == (6, True)
    assert not listing.by_name([office.id], "orang 7", NOW, keyring).cases


def test_a_search_says_when_it_has_not_looked_at_all(
    some, office, keyring, monkeypatch
):
    monkeypatch.setattr(listing, "MOST_OPENED", 2)

    found = listing.by_name([office.id], "orang", NOW, keyring)

    assert (len(found.cases), found.looked_at, found.is_whole) == (2, 2, False)


def test_numbers_are_found_only_at_offices_that_one_sees(make_case, office, keyring):
    case = make_case()
    agency = office.agency_id
    nik.keep(case.id, NIK, NOW, keyring)

    assert listing.by_number(agency, [office.id], NUMBER, keyring) == case.id
    assert listing.by_number(agency, [office.id + 1], NUMBER, keyring) is None
    assert [c.id for c in listing.by_nik(agency, [office.id], NIK, keyring)] == [
        case.id
    ]
    assert listing.by_nik(agency, [office.id + 1], NIK, keyring) == []
    assert listing.by_number(agency, [office.id], NIK, keyring) is None
