"""The database goes and comes back: the provider hears 503, and nobody is forgotten."""

from __future__ import annotations

import os
import signal

import pytest

from loket.lib.embedded_postgres import Server
from tests.desk import deliveries
from tests.desk.desk import Desk
from tests.faults.variant import IS_SHORT, long_only

pytestmark = pytest.mark.fault

UNAVAILABLE = 503
ENDS = [signal.SIGKILL] if IS_SHORT else [signal.SIGINT, signal.SIGQUIT, signal.SIGKILL]


def shut(desk: Desk, server: Server, how: signal.Signals) -> None:
    """Let the database end in some way, and wait until the way in notices."""
    pid = server.pid
    assert pid is not None
    os.kill(pid, how)
    desk.until(lambda: server.pid is None)
    assert desk.health() == UNAVAILABLE


@pytest.mark.parametrize("how", ENDS)
def test_what_is_said_while_the_database_is_away_is_answered_after(
    desk: Desk, server: Server, how: signal.Signals
) -> None:
    guests = desk.citizens(20)
    try:
        shut(desk, server, how)
        desk.emulator.say_all([{"phone": g.key, "text": "halo"} for g in guests])
        desk.until(lambda: refusals(desk) > 0)
    finally:
        server.start()
    for guest in guests:
        guest.waits(30.0).hears("mesin penjawab")
    desk.settles()
    assert [len(guest.answers()) for guest in guests] == [1] * 20
    assert desk.value("select count(*) from messaging_event where state = 2") == 0


def refusals(desk: Desk) -> int:
    """How many deliveries were refused with 503 so far."""
    attempts = [one for d in desk.emulator.deliveries() for one in d["attempts"]]
    return sum(one["status"] == UNAVAILABLE for one in attempts)


@long_only
def test_a_refused_delivery_was_not_kept(desk: Desk, server: Server) -> None:
    siti = desk.citizen("Siti")
    raw = deliveries.body([deliveries.text("wamid.away", siti.key, "halo")])
    try:
        shut(desk, server, signal.SIGKILL)
        assert deliveries.post(desk.webhook, raw) == UNAVAILABLE
    finally:
        server.start()
    desk.until(lambda: deliveries.post(desk.webhook, raw) == 200)
    assert deliveries.post(desk.webhook, raw) == 200
    found = "select count(*) from messaging_event where body like '%%wamid.away%%'"
    assert desk.value(found) == 1


def test_cut_connections_lose_no_turn(desk: Desk) -> None:
    guests = desk.citizens(30)
    for guest in guests:
        guest.phone.say("halo")
        desk.rows(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
            " and backend_type = 'client backend'"
        )
    for guest in guests:
        guest.waits(30.0).hears("mesin penjawab")
    desk.settles()
    assert {len(guest.answers()) for guest in guests} == {1}
