"""One event that breaks the work stops nobody: not others, not even its own sender."""

from __future__ import annotations

import itertools
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest

from loket.messaging.turns import QUERIES
from tests.desk import deliveries
from tests.desk.desk import Desk
from tests.desk.guests import Guest
from tests.faults.variant import long_only

pytestmark = pytest.mark.fault

PARKED = """
select e.id, e.reason from messaging_event e
where e.state = 2 and e.body like %s order by e.seq
"""
DEATH_S = 20.0


def parked(desk: Desk, guest: Guest) -> list[tuple[str, str]]:
    """What was put aside of somebody: (event, reason)."""
    return desk.rows(PARKED, f"%{guest.key}%")


def test_a_poisoned_event_is_parked_and_its_sender_goes_on(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    siti.phone.say("halo, ini racun")
    desk.until(lambda: len(parked(desk, siti)) == 1)
    ((_, reason),) = parked(desk, siti)
    assert "Poisoned" in reason
    siti.says("menu").hears("Apa yang dapat saya bantu?").hears_nothing_more()


def test_what_was_said_beside_the_poison_is_answered(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    siti.says("selamat pagi", "racun", "menu").hears("mesin penjawab")
    desk.settles()
    assert len(parked(desk, siti)) == 1
    assert desk.value("select count(*) from messaging_attempt") == 0


def test_one_poisoned_event_among_forty_people_stops_nobody(desk: Desk) -> None:
    guests = desk.citizens(40)
    said = [{"phone": guest.key, "text": "halo"} for guest in guests]
    said[17]["text"] = "racun"
    desk.emulator.deliver_together(said)
    for guest in guests[:17] + guests[18:]:
        guest.waits().hears("mesin penjawab")
    desk.settles()
    assert [len(guest.answers()) for guest in guests] == [1] * 17 + [0] + [1] * 22
    assert len(parked(desk, guests[17])) == 1


def test_what_fails_is_not_told_to_the_log(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    siti.phone.say("racun, saya Siti Aminah")
    desk.until(lambda: len(parked(desk, siti)) == 1)
    assert "Poisoned" in desk.logs()
    assert "Siti Aminah" not in desk.logs()
    assert siti.key not in desk.logs()


@long_only
def test_what_was_parked_is_answered_once_the_fault_is_mended(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    siti.phone.say("racun")
    desk.until(lambda: len(parked(desk, siti)) == 1)
    ((event, _),) = parked(desk, siti)
    desk.kill("worker")
    desk.start("worker", poison="")
    assert desk.change(QUERIES["unpark"], event) == 1
    siti.waits().hears("mesin penjawab").hears_nothing_more()
    desk.kill("worker")
    desk.start("worker")


def test_an_event_that_kills_the_worker_three_times_is_parked(desk: Desk) -> None:
    siti, budi = desk.citizen("Siti"), desk.citizen("Budi")
    worker = desk.processes["worker"]
    desk.kill("worker")
    siti.phone.say("maut")
    assert desk.emulator.wait_idle()
    deaths = 0
    while not parked(desk, siti):
        worker.begin()
        desk.until(lambda: not worker.is_alive() or bool(parked(desk, siti)), DEATH_S)
        if not worker.is_alive():
            assert worker.wait_for_end(DEATH_S) == -signal.SIGKILL
            deaths += 1
    assert deaths == 3
    budi.says("halo").hears("mesin penjawab")
    siti.says("menu").hears("Apa yang dapat saya bantu?")


@contextmanager
def everybody_taps(desk: Desk, guests: Sequence[Guest]) -> Iterator[None]:
    """Let people tap all the time, so that somebody always waits for an answer."""
    over = threading.Event()

    def tap() -> None:
        for n in itertools.count():
            if over.wait(0.01):
                return
            taps = [deliveries.tap(f"w{n}.{g.key}", g.key, "menu") for g in guests]
            deliveries.post(desk.webhook, deliveries.body(taps))

    thread = threading.Thread(target=tap)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@long_only
def test_who_was_hit_by_a_kill_does_not_starve_in_the_crowd(desk: Desk) -> None:
    """Those whose turn never failed go first, but not for ever."""
    siti, others = desk.citizen("Siti"), desk.citizens(40)
    desk.all_say(others, "halo")
    desk.stop("worker")
    siti.phone.say("halo")
    assert desk.emulator.wait_idle()
    desk.change(
        "insert into messaging_attempt (event_id, tries)"
        " select id, 1 from messaging_event where state = 0"
    )
    with everybody_taps(desk, others):
        time.sleep(0.5)
        desk.start("worker")
        siti.waits(5.0).hears("mesin penjawab")
    desk.settles(60.0)
