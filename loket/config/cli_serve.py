"""`loket ingest`, `web`, `worker`, `metrics`: one process each, for many machines."""

from __future__ import annotations

from typing import Annotated

import typer

from loket.config import cli_common, guard, keys, ports
from loket.config.env import settings

Port = Annotated[int, typer.Option(help="Port to listen on; 0 means the settings'.")]


def ingest(port: Port = 0) -> None:
    """Take what the providers deliver."""
    _check()
    from loket.config import serve

    with cli_common.database_at_hand():
        serve.ingest(port or ports.chosen().ingest)


def web(port: Port = 0) -> None:
    """Serve the pages."""
    _check()
    import uvicorn

    with cli_common.database_at_hand():
        uvicorn.run(
            "loket.config.asgi:application",
            host=settings().listen,
            log_config=None,
            port=port or ports.chosen().web,
            loop="uvloop",
            http="httptools",
            ws="none",
            access_log=False,
            log_level="warning",
            timeout_keep_alive=75,
            # Live screens never end by themselves; they come back on their own.
            timeout_graceful_shutdown=2,
            server_header=False,
        )


def worker() -> None:
    """Answer, send, and do the chores."""
    _check()
    from loket.config import serve

    with cli_common.database_at_hand():
        serve.work()


def metrics(port: Port = 0) -> None:
    """Give figures to Prometheus, on a port that no proxy leads to."""
    _check()
    from loket.config import serve

    with cli_common.database_at_hand():
        serve.figures(port or settings().metrics_port or ports.METRICS)


def _check() -> None:
    ports.take_port_variable()
    guard.check(settings(), keys.keyring())
