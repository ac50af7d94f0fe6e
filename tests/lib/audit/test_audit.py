"""What was done is written by whoever acts, and stays as it was written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from loket.lib import audit, ids, sql
from loket.lib.audit import Actor, ActorKind, Entry
from loket.lib.audit.entries import ONE_LOOK

SITI = Actor(ActorKind.STAFF, 7, "10.0.0.8", "a1b2")


@pytest.fixture
def cursor(db):
    with connection.cursor() as cursor:
        yield cursor


def entries(cursor):
    return sql.fetch(
        cursor,
        "select actor_kind, actor_id, origin, trace, action, subject, office_id, "
        "details::text from audit_entry order by id",
    )


def test_an_entry_names_who_acts(cursor):
    with audit.acting(SITI):
        audit.record(cursor, [Entry("quota.set", "3", 1, 2, {"capacity": 8})])

    assert entries(cursor) == [
        ("staff", 7, "10.0.0.8", "a1b2", "quota.set", "3", 2, '{"capacity": 8}')
    ]


def test_the_machine_acts_if_nobody_else_does(cursor):
    with audit.acting(SITI):
        pass
    audit.record(cursor, [Entry("booking.expired", "5"), Entry("booking.expired", "6")])

    assert [row[0] for row in entries(cursor)] == ["system", "system"]


def test_what_a_citizen_does_stands_in_the_talk_only(cursor):
    with audit.acting(audit.CITIZEN):
        audit.record(cursor, [Entry("booking.cancelled", "5")])

    assert entries(cursor) == []


def test_looking_again_at_once_is_the_same_look(cursor):
    begun = ids.made_at(ids.new())
    seen = Entry("talk.seen", "5", 1)
    with audit.acting(SITI):
        audit.saw(seen, begun)
        audit.saw(seen, begun + ONE_LOOK / 2)
        audit.saw(replace(seen, subject="6"), begun)
        audit.saw(replace(seen, details={"day": date(2026, 11, 24)}), begun)
        audit.saw(seen, begun + ONE_LOOK * 2)
    audit.saw(seen, begun)

    assert [row[5] for row in entries(cursor)] == ["5", "6", "5", "5", "5"]


@pytest.mark.parametrize(
    "statement",
    [
        "update audit_entry set action = 'nothing'",
        "delete from audit_entry",
        "truncate audit_entry",
    ],
)
def test_nobody_changes_what_is_written(cursor, statement):
    audit.record(cursor, [Entry("quota.set", "3")])

    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        cursor.execute(statement)
    assert len(entries(cursor)) == 1
