"""One worker process: answering, sending and chores, each in a thread of its own."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Sequence

import structlog
import uvloop

from loket.lib.crypto import Keyring
from loket.worker import chores, plans
from loket.worker.rounds import Pace
from loket.worker.sender import Sender
from loket.worker.talker import Talker

log = structlog.get_logger(__name__)


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

    talker = Talker(options.url, options.keyring, options.pace, said)
    stop = threading.Event()
    todo = chores.chores(options.send_lease_s)
    threads = [
        threading.Thread(target=talker.run, args=(stop,), name="talker"),
        threading.Thread(target=chores.run, args=(todo, stop), name="chores"),
    ]
    sending = asyncio.create_task(sender.run())
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, sending.cancel)
    for thread in threads:
        thread.start()
    print("ready worker", flush=True)  # noqa: T201 the supervisor waits for this line
    await _until_stopped(sending, stop, threads)


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
