"""What was counted reaches the database once, whatever happens to it."""

from __future__ import annotations

import pytest
from django.db import connection

from loket.lib.pulse import counts, reads
from loket.lib.pulse.beat import Beat
from tests.desk.database import url_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_counts(monkeypatch):
    monkeypatch.setattr(counts, "_all", [])
    monkeypatch.setattr(counts, "_rounds", {})
    yield
    with connection.cursor() as cursor:
        cursor.execute("truncate pulse_process, pulse_count")


def here():
    return url_of(connection.settings_dict["NAME"])


def beat(url=None):
    return Beat(url or here(), "worker")


def totals():
    with connection.cursor() as cursor:
        return {(n, labels): value for n, labels, _, value in reads.counts(cursor)}


def test_a_counter_is_told_as_a_nought_and_then_grows_over_two_processes():
    first, second = beat(), beat()
    one = counts.counter("tries", "Tries.", of="a")
    first.once()
    assert totals() == {("loket_tries_total", '{"of":"a"}'): 0}

    one.value += 2
    first.once()
    first.once()
    one.value += 3
    second.once()

    assert totals() == {("loket_tries_total", '{"of":"a"}'): 5}


def test_what_a_database_that_was_away_did_not_hear_is_told_later():
    one = counts.counter("tries", "Tries.")
    process = beat("postgresql://nobody@127.0.0.1:1/none")
    one.value += 4
    process.once()
    one.value += 1
    process._url = here()
    process.once()

    assert totals() == {("loket_tries_total", "{}"): 5}


def test_values_stand_in_the_bucket_that_holds_them():
    waits = counts.histogram("wait_seconds", "Waits.", (1.0, 5.0))
    for value in (0.5, 1.0, 4.0, 9.0):
        waits.note(value)
    beat().once()

    assert totals() == {
        ("loket_wait_seconds_bucket", '{"le":"1.0"}'): 2,
        ("loket_wait_seconds_bucket", '{"le":"5.0"}'): 1,
        ("loket_wait_seconds_bucket", '{"le":"+Inf"}'): 1,
        ("loket_wait_seconds_sum", "{}"): 14.5,
    }


def test_a_process_is_seen_with_its_parts_until_it_leaves(monkeypatch):
    process = beat()
    counts.went_round("sending")
    process.once()
    with connection.cursor() as cursor:
        (life,) = reads.processes(cursor)
        assert (life.kind, life.is_seen, life.hanging) == ("worker", True, [])
        assert life.memory_bytes > 1_000_000
        cursor.execute("""update pulse_process set quiet_s = '{"sending": 500}'""")
        cursor.execute("update pulse_process set seen_at = now() - interval '1 min'")
        (life,) = reads.processes(cursor)
        assert (life.is_seen, life.hanging) == (False, ["sending"])

        process.once(is_last=True)
        assert reads.processes(cursor) == []
