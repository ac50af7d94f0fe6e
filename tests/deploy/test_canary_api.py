"""
What identifies a case, its holder or a visitor is planted in every way in for other
systems, rightly and wrongly, and in what goes out to them. Then it is looked for.
"""

from __future__ import annotations

import json
import re
import urllib.parse
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from loket.lib import clock
from tests.deploy.conftest import Answer, Real

NIK = "9903035806880091"
NUMBER = "9926117373919191"
NAME = "Jalakwangi Kepodang"
PHONE = "6281666555444"
BORN = "1988-06-18"
BILLING = "820261129919191"
CANARIES = (NIK, NUMBER, *NAME.split(), PHONE, PHONE[2:], BORN, BILLING)
SCOPES = (
    "cases:read", "cases:write", "slots:read", "slots:write", "bookings:read",
    "bookings:write", "people:read", "people:erase", "webhooks",
)  # fmt: skip
JSON = "application/json"
PERSON = {"name": NAME, "birth_date": BORN}


class Caller:
    """Another system with a key of its own."""

    def __init__(self, real: Real) -> None:
        scopes = [word for scope in SCOPES for word in ("--scope", scope)]
        status, said = real.run("api-key", "add", "Burung", *scopes)
        key = re.search(r"\bloket_[\w-]{20,}", said)
        assert status == 0, said
        assert key
        self.real, self.key = real, key.group()

    def sends(self, path: str, body: Any = None, **headers: str) -> Answer:
        """Send something, or read it where there is no body."""
        raw = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        said = {"Authorization": f"Bearer {self.key}", "Content_Type": JSON, **headers}
        return self.real.ask(f"/api/v1{path}", raw, **said)


def record(**more: Any) -> dict[str, Any]:
    at = (clock.now() - timedelta(hours=2)).isoformat()
    return {
        "office": "TM", "type": "paspor-baru", "number": NUMBER, "stage": "terdaftar",
        "at": at, "name": NAME, "birth_date": BORN, "phone": PHONE, "billing": BILLING,
        **more,
    }  # fmt: skip


@pytest.fixture(scope="module")
def said(real):
    """The answers to what was wrong; none of them may say it again."""
    caller = Caller(real)
    hook = {"url": "https://lain.invalid/loket", "kinds": ["case.opened", "case.moved"]}
    assert caller.sends("/webhooks", hook).status == 201
    assert caller.sends("/cases/records", {"records": [record()]}).status == 200
    assert count(real, "partners_delivery where kind = 'case.opened'") == 1
    answers = [*cases(caller), *snapshots(caller), *bookings(caller), *people(caller)]
    answers += [*doors(caller), *broken(caller)]
    real.until(lambda: count(real, "partners_delivery where tries > 0") > 0)
    return answers


def cases(caller: Caller) -> list[Answer]:
    """Records and events with everything wrong, and looks for what is not there."""
    nowhere = record(number=f"{NUMBER[:-1]}2", office=NIK, type=NAME)
    bad = {"phone": NAME, "birth_date": NIK, "stage": NAME, "track": PHONE}
    return [
        caller.sends("/cases/records", {"records": [nowhere, record(**bad)]}),
        caller.sends("/cases/records", {"records": [record(nik=NIK)]}),
        caller.sends("/cases/records", {"records": [{NIK: NAME}]}),
        caller.sends("/cases/records", {NAME: [record()]}),
        caller.sends("/cases/records", {"records": [record(number=int(NUMBER))]}),
        caller.sends("/cases/events", {"events": [
            {"number": NUMBER, "stage": NAME, "at": BORN},
            {"number": NIK, "stage": "bayar", "at": NIK},
        ]}),
        caller.sends("/cases/lookups", {"number": NIK}),
        caller.sends("/cases/lookups", {"number": [NUMBER]}),
        caller.sends(f"/cases/{NUMBER}"),
        caller.sends(f"/cases?{urllib.parse.urlencode({'stage': NAME, 'q': NIK})}"),
        caller.sends(f"/cases?office={NIK}&after={NUMBER}&since={BORN}"),
    ]  # fmt: skip


def snapshots(caller: Caller) -> list[Answer]:
    """A picture of all cases that lacks ours, and pages that cannot be read."""
    begun = caller.sends("/cases/snapshots", {})
    assert begun.status == 201, begun
    path = f"/cases/snapshots/{json.loads(begun.body)['id']}"
    other = record(number=f"{NUMBER[:-1]}4")
    assert caller.sends(f"{path}/pages", {"records": [other]}).status == 200
    caller.sends(f"{path}/comparison", {})
    return [
        begun,
        caller.sends(f"{path}/pages", {"records": [record(office=NAME)]}),
        caller.sends(f"{path}/differences?after={NUMBER}"),
        caller.sends(f"/cases/snapshots/{NUMBER}/comparison", {}),
    ]


