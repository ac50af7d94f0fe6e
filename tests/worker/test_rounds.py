"""Rounds of work: whose turn it is, and what happens to words that break us."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import chain

import psycopg
import pytest
from django.db import OperationalError, connection

from loket.lib import clock
from loket.messaging import intake, turns
from loket.messaging.models import Attempt, Event
from loket.messaging.states import EventState
from loket.messaging.turns import PendingEvent
from loket.worker import rounds
from loket.worker.rounds import Pace

LANES = range(intake.TALK_LANES)
AT_ONCE = Pace(silence_s=0, longest_s=0)
PATIENT = Pace(silence_s=0.7, longest_s=3.0)
SITI, BUDI, RINA = "6281100000001", "6281100000002", "6281100000003"


class Bug(Exception):
    """Something that a flow does wrong."""


class Listener:
    """Finishes what it hears, and breaks on the word "poison"."""

    def __init__(self) -> None:
        self.heard: list[list[str]] = []

    def __call__(self, pending: Sequence[PendingEvent]) -> None:
        words = [one.event.text for one in pending]
        if "poison" in words:
            raise Bug(words)
        turns.finish(one.id for one in pending)
        self.heard.append(words)


@pytest.fixture
def listen():
    return Listener()


@pytest.fixture
def work(ledger, listen):
    def work(pace=AT_ONCE, process=listen):
        return rounds.work(LANES, pace, process, ledger)

    return work


def states():
    return dict(Event.objects.values_list("id", "state"))


def test_words_of_many_people_are_answered_together(arrive, work, listen):
    for who in (SITI, BUDI, RINA):
        arrive("halo", who)

    assert work().turns == 3
    assert listen.heard == [["halo"] * 3]
    assert set(states().values()) == {EventState.DONE}
    assert not Attempt.objects.exists()


def test_free_text_waits_for_silence(arrive, work, listen):
    arrive("halo")

    done = work(PATIENT)

    assert done.turns == 0
    assert 0 < done.next_due_s <= 0.7
    assert listen.heard == []


def test_a_tap_closes_the_turn_at_once(arrive, work, listen):
    arrive("mau paspor")
    arrive("Ya", choice="yes")

    assert work(PATIENT).turns == 1
    assert listen.heard == [["mau paspor", "Ya"]]


def test_what_breaks_us_stops_nobody_else(arrive, work, listen):
    arrive("halo", SITI)
    arrive("poison", BUDI)
    arrive("hai", RINA)

    work()

    assert sorted(chain(*listen.heard)) == ["hai", "halo"]


def test_an_event_is_parked_after_three_tries_and_the_person_goes_on(
    arrive, work, listen
):
    poison = arrive("poison")
    arrive("halo")

    for _ in range(6):
        work()

    assert listen.heard == [["halo"]]
    parked = Event.objects.get(id=poison)
    assert parked.state == EventState.PARKED
    assert "Bug" in parked.reason


def test_words_before_the_bad_one_are_answered_too(arrive, work, listen):
    arrive("satu")
    arrive("poison")
    arrive("dua")

    for _ in range(8):
        work()

    assert listen.heard == [["satu"], ["dua"]]


def test_a_parked_event_can_be_tried_again(arrive, work, listen):
    poison = arrive("poison")
    for _ in range(5):
        work()
    mended = []

    assert turns.unpark(poison)
    work(process=lambda pending: mended.extend(pending))

    assert [one.id for one in mended] == [poison]


def test_a_lost_database_counts_against_nobody(arrive, work):
    arrive("halo")

    def away(pending):
        raise OperationalError("gone")

    for _ in range(4):
        with pytest.raises(OperationalError):
            work(process=away)

    assert list(Attempt.objects.values_list("tries", flat=True)) == [0]


def test_a_database_that_stays_lost_for_a_while_counts_against_nobody(
    arrive, work, ledger, monkeypatch
):
    arrive("halo")

    def away(pending):
        ledger.close()
        monkeypatch.setattr(ledger, "_url", "postgresql:///none?host=/nowhere")
        raise OperationalError("gone")

    with pytest.raises(OperationalError):
        work(process=away)
    with pytest.raises(psycopg.OperationalError):
        work()
    monkeypatch.undo()
    tries = []
    work(process=lambda pending: tries.extend(one.tries for one in pending))

    assert tries == [0]


def test_an_event_that_kills_the_worker_is_tried_alone_next_time(
    arrive, work, listen, ledger
):
    killed = [arrive("halo", SITI), arrive("hai", BUDI)]
    ledger.begin(killed)
    arrive("baru", RINA)

    for _ in range(3):
        work()

    assert listen.heard == [["baru"], ["halo"], ["hai"]]


def test_a_crowd_of_those_who_failed_hides_nobody(
    arrive, work, listen, ledger, monkeypatch
):
    monkeypatch.setattr(rounds, "MOST_TURNS", 2)
    ledger.begin([arrive("lama", f"62812{n:08}") for n in range(5)])
    arrive("halo", SITI)

    assert work().turns == 2
    assert listen.heard == [["halo"], ["lama"]]


def test_a_crowd_does_not_hide_one_who_failed(
    arrive, work, listen, ledger, monkeypatch
):
    monkeypatch.setattr(rounds, "MOST_TURNS", 2)
    crowd = [arrive("halo", f"62812{n:08}") for n in range(5)]
    ledger.begin([arrive("lama", SITI)])

    work()

    assert len(crowd) > rounds.MOST_TURNS
    assert listen.heard == [["halo", "halo"], ["lama"]]


def test_what_came_before_the_clock_was_set_back_is_answered_at_once(
    arrive, work, listen
):
    arrive("halo")
    Event.objects.update(received_at=clock.now() + timedelta(hours=1))

    work(PATIENT)

    assert listen.heard == [["halo"]]


def test_two_workers_never_share_a_lane(arrive, work, listen, django_db_blocker):
    arrive("halo")
    lane = Event.objects.get().lane
    from tests.worker.conftest import test_database_url as url

    with psycopg.connect(url()) as other:
        other.execute("select pg_advisory_xact_lock(%s, %s)", [turns.LOCK_SPACE, lane])
        assert work().turns == 0
    assert work().turns == 1
    assert connection.in_atomic_block is False
