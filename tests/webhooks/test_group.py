"""Group commit: one bad row fails nobody else, no answer comes before the commit."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest

from loket.channels.types import EventKind
from loket.lib import ids
from loket.messaging.intake import Row
from loket.webhooks import group
from loket.webhooks.group import BadContent, Delivery, GroupCommit, NotStored, TooBusy


def delivery(*words: str) -> Delivery:
    rows = [
        Row(ids.new_hex(), 1, ids.new_hex(), "message", 0, "0" * 32, False, 0, word)
        for word in words
    ]
    return Delivery(b"body", rows)


class Database:
    """Keeps rows, and refuses a group that holds the word "bad"."""

    def __init__(self) -> None:
        self.groups: list[int] = []
        self.kept: list[Row] = []
        self.away = False

    async def write(self, group) -> None:
        await asyncio.sleep(0.01)
        self.groups.append(len(group))
        rows = [row for one in group for row in one.rows]
        if self.away:
            raise NotStored("away")
        if any(row.body == "bad" for row in rows):
            raise BadContent("bad")
        self.kept += rows


def settle(database: Database, *deliveries: Delivery) -> list[object]:
    async def run() -> list[object]:
        commit = GroupCommit(database.write)
        jobs = [asyncio.create_task(job) for job in (commit.run(), commit.watch())]
        results: dict[int, object] = {}
        for n, one in enumerate(deliveries):
            commit.put(one, partial(results.setdefault, n))
        while len(results) < len(deliveries):
            await asyncio.sleep(0.001)
        for job in jobs:
            job.cancel()
        return [results[n] for n in range(len(deliveries))]

    return asyncio.run(run())


def test_what_waits_together_is_committed_together():
    database = Database()

    assert settle(database, *(delivery("a") for _ in range(20))) == [None] * 20
    assert database.groups == [20]


def test_one_bad_row_fails_nobody_else_and_is_kept_without_contents():
    database = Database()
    good = [delivery(f"good {n}") for n in range(7)]

    results = settle(database, *good[:3], delivery("good too", "bad"), *good[3:])

    assert results == [None] * 8
    kept = {row.body for row in database.kept}
    assert kept == {*(f"good {n}" for n in range(7)), "good too", "{}"}
    bare = next(row for row in database.kept if row.body == "{}")
    assert bare.kind == EventKind.UNKNOWN.value


def test_nothing_is_acknowledged_that_was_not_stored():
    database = Database()
    database.away = True

    results = settle(database, delivery("a"), delivery("b"))

    assert all(isinstance(result, NotStored) for result in results)


def test_too_much_waiting_is_refused_at_once(monkeypatch):
    monkeypatch.setattr(group, "MAX_WAITING", 2)

    async def run() -> None:
        commit = GroupCommit(Database().write)
        commit.put(delivery("a"), print)
        commit.put(delivery("b"), print)
        with pytest.raises(TooBusy):
            commit.put(delivery("c"), print)

    asyncio.run(run())


def test_what_waits_too_long_is_refused_once_though_it_is_stored_later(monkeypatch):
    monkeypatch.setattr(group, "ANSWER_WITHIN_S", 0.05)
    database = Database()

    async def slowly(deliveries) -> None:
        await asyncio.sleep(0.4)
        database.kept += [row for one in deliveries for row in one.rows]

    async def run() -> list[object]:
        commit, heard = GroupCommit(slowly), []
        jobs = [asyncio.create_task(job) for job in (commit.run(), commit.watch())]
        commit.put(delivery("a"), heard.append)
        await asyncio.sleep(0)
        commit.put(delivery("b"), heard.append)
        while len(database.kept) < 2:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        for job in jobs:
            job.cancel()
        return heard

    heard = asyncio.run(run())
    assert [type(one) for one in heard] == [NotStored, NotStored]


def test_what_comes_shortly_after_a_commit_waits_for_company(monkeypatch):
    monkeypatch.setattr(group, "GATHER_S", 0.5)
    database = Database()

    async def run() -> None:
        commit = GroupCommit(database.write)
        job = asyncio.create_task(commit.run())
        told: list[object] = []
        commit.put(delivery("alone"), told.append)
        while not told:
            await asyncio.sleep(0.001)
        for word in ("second", "third"):
            commit.put(delivery(word), told.append)
            await asyncio.sleep(0.01)
        while len(told) < 3:
            await asyncio.sleep(0.001)
        job.cancel()

    asyncio.run(run())
    assert database.groups == [1, 2]