def bookings(caller: Caller) -> list[Answer]:
    """People who come, with a contact; and the same with mistakes."""
    slot = free_slot(caller.real)
    contact = {"phone": PHONE, "agreed": True}
    whole = {"slot": slot, "people": [PERSON]}
    again = {"Idempotency_Key": NUMBER}
    made = [caller.sends("/bookings", whole, **again) for _ in range(2)]
    assert [one.status for one in made] == [201, 201]
    return [
        *made,
        caller.sends("/bookings", {**whole, "contact": contact}, **again),
        caller.sends("/bookings", whole),
        caller.sends("/bookings", {**whole, "people": [{**PERSON, "nik": NIK}]}),
        caller.sends("/bookings", {**whole, "people": [{"name": NIK, "born": BORN}]}),
        caller.sends("/bookings", {**whole, "contact": {**contact, "phone": NAME}}),
        caller.sends("/bookings", {"slot": NIK, "people": PHONE}),
        caller.sends(f"/bookings/{NUMBER}/cancellation", {}),
        caller.sends(f"/slots?office={NIK}&day={PHONE}"),
    ]


def people(caller: Caller) -> list[Answer]:
    """Somebody who is not known, and words that are no number."""
    return [
        caller.sends("/people/copies", {"phone": PHONE}),
        caller.sends("/people/copies", {"phone": NAME}),
        caller.sends("/people/erasures", {"code": NIK}),
        caller.sends(f"/people/copies/{NUMBER}"),
    ]


def doors(caller: Caller) -> list[Answer]:
    """Bodies that are none, keys that are none, headers that hold somebody."""
    return [
        caller.sends("/cases/records", f'{{"records": "{NIK}'.encode()),
        caller.sends("/cases/records", NAME.encode("utf-16")),
        caller.sends("/cases/records", NIK.encode() * 200_000),
        caller.sends("/cases/records", {}, Authorization=f"Bearer {NIK}"),
        caller.sends("/cases/records", {}, Authorization=f"Basic {NAME}"),
        caller.sends("/offices", X_Request_ID=PHONE),
        caller.sends(f"/{NIK}/{urllib.parse.quote(NAME)}"),
        caller.sends("/webhooks", {"url": f"http://{NUMBER}", "kinds": [NIK]}),
    ]


def broken(caller: Caller) -> list[Answer]:
    """An operation that fails in the database, with a case in its hands."""
    move = "alter table {} rename to {}"
    with psycopg.connect(caller.real.url, autocommit=True) as connection:
        connection.execute(move.format("cases_caseevent", "away"))
        later = record(stage="bayar", at=clock.now().isoformat())
        failed = caller.sends("/cases/records", {"records": [later]})
        connection.execute(move.format("away", "cases_caseevent"))
    assert failed.status == 500
    return [failed]


def free_slot(real: Real) -> int:
    with psycopg.connect(real.url, autocommit=True) as connection:
        (row,) = connection.execute(
            "select id from bookings_slot where starts_at > now() + interval '2 days'"
            " and capacity > taken order by starts_at limit 1"
        )
        return int(row[0])


def count(real: Real, what: str) -> int:
    with psycopg.connect(real.url, autocommit=True) as connection:
        (row,) = connection.execute(f"select count(*) from {what}")
        return int(row[0])


def found_in(text: str) -> list[str]:
    return [word for word in CANARIES if word.lower() in text.lower()]


def test_no_answer_to_another_system_repeats_what_it_sent(said):
    refused = [one for one in said if one.status >= 400]

    assert len(refused) >= 24
    assert {one.status for one in said} >= {401, 404, 409, 413, 422, 500}
    assert [
        (one.status, found_in(one.body)) for one in said if found_in(one.body)
    ] == []
    assert not found_in(" ".join(str(one.headers) for one in said))


def test_no_log_and_no_figure_of_the_api_holds_them(real, said):
    logs = real.logs()
    figures = real.ask("/metrics", address=f"http://127.0.0.1:{real.figures}")

    assert "route=put_cases" in logs
    assert 'event="api failed"' in logs
    assert found_in(logs) == []
    assert found_in(figures.body) == []


def test_no_table_holds_them_open_nor_what_goes_out(real, said):
    with psycopg.connect(real.url) as connection:
        tables = connection.execute(
            "select tablename from pg_tables where schemaname = 'public'"
        ).fetchall()
        for (name,) in tables:
            rows = connection.execute(f'select t::text from "{name}" t').fetchall()
            assert found_in(str(rows)) == [], name
    assert len(tables) > 50
    assert count(real, "partners_delivery where tries > 0") > 0
    assert count(real, "partners_repeat") > 0


def test_no_file_of_the_desk_holds_what_systems_sent(real, said):
    words = [p.read_bytes() for p in (real.home / "data").rglob("*") if p.is_file()]

    assert words
    assert found_in(b"".join(words).decode("latin-1")) == []
