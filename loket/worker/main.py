"""
One worker process: answering, sending, receipts and chores, each in its own thread.

Nobody waits for a receipt, and three come for each message: taken in between turns they
held every talk up, and taken in often they changed each message three times.
"""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Sequence

import structlog
import uvloop

from loket.lib import clock, collector, logs
from loket.lib.crypto import Keyring
from loket.messaging import file_store, marks, outbox, receipts
from loket.retention import work as retention
from loket.worker import (
    case_chores,
    chores,
    news,
    notices,
    plans,
    upkeep,
)
from loket.worker.chores import Chore
from loket.worker.fetcher import Fetcher
from loket.worker.news import News
from loket.worker.rounds import Pace
from loket.worker.sender import Sender
from loket.worker.talker import Talker
from loket.worker.teller import Teller

log = structlog.get_logger(__name__)

RETENTION_EVERY_S = 24 * 3_600.0
RECEIPTS_EVERY_S = 0.1


class Options:
    """What a worker needs to know; see the settings of the same names."""

    def __init__(
        self, url: str, keyring: Keyring, graph: tuple[str, str], pace: Pace,
        times: tuple[float, float],
    ) -> None:  # fmt: skip
        self.url = url
        self.keyring = keyring
        self.graph_url, self.graph_version = graph
        self.pace = pace
        self.send_timeout_s, self.send_lease_s = times


def run(options: Options) -> None:
    """Work until SIGTERM or SIGINT; then finish what is under way."""
    plans.settle()
    collector.spare()
    uvloop.run(_work(options))


async def _work(options: Options) -> None:
    loop = asyncio.get_running_loop()
    sender = Sender(
        options.keyring,
        options.graph_url,
        options.graph_version,
        options.send_timeout_s,
    )

    def said() -> None:
        loop.call_soon_threadsafe(sender.wake.set)

    def show_read() -> None:
        for mark in marks.take():
            loop.call_soon_threadsafe(sender.marker.add, mark)

    def say_notices() -> None:
        if notices.work(clock.now(), options.keyring):
            said()

    talker = Talker(options.url, options.keyring, options.pace, said)
    stop = threading.Event()
    store = file_store.here(options.keyring)
    todo = [
        *chores.chores(options.send_lease_s),
        Chore("marks", 0.5, show_read),
        Chore("windows", 5.0, outbox.mind_windows),
        Chore("notices", notices.EVERY_S, say_notices),
        Chore("news", news.EVERY_S, News(options.url).take_in),
        Chore("old files", 60.0, lambda: retention.forget_files(store)),
        *case_chores.chores(options.keyring),
    ]
    slow = [
        *upkeep.chores(options.keyring, (options.graph_url, options.graph_version)),
        Chore("retention", RETENTION_EVERY_S, lambda: retention.run(options.keyring)),
    ]
    by_thread = {
        "receipts": [Chore("receipts", RECEIPTS_EVERY_S, receipts.take_in_all)],
        "chores": todo,
        "upkeep": slow,
        "imports": case_chores.imports(options.keyring),
        "teller": Teller(options.keyring).chores(),
    }
    threads = [
        threading.Thread(target=talker.run, args=(stop,), name="talker"),
        *(
            threading.Thread(target=chores.run, args=(some, stop), name=name)
            for name, some in by_thread.items()
        ),
    ]
    sending = asyncio.create_task(sender.run())
    fetcher = Fetcher(options.keyring, options.graph_url, options.graph_version, store)
    fetching = asyncio.create_task(fetcher.run())
    fetching.add_done_callback(_note_end)
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, sending.cancel)
    for thread in threads:
        thread.start()
    print("ready worker", flush=True)  # noqa: T201 the supervisor waits for this line
    await _until_stopped(sending, stop, threads)


def _note_end(task: asyncio.Task[None]) -> None:
    """Say so if a task ended that should have gone on."""
    failure = None if task.cancelled() else task.exception()
    if failure is not None:
        log.error("no files are fetched any more", reason=logs.place_of(failure))


async def _until_stopped(
    sending: asyncio.Task[None],
    stop: threading.Event,
    threads: Sequence[threading.Thread],
) -> None:
    try:
        await sending
    except asyncio.CancelledError:
        log.info("worker stops")
    finally:
        stop.set()
        for thread in threads:
            await asyncio.to_thread(thread.join)
