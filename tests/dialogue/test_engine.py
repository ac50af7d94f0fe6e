from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

import pytest

from loket.dialogue import engine
from loket.dialogue.commands import FreeDays, MyBookings, Release
from loket.dialogue.types import Flow, Outcome, Reply, ask
from tests.dialogue.places import MONDAY, NOW

SITI = UUID(int=1)


def looks(day: date) -> Flow:
    days = yield from ask(FreeDays(1, 1, day, 1, NOW))
    return Outcome(reply=Reply(words=str(days)), step="menu", answers={}, language="id")


def gives_back_then_reads() -> Flow:
    yield from ask(Release(SITI, SITI, NOW))
    mine = yield from ask(MyBookings(SITI, NOW))
    return Outcome(reply=Reply(words=str(mine)), step="menu", answers={}, language="id")


def test_many_talks_cost_one_call_for_each_kind_of_command() -> None:
    calls: list[int] = []

    def free_days(asked: Sequence[FreeDays]) -> list[str]:
        calls.append(len(asked))
        return [str(one.first) for one in asked]

    days = [MONDAY + timedelta(days=n) for n in range(100)]
    outcomes = engine.run({day: looks(day) for day in days}, {FreeDays: free_days})

    assert calls == [100]
    assert all(outcomes[day].reply.words == str(day) for day in days)


def test_what_many_want_to_know_alike_is_read_once() -> None:
    calls: list[int] = []

    def free_days(asked: Sequence[FreeDays]) -> list[str]:
        calls.append(len(asked))
        return ["none" for _ in asked]

    flows = {person: looks(MONDAY) for person in range(100)}
    outcomes = engine.run(flows, {FreeDays: free_days})

    assert calls == [1]
    assert {outcome.reply.words for outcome in outcomes.values()} == {"none"}


def test_writes_wait_until_nobody_reads_any_more() -> None:
    order: list[str] = []

    def note(name: str) -> engine.AnswerMany:
        def answer(asked: Sequence[object]) -> list[object]:
            order.append(name)
            return [None for _ in asked]

        return answer

    flows = {"siti": gives_back_then_reads(), "budi": looks(MONDAY)}
    engine.run(
        flows,
        {Release: note("release"), FreeDays: note("days"), MyBookings: note("mine")},
    )

    assert order == ["days", "release", "mine"]


def test_a_talk_without_end_is_refused() -> None:
    def babble() -> Flow:
        while True:
            yield FreeDays(1, 1, MONDAY, 1, NOW)

    with pytest.raises(engine.EndlessTalk):
        engine.run({"siti": babble()}, {FreeDays: lambda asked: [[] for _ in asked]})
