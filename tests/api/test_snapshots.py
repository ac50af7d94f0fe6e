"""A source and we compare all open cases; what differs is told, applied if asked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loket.cases.models import Case, Snapshot
from loket.cases.snapshots import actions
from tests.api.conftest import NOW, record

LATER = "2026-11-23T10:05:00+07:00"


def number(n: int) -> str:
    return f"99261126000000{n:02}"


@pytest.fixture
def told(system, now):
    """Three cases that the system told of, an hour and more ago."""
    records = [record(number=number(n)) for n in (1, 2, 3)]
    system.sends("/cases/records", {"records": records})
    now.shift(timedelta(minutes=10))
    return system


def begun(system, *records) -> str:
    id_ = system.sends("/cases/snapshots").json()["id"]
    page = system.sends(f"/cases/snapshots/{id_}/pages", {"records": list(records)})
    assert page.status_code == 200, page.content
    return id_


def test_what_differs_is_told_and_nothing_is_changed(told):
    id_ = begun(
        told,
        record(number=number(1)),
        record("bayar", number(2), at=LATER),
        record(number=number(9)),
    )
    again = told.sends(
        f"/cases/snapshots/{id_}/pages",
        {"records": [record(number=number(1)), record("nowhere", number(4))]},
    ).json()
    assert again == {
        "taken": 1,
        "refused": [{"index": 1, "fault": "unknown_stage", "field": "stage"}],
    }

    counts = told.sends(f"/cases/snapshots/{id_}/comparison").json()

    assert counts == {
        "same": 1,
        "unknown_here": 1,
        "other_stage": 1,
        "missing_there": 1,
        "changed_since": 0,
    }
    shown = told.asks(f"/cases/snapshots/{id_}/differences").json()["differences"]
    assert {
        (one["difference"], one["number"], one["stage_here"], one["stage_there"])
        for one in shown
    } == {
        ("unknown_here", number(9), None, "terdaftar"),
        ("other_stage", number(2), "terdaftar", "bayar"),
        ("missing_there", number(3), "terdaftar", None),
    }
    assert Case.objects.count() == 3
    assert told.sends(f"/cases/snapshots/{id_}/comparison").status_code == 409


def test_asked_for_what_differs_is_put_right_and_missing_ones_stay(told):
    id_ = begun(told, record("bayar", number(2), at=LATER), record(number=number(9)))
    assert told.sends(f"/cases/snapshots/{id_}/applications").status_code == 409
    told.sends(f"/cases/snapshots/{id_}/comparison")

    done = told.sends(f"/cases/snapshots/{id_}/applications").json()

    assert sorted(one["became"] for one in done["outcomes"]) == ["created", "updated"]
    assert done["left"] == 0
    assert Case.objects.count() == 4
    assert Case.objects.filter(closed_at=None).count() == 4
    again = told.sends(f"/cases/snapshots/{id_}/applications").json()
    assert again == {"outcomes": [], "left": 0}


def test_what_was_told_meanwhile_is_no_difference(told, now):
    id_ = begun(told, *(record(number=number(n)) for n in (1, 2, 3)))
    now.shift(timedelta(minutes=1))
    moved = [record("bayar", number(2), at=LATER), record(number=number(5))]
    told.sends("/cases/records", {"records": moved})

    counts = told.sends(f"/cases/snapshots/{id_}/comparison").json()

    assert (counts["same"], counts["changed_since"]) == (2, 1)
    assert (counts["other_stage"], counts["missing_there"]) == (0, 0)


def test_a_snapshot_is_of_one_source_and_goes_after_a_week(
    told, make_system, office, foreign_office
):
    id_ = begun(told, record(number=number(1)))
    others = (
        make_system(foreign_office.agency),
        make_system(office.agency, offices=(office,)),
    )
    for other in others:
        asked = other.sends(f"/cases/snapshots/{id_}/comparison")
        assert asked.status_code == 404

    actions.forget(NOW + timedelta(days=8))

    assert not Snapshot.objects.exists()
