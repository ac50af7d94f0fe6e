"""What other systems tell of cases is taken record by record, and read again."""

from __future__ import annotations

from datetime import timedelta

from loket.cases.models import Case, CaseEvent
from tests.api.conftest import NUMBER, record


def became(answer):
    assert answer.status_code == 200, answer.content
    return [one["fault"] or one["became"] for one in answer.json()["outcomes"]]


def test_each_record_gets_an_outcome_of_its_own(system):
    answer = system.sends(
        "/cases/records",
        {
            "records": [
                record(),
                record(),
                record("bayar", at="2026-11-23T09:30:00+07:00"),
                record(at="2026-11-22T09:00:00+07:00"),
                record(number="x"),
                record(number="9926112600000418", office="??"),
                record(number="9926112600000418", at="yesterday"),
                record(number="9926112600000418", birth_date="1990-02-31"),
            ]
        },
    )

    assert became(answer) == [
        "created",
        "unchanged",
        "updated",
        "old",
        "bad_number",
        "unknown_office",
        "bad_moment",
        "bad_birth_date",
    ]
    assert answer.json()["outcomes"][4]["field"] == "number"
    assert answer.json()["counts"]["refused"] == 4
    event = CaseEvent.objects.earliest("id")
    assert (event.actor_kind, event.origin) == ("api", "simkim")


def test_a_newer_version_is_never_undone_by_an_older_one(system):
    told = [record("bayar", version=7), record("terdaftar", version=6)]

    assert became(system.sends("/cases/records", {"records": told})) == [
        "created",
        "old",
    ]


def test_stages_are_told_of_by_number_alone(system):
    system.sends("/cases/records", {"records": [record("bayar")]})
    later = "2026-11-23T09:30:00+07:00"
    events = [
        {"number": NUMBER, "stage": "cetak", "at": later},
        {"number": "9926119999999999", "stage": "cetak", "at": later},
        {"number": NUMBER, "stage": "nowhere", "at": later},
    ]

    answer = system.sends("/cases/events", {"events": events})

    assert became(answer) == ["updated", "unknown_case", "unknown_stage"]
    assert Case.objects.get().stage.slug == "cetak"


def test_a_case_is_found_by_its_number_in_a_body_and_by_its_id(system):
    (made,) = system.sends("/cases/records", {"records": [record("bayar")]}).json()[
        "outcomes"
    ]

    found = system.sends("/cases/lookups", {"number": NUMBER}).json()

    assert (found["id"], found["stage"]) == (made["id"], "bayar")
    assert found["expected_date"] == "2026-11-27"
    assert system.asks(f"/cases/{made['id']}").json() == found
    assert "Siti" not in str(found)
    assert system.sends("/cases/lookups", {"number": "1234"}).status_code == 404


def test_a_list_is_read_page_by_page_and_goes_on_with_what_changed(system, now):
    numbers = [f"99261126000000{n:02}" for n in range(5)]
    system.sends("/cases/records", {"records": [record(number=n) for n in numbers]})
    first = system.asks("/cases", limit=3).json()
    rest = system.asks("/cases", limit=3, after=first["next"]).json()
    read = [one["number"] for one in (*first["cases"], *rest["cases"])]
    assert sorted(read) == numbers
    assert rest["next"] is None

    now.shift(timedelta(minutes=30))
    moved = record("bayar", numbers[2], at="2026-11-23T10:10:00+07:00")
    system.sends("/cases/records", {"records": [moved]})

    since = system.asks("/cases", changed_since="2026-11-23T10:20:00+07:00").json()
    assert [one["number"] for one in since["cases"]] == [numbers[2]]
    at = system.asks("/cases", stage="bayar", type="paspor-baru", office="TS").json()
    assert [one["number"] for one in at["cases"]] == [numbers[2]]
    assert system.asks("/cases", after="nonsense").status_code == 404


def test_a_thousand_and_one_records_are_too_many(system):
    answer = system.sends("/cases/records", {"records": [record()] * 1001})

    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"pointer": "/records", "code": "too_long"}]
    assert not Case.objects.exists()
