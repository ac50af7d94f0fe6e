"""What actions record reaches the hub, also after the connection was lost."""

import asyncio

import psycopg
import pytest
from django.db import connection

from loket.lib.live import changes, listen
from loket.lib.live.hub import RESYNC, Hub
from loket.lib.live.listen import Listener

OFFICE = "office:3:2026-11-24"


@pytest.fixture
def url(shared_db):
    words = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port")
    known = {name: words[name] for name in names if words.get(name)}
    return psycopg.conninfo.make_conninfo(**known)


async def announce(url):
    async with await psycopg.AsyncConnection.connect(url) as there:
        await there.execute("insert into live_change (topic) values (%s)", [OFFICE])
    await asyncio.to_thread(_announce, url)


def _announce(url):
    with psycopg.connect(url) as there, there.cursor() as cursor:
        assert changes.announce(cursor) == 1


def test_what_was_recorded_is_heard(url):
    async def listen_once():
        hub = Hub()
        listener = Listener(url, hub)
        with hub.subscribe([OFFICE]) as screen:
            listener.start()
            assert await screen.next(5) == [RESYNC]
            await announce(url)
            heard = await screen.next(5)
        await listener.stop()
        return heard

    assert asyncio.run(listen_once()) == [OFFICE]


def test_a_lost_connection_comes_back_and_says_so(url, monkeypatch):
    monkeypatch.setattr(listen, "FIRST_PAUSE_S", 0.05)

    async def lose():
        hub = Hub()
        listener = Listener(url, hub)
        with hub.subscribe([OFFICE]) as screen:
            listener.start()
            await screen.next(5)
            async with await psycopg.AsyncConnection.connect(url) as there:
                await there.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity "
                    "where application_name = 'loket live'"
                )
            assert await screen.next(5) == [RESYNC]
            await announce(url)
            heard = await screen.next(5)
        await listener.stop()
        return heard

    assert asyncio.run(lose()) == [OFFICE]
