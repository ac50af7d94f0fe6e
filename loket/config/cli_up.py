"""`loket up` and `loket demo`: everything of one machine, until Ctrl-C."""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack

from rich.markup import escape

from loket.config import cli_common, guard, keys, migrations, ports, training
from loket.config.children import Crashes, Program, answers, ends, says
from loket.config.cli_common import err, out
from loket.config.demo import agency
from loket.config.env import settings
from loket.config.ports import LOOPBACK, Ports
from loket.config.processes import Supervisor
from loket.lib.embedded_postgres import Server

LOKET = (sys.executable, "-m", "loket.config.cli")
# Deliveries of different people need not wait for each other.
PHONES_SIDE_BY_SIDE = '{"parallel": 8}'
EMULATOR = (sys.executable, "-m", "emulator")


def up() -> None:
    """Run the database, the way in, the pages and the worker on this machine."""
    _run(is_demo=False)


def demo() -> None:
    """Run a training desk: invented offices, and a phone in the browser."""
    _run(is_demo=True)


def _run(*, is_demo: bool) -> None:
    ports.take_port_variable()
    chosen = ports.chosen()
    if is_demo:
        _set_up_training(chosen)
    _check_ports(chosen, is_demo=is_demo)
    guard.check(settings(), keys.keyring())
    if is_demo:
        training.remember()
    supervisor = Supervisor(settings().data_dir / "log", _tell)
    supervisor.listen_to_signals()
    begun_at = time.monotonic()
    with ExitStack() as stack:
        own = cli_common.server()
        if own:
            stack.enter_context(own)
            supervisor.tend = _tend(own)
            os.environ["LOKET_DATABASE_URL"] = own.url
            settings.cache_clear()
        stack.callback(supervisor.stop)
        _start(supervisor, chosen, is_demo=is_demo)
        if not supervisor.stopping.is_set():
            _show(chosen, time.monotonic() - begun_at, is_demo=is_demo)
            supervisor.watch()
        out.print("Stopping.")


def _set_up_training(chosen: Ports) -> None:
    words = {
        "LOKET_DEMO": "1",
        "LOKET_GRAPH_URL": _address(chosen.emulator),
        "LOKET_EMULATOR_URL": _address(chosen.emulator),
        "LOKET_WHATSAPP_APP_SECRET": secrets.token_urlsafe(24),
        "LOKET_WHATSAPP_VERIFY_TOKEN": secrets.token_urlsafe(24),
    }
    os.environ.update(words)
    settings.cache_clear()


def _check_ports(chosen: Ports, *, is_demo: bool) -> None:
    ports.check_free(chosen.web, "the pages")
    ports.check_free(chosen.ingest, "deliveries")
    if settings().metrics_port:
        ports.check_free(settings().metrics_port, "the figures")
    if is_demo:
        ports.check_free(chosen.emulator, "the emulator")


def _start(supervisor: Supervisor, chosen: Ports, *, is_demo: bool) -> None:
    if not migrations.are_applied():
        supervisor.start([], [_errand("migrate")])
    if not supervisor.stopping.is_set():
        supervisor.start(_programs(chosen, is_demo=is_demo), [_errand("prepare")])


def _errand(word: str) -> Program:
    return Program(word, [*LOKET, word], ends)


def _programs(chosen: Ports, *, is_demo: bool) -> list[Program]:
    hears = f"{_address(chosen.ingest)}/health"
    shows = f"{_address(chosen.web)}/health"
    programs = [
        Program(
            "ingest", [*LOKET, "ingest", f"--port={chosen.ingest}"], answers(hears)
        ),
        Program("web", [*LOKET, "web", f"--port={chosen.web}"], answers(shows)),
        Program("worker", [*LOKET, "worker"], says("ready worker")),
    ]
    port = settings().metrics_port
    if port:
        command = [*LOKET, "metrics", f"--port={port}"]
        programs.append(Program("metrics", command, says("ready metrics")))
    return [*programs, _emulator(chosen)] if is_demo else programs


def _emulator(chosen: Ports) -> Program:
    env = settings()
    words = {
        "EMULATOR_WEBHOOK": f"{_address(chosen.ingest)}/webhooks/whatsapp",
        "EMULATOR_NAME": agency()["agency"]["name"],
        "EMULATOR_SWITCHES": PHONES_SIDE_BY_SIDE,
        "EMULATOR_APP_SECRET": env.whatsapp_app_secret.get_secret_value(),
        "EMULATOR_VERIFY_TOKEN": env.whatsapp_verify_token.get_secret_value(),
    }
    command = [*EMULATOR, f"--port={chosen.emulator}"]
    return Program("emulator", command, says("ready "), words)


def _tend(own: Server) -> Callable[[], None]:
    crashes = Crashes("PostgreSQL")

    def tend() -> None:
        if own.is_running():
            return
        err.print("PostgreSQL ended; it is started again.")
        time.sleep(crashes.pause_s(time.monotonic()))
        own.start()

    return tend


def _show(chosen: Ports, took_s: float, *, is_demo: bool) -> None:
    rows = [("Pages", f"{_address(chosen.web)}/")]
    if is_demo:
        rows.append(("Phone", f"{_address(chosen.emulator)}/"))
    rows.append(("Deliveries", f"{_address(chosen.ingest)}/webhooks/whatsapp"))
    rows.append(("Data", str(settings().data_dir)))
    code = _first_run_code()
    if code:
        rows.append(("First sign-in", f"code {code}"))
    shown = cli_common.table("", "")
    shown.show_header = False
    for row in rows:
        shown.add_row(*row)
    name = "The training desk" if is_demo else "Loket"
    out.print(f"[bold]{name} is open[/] after {took_s:.1f} s. Ctrl-C ends it.")
    out.print(shown)


def _first_run_code() -> str:
    # Written by `prepare`, removed with the first administrator.
    try:
        return (settings().data_dir / "first-run-code").read_text().strip()
    except FileNotFoundError:
        return ""


def _address(port: int) -> str:
    return f"http://{LOOPBACK}:{port}"


def _tell(text: str) -> None:
    err.print(escape(text), soft_wrap=True)
