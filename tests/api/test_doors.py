"""Who may come in, what they may do, and how they are told that they may not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction

from loket.api.v1 import schema
from loket.cases import actions
from loket.cases.models import Case
from loket.partners import repeats
from loket.partners.models import ApiKey, Repeat
from loket.partners.scopes import Scope
from tests.api.conftest import NOW, System, record

ID = "01890a5d-ac96-774b-bcce-b302099a8057"


def operations():
    return [
        (method.upper(), path.removeprefix("/api/v1"), operation)
        for path, methods in schema.document()["paths"].items()
        for method, operation in methods.items()
    ]


@pytest.mark.parametrize(
    ("method", "path", "operation"),
    operations(),
    ids=[operation["operationId"] for *_, operation in operations()],
)
def test_an_operation_wants_its_own_right_and_no_other(
    method, path, operation, office, make_system
):
    """Every scope against every operation: one opens it, the others do not."""
    address = path
    for name in ("case_id", "booking_id", "snapshot_id"):
        address = address.replace(f"{{{name}}}", ID)
    for name in ("subscription_id", "delivery_id", "number"):
        address = address.replace(f"{{{name}}}", "1")
    right = Scope(operation["x-scope"])
    others = make_system(office.agency, *(set(Scope) - {right}))
    refused = others.sends(address, {}, method)
    assert (refused.status_code, refused.json()["reason"]) == (403, right.value)

    ours = make_system(office.agency, right)

    assert ours.sends(address, {}, method).status_code in {200, 201, 404, 409, 422}


def test_without_a_key_that_opens_nobody_comes_in(office, make_system, now):
    system = make_system(office.agency, expires_at=NOW + timedelta(days=1))
    assert system.asks("/cases").status_code == 200
    for headers in ({}, {"Authorization": "Basic x"}, {"Authorization": "Bearer x"}):
        answer = system.client.get("/api/v1/cases", headers=headers)
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"].startswith("Bearer")

    now.shift(timedelta(days=2))

    answer = system.asks("/cases")
    assert (answer.status_code, answer.json()["code"]) == (401, "key_refused")


def test_a_key_is_counted_by_the_minute_and_told_how_long_to_wait(
    office, make_system, now
):
    system = make_system(office.agency, per_minute=2)
    now.shift(timedelta(seconds=40))
    assert [system.asks("/cases").status_code for _ in range(3)] == [200, 200, 429]
    answer = system.asks("/cases")
    assert answer["Retry-After"] == "20"

    now.shift(timedelta(seconds=20))

    assert system.asks("/cases").status_code == 200
    assert ApiKey.objects.get().used_at == NOW + timedelta(seconds=60)


def test_a_key_of_one_office_sees_and_changes_no_other(
    system, make_system, office, other_office
):
    here = make_system(office.agency, offices=(other_office,))
    system.sends("/cases/records", {"records": [record()]})
    case = Case.objects.get()

    assert here.asks(f"/cases/{case.id}").status_code == 404
    assert here.sends("/cases/lookups", {"number": record()["number"]}).status_code == (
        404
    )
    assert here.asks("/cases").json()["cases"] == []
    assert here.asks("/cases", office="TS").status_code == 404
    later = record("bayar", at="2026-11-23T09:30:00+07:00")
    told = here.sends("/cases/records", {"records": [later]}).json()["outcomes"]
    assert told[0]["fault"] == "unknown_office"
    event = {name: later[name] for name in ("number", "stage", "at")}
    told = here.sends("/cases/events", {"events": [event]}).json()["outcomes"]
    assert told[0]["fault"] == "unknown_case"
    assert [one["code"] for one in here.asks("/offices").json()["offices"]] == ["LB"]


def test_a_foreign_agency_sees_and_changes_nothing(system, make_system, foreign_office):
    theirs = make_system(foreign_office.agency)
    system.sends("/cases/records", {"records": [record()]})
    case = Case.objects.get()

    assert theirs.asks(f"/cases/{case.id}").status_code == 404
    lookup = theirs.sends("/cases/lookups", {"number": record()["number"]})
    assert lookup.status_code == 404
    assert theirs.asks("/cases").json()["cases"] == []
    told = theirs.sends("/cases/records", {"records": [record("bayar")]}).json()
    assert told["outcomes"][0]["fault"] == "unknown_office"


def test_the_same_request_twice_is_carried_out_once(system):
    body = {"records": [record()]}
    first = system.sends("/cases/records", body, Idempotency_Key="a")
    again = system.sends("/cases/records", body, Idempotency_Key="a")

    assert first.json()["counts"] == {"created": 1}
    assert again.content == first.content
    assert again["Idempotent-Replayed"] == "true"


def test_a_word_that_was_used_for_another_request_is_refused(system):
    system.sends("/cases/records", {"records": [record()]}, Idempotency_Key="a")

    other = system.sends(
        "/cases/records", {"records": [record("bayar")]}, Idempotency_Key="a"
    )

    assert (other.status_code, other.json()["code"]) == (409, "other_body")
    assert Case.objects.get().stage.slug == "terdaftar"


def test_a_refusal_is_not_kept_and_a_day_later_all_is_forgotten(system, now):
    wrong = system.sends("/cases/records", {"records": []}, Idempotency_Key="a")
    body = {"records": [record()]}
    right = system.sends("/cases/records", body, Idempotency_Key="a")
    assert (wrong.status_code, right.status_code) == (422, 200)

    now.shift(timedelta(hours=25))
    assert system.sends("/cases/records", body, Idempotency_Key="a").json()[
        "counts"
    ] == {"unchanged": 1}
    now.shift(timedelta(hours=25))
    repeats.forget(NOW + timedelta(hours=50))
    assert not Repeat.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_request_at_once_waits_for_its_turn(system):
    token = repeats.read(ApiKey.objects.get().id, "a", "POST", "/", "")
    with transaction.atomic():
        assert repeats.find(token, NOW) is None
        other = connection.copy()
        try:
            with other.cursor() as cursor:
                cursor.execute(repeats.QUERIES["lock"], [repeats._lock_of(token)])
                assert cursor.fetchone() == (False,)
        finally:
            other.close()


def test_what_failed_half_way_is_not_kept(system, monkeypatch):
    def breaks(*_):
        Case.objects.update(source="half")
        raise RuntimeError("number 9926112600000417")

    system.sends("/cases/records", {"records": [record()]})
    monkeypatch.setattr(actions, "take", breaks)

    answer = system.sends(
        "/cases/records", {"records": [record()]}, Idempotency_Key="a"
    )

    assert (answer.status_code, answer.json()["code"]) == (500, "failed")
    assert "9926" not in answer.content.decode()
    assert Case.objects.get().source == "simkim"
    assert not Repeat.objects.exists()


def test_a_database_that_is_away_is_said_to_be(system, monkeypatch):
    def is_away(*_):
        raise OperationalError

    monkeypatch.setattr("loket.partners.keys.enter", is_away)

    answer = system.asks("/cases")

    assert (answer.status_code, answer["Retry-After"]) == (503, "10")


def test_what_is_wrong_is_named_and_nothing_that_was_sent_is_repeated(system):
    nik = "9901015203900001"
    told = [{**record(), "version": nik, nik: nik, "nik": 1}]

    answer = system.sends("/cases/records", {"records": told})

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert {one["pointer"] for one in answer.json()["errors"]} == {
        "/records/0/version",
        "/records/0/?",
        "/records/0/nik",
    }
    assert nik not in answer.content.decode()


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{", 400), (b"\xff", 400), (b'{"records": NaN}', 400), (b" " * 3_000_001, 413)],
)
def test_a_body_that_cannot_be_read_is_refused(system: System, body, status):
    answer = system.sends("/cases/records", body)

    assert answer.status_code == answer.json()["status"] == status


def test_other_addresses_and_methods_are_problems_too(system):
    missing = system.asks("/nowhere")
    assert (missing.status_code, missing.json()["code"]) == (404, "not_found")
    assert system.sends("/cases", method="DELETE").status_code == 405
    codes = system.asks("/problems").json()
    assert codes["rate_limited"]["status"] == 429
