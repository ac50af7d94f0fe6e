"""The list is searched, leafed through and taken along, by those who may."""

from __future__ import annotations

import csv

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from django.test import Client

from loket.lib import audit, ids
from loket.lib.audit import Actor, ActorKind, Entry
from loket.offices.models import Agency, Duty
from loket.web import streams
from loket.web.audit import views
from loket.web.audit.asked import HOME


@pytest.fixture
def tamu(make_staff):
    client = Client()
    client.force_login(make_staff("Tamu", Duty.AUDITOR))
    return client


@pytest.fixture
def write(office, make_staff):
    siti = make_staff("Siti", Duty.OFFICER, office)

    def write(action="quota.set", subject="3", **fields):
        fields = {"agency_id": office.agency_id, "office_id": office.id, **fields}
        with audit.acting(Actor(ActorKind.STAFF, siti.id, "10.0.0.8")):
            audit.note(Entry(action, subject, **fields))
        return siti

    return write


def rows(answer):
    return list(csv.DictReader(answer.getvalue().decode().splitlines()))


def subjects(client, **asked):
    return [row["subject"] for row in rows(client.get("/audit/entries.csv", asked))]


def test_an_entry_is_read_in_words(tamu, write):
    write("booking.no_show", "0190-a", details={"before": "booked"})

    page = tamu.get("/audit/").content.decode()

    assert "Siti" in page
    assert "menandai tidak hadir" in page
    assert "sebelum: Terpesan" in page
    assert "Kantor TS" in page


@pytest.mark.parametrize(
    ("details", "said"),
    [
        ({"ground": "letter"}, "dasar: Surat bertanda tangan"),
        ({"duty": "front_desk"}, "tugas: Petugas loket depan"),
        ({"verdict": "limit"}, "keputusan: "),
        ({"language": "jv"}, "bahasa: Jawa"),
        ({"reason": "antre di loket 3"}, "alasan: antre di loket 3"),
        ({"before": "diperiksa"}, "sebelum: diperiksa"),
    ],
)
def test_a_value_is_said_as_where_it_was_chosen(tamu, write, details, said):
    write("case.moved", "0190-a", details=details)

    assert said in tamu.get("/audit/").content.decode()


def test_an_action_that_is_gone_is_shown_by_its_name(tamu, write):
    write("case.burnt")

    assert "case.burnt" in tamu.get("/audit/").content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"action": "text"}, ["b"]),
        ({"subject": "a"}, ["a"]),
        ({"subject": "nihil"}, []),
        ({"office": "0"}, []),
        ({"who": "999999999999"}, []),
        ({"from": "2000-01-01", "until": "2000-01-02"}, []),
        ({"from": "kemarin", "before": "x", "action": "text.c"}, ["b"]),
        ({"action": "t_xt"}, []),
    ],
)
def test_it_is_searched_by_what_one_knows(tamu, write, asked, found):
    write("quota.set", "a")
    write("text.changed", "b")

    assert subjects(tamu, **asked) == found


def test_it_is_searched_by_person_and_day(tamu, write):
    siti = write("quota.set", "a")

    # The day of an entry is that of the machine, which no test moves.
    today = ids.made_at(ids.new()).astimezone(HOME).date().isoformat()

    assert subjects(tamu, who=siti.id) == ["a"]
    assert "a" in subjects(tamu, **{"from": today, "until": today})
    assert subjects(tamu, until="2026-01-01") == []


def test_pages_follow_each_other_without_gap_or_double(tamu, write, monkeypatch):
    monkeypatch.setattr(views, "PAGE", 3)
    for n in range(8):
        write("quota.set", f"s{n}")
    seen, address = [], "/audit/?action=quota"
    while address:
        page = tamu.get(address)
        seen += [one.row.subject for one in page.context["entries"]]
        older = page.context["older"]
        address = older and f"/audit/{older}"

    assert seen == [f"s{n}" for n in reversed(range(8))]


def test_the_head_of_an_office_reads_that_office_only(
    make_staff, office, other_office, write
):
    client = Client()
    client.force_login(make_staff("Budi", Duty.HEAD, office))
    write(subject="mine")
    write(subject="theirs", office_id=other_office.id)
    write(subject="agency", office_id=None)

    assert subjects(client) == ["mine"]
    assert "theirs" not in client.get("/audit/").content.decode()


def test_another_agency_is_not_read_even_past_the_first_wall(tamu, write):
    theirs = Agency.objects.create(slug="lain", name="Lain")
    write(subject="theirs", agency_id=theirs.id, office_id=None)
    write(subject="desk", agency_id=None, office_id=None)

    assert subjects(tamu, action="quota") == ["desk"]


def test_taking_it_along_is_written_too(tamu, write):
    subjects(tamu, action="quota")

    with connection.cursor() as cursor:
        cursor.execute("select action, details from audit_entry")
        assert cursor.fetchall() == [("audit.exported", '{"action": "quota"}')]


@pytest.mark.parametrize("word", ["=1+1", "+62", "-1", "@x", "\tx"])
def test_no_cell_is_taken_for_a_formula(tamu, write, word):
    write(subject=word)

    assert subjects(tamu, action="quota") == [f"'{word}"]


def test_portions_lose_nothing(tamu, write, monkeypatch):
    monkeypatch.setattr(views, "PORTION", 3)
    for n in range(7):
        write("quota.set", f"s{n}")

    assert subjects(tamu, action="quota") == [f"s{n}" for n in reversed(range(7))]


def test_a_long_answer_is_made_while_it_is_sent(db):
    made = []

    def parts():
        for word in ("a", "b"):
            made.append(word)
            yield word

    async def read():
        return [(part, list(made)) async for part in streams.asynchronous(parts())]

    assert async_to_sync(read)() == [("a", ["a"]), ("b", ["a", "b"])]
