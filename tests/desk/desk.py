"""
A whole desk: way in, worker and emulator as real processes on a database of its own.

Citizens speak through the emulator, tests look into the database. Nothing here
reaches into a process: what a test can do to the house is what the world can do.
"""

from __future__ import annotations

import itertools
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from emulator.client import Emulator
from emulator.process import running
from tests.desk.guests import Guest
from tests.desk.processes import Process, free_port

FURNISH_S = 60.0
SETTLE_S = 20.0
POLL_S = 0.05
IN_ONE_DELIVERY = 60
CROWD_PATIENCE_S = 30.0
APP_SECRET = "training-app-secret"
VERIFY_TOKEN = "training-verify-token"
WORKERS = ("worker", "second worker")
SWITCHES = '{"retry_first_ms": 100, "retry_max_ms": 1000, "parallel": 8}'

# What still waits somewhere in the house.
WAITING = (
    "select (select count(*) from messaging_event where state = 0)"
    " + (select count(*) from messaging_outbox where state < 2)"
)


class Desk:
    """
    Real processes, and the hands of a test on them.

    :param url: of a database without tables
    :param env: settings that differ from those of a training desk
    :param workers: how many work side by side
    """

    def __init__(
        self, url: str, env: Mapping[str, str], folder: Path, workers: int = 1
    ) -> None:
        self.url = url
        self.port = free_port()
        self.folder = folder
        self.emulator: Emulator
        # The first hundred are those of the training page, who have a case.
        self._numbers = itertools.count(101)
        self.env = {
            "DJANGO_SETTINGS_MODULE": "loket.config.settings",
            "LOKET_DATABASE_URL": url,
            "LOKET_WHATSAPP_APP_SECRET": APP_SECRET,
            "LOKET_WHATSAPP_VERIFY_TOKEN": VERIFY_TOKEN,
            # Half of what is usual: a talk of ten turns must not take ten seconds.
            "LOKET_TURN_SILENCE_S": "0.35",
            **env,
        }
        self.processes = {
            "furnish": self._process(["furnish"]),
            "ingest": self._process(
                ["ingest", str(self.port)], lambda _: self._is_heard()
            ),
            **{name: self._worker(name) for name in WORKERS[:workers]},
        }

    def _worker(self, name: str) -> Process:
        return self._process(["worker"], lambda said: "ready worker" in said, name)

    def _process(
        self,
        words: list[str],
        is_ready: Callable[[str], bool] = lambda _: True,
        name: str = "",
    ) -> Process:
        log = self.folder / f"{name or words[0]}.log"
        return Process(words, log, self.env, is_ready)

    @property
    def workers(self) -> list[Process]:
        """Those who answer and send."""
        return [self.processes[name] for name in WORKERS if name in self.processes]

    @property
    def webhook(self) -> str:
        """Where the provider delivers."""
        return f"http://127.0.0.1:{self.port}/webhooks/whatsapp"

    def open(self) -> None:
        """Make tables and agency, start the processes side by side."""
        self.processes["furnish"].run(FURNISH_S)
        self.processes["ingest"].begin()
        for worker in self.workers:
            worker.start()
        self.until(self.processes["ingest"].is_ready)

    def close(self) -> None:
        """Stop everything."""
        for process in self.processes.values():
            process.stop()

    def start(self, name: str, **more: str) -> None:
        """Start a process again, perhaps with `failpoint="worker.begun"`."""
        env = {f"LOKET_{key.upper()}": value for key, value in more.items()}
        self.processes[name].start(**env)

    def kill(self, name: str) -> None:
        """End a process as a power cut would."""
        self.processes[name].kill()

    def stop(self, name: str) -> None:
        """Let a process end in order."""
        self.processes[name].stop()

    def health(self) -> int:
        """The status that the way in gives of itself; 0 if nobody is there."""
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}/health", timeout=5
            ) as answer:
                status: int = answer.status
                return status
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        except OSError:
            return 0

    def _is_heard(self) -> bool:
        return self.health() != 0

    def citizen(self, name: str) -> Guest:
        """Somebody with a phone and a birth day that nobody else here has."""
        number = next(self._numbers)
        return Guest(self.emulator.citizen(f"628120{number:07}", name), number)

    def citizens(self, count: int) -> list[Guest]:
        """Many people, called Tamu."""
        return [self.citizen("Tamu") for _ in range(count)]

    def all_say(self, guests: Sequence[Guest], *words: str) -> None:
        """
        Let many write at the same time, and wait until each has an answer.

        :param words: one for all, or one for each
        """
        each = words if len(words) == len(guests) else words * len(guests)
        for at in range(0, len(guests), IN_ONE_DELIVERY):
            part = zip(guests[at : at + IN_ONE_DELIVERY], each[at:], strict=False)
            said = [{"phone": guest.key, "text": text} for guest, text in part]
            self.emulator.deliver_together(said)
        for guest in guests:
            guest.waits(CROWD_PATIENCE_S)

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query finds."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            return connection.execute(query.encode(), values).fetchall()

    def value(self, query: str, *values: object) -> Any:
        """The one value that a query finds."""
        ((found,),) = self.rows(query, *values)
        return found

    def change(self, statement: str, *values: object) -> int:
        """Change something behind the house's back; how many rows."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            return connection.execute(statement.encode(), values).rowcount

    def until(
        self, done: Callable[[], bool], within_s: float = SETTLE_S, what: str = ""
    ) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + within_s
        while not done():
            assert time.monotonic() < deadline, what or f"not in {within_s} s"
            time.sleep(POLL_S)

    def settles(self, within_s: float = SETTLE_S) -> None:
        """Wait until every event is worked off and every message has gone."""
        assert self.emulator.wait_idle(within_s), "deliveries wait for the way in"
        self.until(lambda: self.value(WAITING) == 0, within_s, "work is left over")

    def logs(self) -> str:
        """All that its processes ever wrote."""
        files = (process.log for process in self.processes.values())
        return "".join(log.read_text() for log in files if log.exists())

    def last_words(self) -> Sequence[tuple[str, str]]:
        """The end of each log, for a test that failed."""
        return [
            (f"{name}.log", process.last_words())
            for name, process in self.processes.items()
            if process.log.exists()
        ]


@contextmanager
def opened(url: str, folder: Path, **env: str) -> Iterator[Desk]:
    """Run a desk with an emulator as its platform, and stop it all afterwards."""
    desk = Desk(url, env, folder)
    with ExitStack() as stack:
        stack.callback(desk.close)
        options = {"webhook": desk.webhook, "switches": SWITCHES}
        desk.emulator = stack.enter_context(running(**options))
        desk.env["LOKET_GRAPH_URL"] = desk.emulator.base_url
        desk.open()
        yield desk
