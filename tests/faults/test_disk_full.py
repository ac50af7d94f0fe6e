"""No room on the disk: what cannot be kept is refused, and what was kept stays."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import psycopg
import pytest

from loket.lib import ids
from loket.lib.embedded_postgres import CannotStart, Server, temporary
from tests.desk import database, deliveries
from tests.desk.desk import Desk, opened
from tests.faults import small_disk
from tests.faults.conftest import IMPATIENT
from tests.faults.small_disk import Disk

pytestmark = pytest.mark.fault

SIZE_MB = 160
START_MB = 96
UNAVAILABLE = 503
PEOPLE = 20
# Nobody has this number: what comes for it is kept, and never answered.
STRANGERS = "999999"
LONG_TEXT = "kata " * 800
BACK_S = 60.0
LOG = 40_000_000


@pytest.fixture(scope="module")
def disk() -> Iterator[Disk]:
    """A small disk."""
    with small_disk.mounted(SIZE_MB) as disk:
        yield disk


@pytest.fixture(scope="module")
def server(disk: Disk) -> Iterator[Server]:
    """A database on it."""
    with on(disk) as server:
        yield server


def on(disk: Disk) -> Server:
    """A server whose data lie on a disk."""
    return Server(
        disk.folder / "postgres",
        settings={**temporary.QUICK, "full_page_writes": "on"},
        binaries_dir=temporary.binaries_dir(),
        sync=False,
    )


@pytest.fixture(scope="module")
def desk(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk on that database; its own files lie elsewhere."""
    folder = tmp_path_factory.mktemp("desk")
    with (
        database.made("full", server.url) as url,
        opened(url, folder, **IMPATIENT) as desk,
    ):
        yield desk


@pytest.mark.parametrize("is_log_full", [False, True], ids=["tables", "log"])
def test_a_full_disk_refuses_what_it_cannot_keep_and_loses_nothing(
    desk: Desk, disk: Disk, server: Server, is_log_full: bool
) -> None:
    guests = desk.citizens(PEOPLE)
    desk.all_say(guests[:1], "halo")
    before = found(desk)
    disk.fill()
    try:
        if is_log_full:
            fill_log(desk)
        kept = until_refused(desk)
        desk.emulator.say_all([{"phone": g.key, "text": "halo"} for g in guests])
        desk.until(lambda: refusals(desk) > PEOPLE)
    finally:
        disk.free()
    desk.until(lambda: is_back(server), BACK_S)
    for guest in guests:
        guest.waits(BACK_S).hears("mesin penjawab")
    desk.settles()

    assert [len(guest.answers()) for guest in guests] == [2] + [1] * (PEOPLE - 1)
    assert desk.value("select count(*) from messaging_event where state = 2") == 0
    assert desk.value("select count(*) from messaging_attempt where tries > 0") == 0
    assert found(desk) == before + kept


def test_a_start_without_room_says_so_and_works_once_there_is_some() -> None:
    with small_disk.mounted(START_MB) as disk:
        server = on(disk)
        with server:
            pass
        disk.fill()
        with pytest.raises(CannotStart, match="free some room"):
            server.start()
        disk.free()
        with server:
            assert server.is_running()


def fill_log(desk: Desk) -> None:
    """Write more into the database's log than there is room for: the database ends."""
    with pytest.raises(psycopg.OperationalError):
        desk.value("select pg_logical_emit_message(true, 'full', repeat('x', %s))", LOG)


def until_refused(desk: Desk) -> list[str]:
    """Deliver long texts until one is refused; the ids of those that were taken."""
    kept: list[str] = []
    for wamid in (f"wamid.{ids.new().hex}" for _ in itertools.count()):
        raw = deliveries.body([deliveries.text(wamid, STRANGERS, LONG_TEXT)])
        raw = raw.replace(deliveries.NUMBER.encode(), STRANGERS.encode())
        status = deliveries.post(desk.webhook, raw)
        if status != 200:
            assert status == UNAVAILABLE
            return kept
        kept.append(wamid)
    raise AssertionError


def found(desk: Desk) -> list[str]:
    """The ids of the long texts that are there now."""
    rows = desk.rows(
        "select body::json ->> 'external_id' from messaging_event"
        " where account_id = 0 order by seq"
    )
    return [id_ for (id_,) in rows]


def refusals(desk: Desk) -> int:
    """How many deliveries of the platform were refused so far."""
    attempts = [one for d in desk.emulator.deliveries() for one in d["attempts"]]
    return sum(one["status"] == UNAVAILABLE for one in attempts)


def is_back(server: Server) -> bool:
    """Start the database as `loket up` does; True once it works."""
    try:
        server.start()
    except CannotStart:
        return False
    return True
