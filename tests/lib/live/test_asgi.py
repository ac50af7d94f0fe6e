"""The stream of changes: who is let in, what they hear, and that nothing piles up."""

import asyncio
import re
from datetime import UTC, datetime, timedelta

import pytest

from loket.lib import clock
from loket.lib.live import asgi
from loket.lib.live.asgi import Live, asked
from loket.lib.live.hub import Hub

OFFICE = "office:3:2026-11-24"


async def everybody(scope, topics):
    return True


async def nobody(scope, topics):
    return False


def scope(query=f"topics={OFFICE}", method="GET", headers=()):
    return {
        "type": "http",
        "method": method,
        "query_string": query.encode(),
        "headers": list(headers),
    }


class Screen:
    """A browser that listens until it leaves."""

    def __init__(self, live, **words):
        self.sent = []
        self.left = asyncio.Event()
        self.task = asyncio.create_task(live(scope(**words), self._receive, self._send))

    async def _receive(self):
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message):
        self.sent.append(message)

    @property
    def status(self):
        return self.sent[0]["status"]

    @property
    def words(self):
        return b"".join(m.get("body", b"") for m in self.sent).decode()

    async def leave(self):
        self.left.set()
        await self.task


async def settle():
    for _ in range(5):
        await asyncio.sleep(0)


def test_a_screen_hears_its_topic_without_contents():
    async def talk():
        hub = Hub()
        screen = Screen(Live(hub, everybody))
        await settle()
        hub.publish([OFFICE, "office:4:2026-11-24"])
        await settle()
        await screen.leave()
        return screen, hub

    screen, hub = asyncio.run(talk())

    assert screen.status == 200
    assert f"event: {OFFICE}\nid: 1\ndata: 1\n\n" in screen.words
    assert "office:4" not in screen.words
    assert "retry: " in screen.words
    assert len(hub) == 0


def test_many_changes_before_a_slow_screen_reads_are_one():
    async def talk():
        hub = Hub()
        with hub.subscribe([OFFICE]) as screen:
            for _ in range(1000):
                hub.publish([OFFICE])
            return await screen.next(1), await screen.next(0.01)

    assert asyncio.run(talk()) == ([OFFICE], [])


def test_after_a_gap_every_screen_fetches_anew():
    async def talk():
        hub = Hub()
        screen = Screen(Live(hub, everybody))
        await settle()
        hub.resync()
        await settle()
        await screen.leave()
        return screen.words

    assert "event: resync\n" in asyncio.run(talk())


NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch):
    """Let it be so many seconds later than NOW."""

    def at(seconds):
        moment = NOW + timedelta(seconds=seconds)
        monkeypatch.setattr(clock, "now", lambda: moment)

    return at


@pytest.mark.parametrize(
    ("drawn_s_ago", "heard"),
    [(0, []), (2, [OFFICE]), (59, [OFFICE, "resync"]), (61, ["resync"])],
)
def test_what_changed_after_the_page_was_drawn_is_told(at, drawn_s_ago, heard):
    async def talk():
        hub = Hub()
        at(-58)
        hub.resync()
        at(-1.2)
        hub.publish([OFFICE, "office:4:2026-11-24"])
        at(0)
        query = f"topics={OFFICE}&since={NOW.timestamp() - drawn_s_ago:.3f}"
        screen = Screen(Live(hub, everybody), query=query)
        await settle()
        await screen.leave()
        return re.findall("event: (.*)", screen.words)

    assert asyncio.run(talk()) == heard


def test_what_changed_is_remembered_for_a_minute(at):
    hub = Hub()
    for second in range(200):
        at(second)
        hub.publish([f"office:{second}:2026-11-24", OFFICE])

    assert len(hub._changed_at) == 61


@pytest.mark.parametrize("words", ["", "nan", "1e9", "-1", "٣", "9" * 13, "1&since=2"])
def test_a_moment_that_is_none_is_no_moment(words):
    found = asgi.since(scope(query=f"topics={OFFICE}&since={words}"))

    assert found == (1.0 if words.startswith("1&") else None)


def test_a_screen_that_comes_back_fetches_anew():
    async def talk():
        again = [(b"last-event-id", b"7")]
        screen = Screen(Live(Hub(), everybody), headers=again)
        await settle()
        await screen.leave()
        return screen.words

    assert "event: resync\n" in asyncio.run(talk())


@pytest.mark.parametrize(
    ("words", "allow", "status"),
    [
        ({}, nobody, 403),
        ({"method": "POST"}, everybody, 405),
        ({"query": ""}, everybody, 400),
        ({"query": "topics=office%0Aevent"}, everybody, 400),
        ({"query": "topics=" + ",".join(["a:1"] * 21)}, everybody, 400),
    ],
)
def test_who_may_not_listen_is_told_at_once(words, allow, status):
    async def talk():
        screen = Screen(Live(Hub(), allow), **words)
        await screen.task
        return screen.status

    assert asyncio.run(talk()) == status


def test_a_full_house_is_said(monkeypatch):
    monkeypatch.setattr(asgi, "MOST_SCREENS", 0)

    async def talk():
        screen = Screen(Live(Hub(), everybody))
        await screen.task
        return screen.status

    assert asyncio.run(talk()) == 503


def test_a_right_that_is_lost_ends_the_stream(monkeypatch):
    monkeypatch.setattr(asgi, "HEARTBEAT_S", 0.01)
    monkeypatch.setattr(asgi, "CHECK_S", 0.0)
    answers = iter([True, True, False])

    async def until_third(scope, topics):
        return next(answers)

    async def talk():
        screen = Screen(Live(Hub(), until_third))
        await asyncio.wait_for(screen.task, 2)
        return screen

    screen = asyncio.run(talk())
    assert ": still here" in screen.words
    assert screen.sent[-1] == {"type": "http.response.body", "body": b""}


def test_topics_are_read_from_the_address():
    assert asked(scope(query="topics=a:1,b:2-x")) == ["a:1", "b:2-x"]
