"""Tables cut by time."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from loket.lib import ids, partitions
from loket.lib.partitions import ClockDoubted, Partitioned

WEEKLY = Partitioned("cut", days=7, keep_days=30)
TODAY = date(2026, 11, 23)


@pytest.fixture
def cursor(db):
    with connection.cursor() as cursor:
        cursor.execute("create table cut (id uuid primary key) partition by range (id)")
        yield cursor


def test_three_partitions_are_ahead(cursor):
    assert len(partitions.ensure(cursor, WEEKLY, TODAY)) == 4
    assert partitions.ensure(cursor, WEEKLY, TODAY) == []
    assert partitions.ahead(cursor, WEEKLY, TODAY) == 3


def test_a_row_made_now_finds_its_partition(cursor):
    partitions.ensure(cursor, WEEKLY, datetime.now(UTC).date())

    cursor.execute("insert into cut values (%s)", [ids.new()])


def test_only_partitions_older_than_kept_are_dropped(cursor):
    partitions.ensure(cursor, WEEKLY, TODAY)

    assert partitions.drop_old(cursor, WEEKLY, TODAY + timedelta(days=30)) == []
    assert len(partitions.drop_old(cursor, WEEKLY, TODAY + timedelta(days=60))) == 4


@given(st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_the_first_id_of_a_moment_tells_the_moment(moment):
    seen = ids.made_at(ids.first_of(moment))

    assert abs(seen - moment) < timedelta(milliseconds=1.1)


def test_ids_grow():
    made = [ids.new() for _ in range(1000)]

    assert made == sorted(made)
    assert ids.first_of(datetime.now(UTC) - timedelta(seconds=1)) < made[0]


@pytest.mark.parametrize(("stored", "dropped"), [(TODAY, 0), (date(2031, 11, 1), 4)])
def test_a_clock_that_is_years_ahead_of_what_is_stored_drops_nothing(
    cursor, stored, dropped
):
    years_ahead = date(2031, 11, 23)
    for day in (TODAY, stored, years_ahead):
        partitions.ensure(cursor, WEEKLY, day)
        moment = datetime.combine(day, time(12), UTC)
        cursor.execute(
            "insert into cut values (%s) on conflict do nothing", [ids.first_of(moment)]
        )

    with nullcontext() if dropped else pytest.raises(ClockDoubted, match="2026-11-23"):
        assert len(partitions.drop_old(cursor, WEEKLY, years_ahead)) == dropped
    cursor.execute("select id from cut order by id limit 1")
    assert (ids.made_at(cursor.fetchone()[0]).date() == TODAY) == (dropped == 0)


def test_partitions_without_a_row_are_dropped_whatever_the_clock_says(cursor):
    partitions.ensure(cursor, WEEKLY, TODAY)

    assert len(partitions.drop_old(cursor, WEEKLY, date(2031, 11, 23))) == 4
