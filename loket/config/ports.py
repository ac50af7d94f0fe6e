"""Which ports the processes of one machine listen on."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass

from loket.config.env import settings

LOOPBACK = "127.0.0.1"
# Where `loket metrics` listens if nothing else is set.
METRICS = 8003
HIGHEST = 65535


class PortTrouble(Exception):
    """A port cannot be had; the message says what to do."""


@dataclass(frozen=True)
class Ports:
    """The pages' port, and the two that follow it."""

    web: int
    emulator: int
    ingest: int


def take_port_variable() -> None:
    """Let PORT, which `make demo` and hosting services use, stand for LOKET_PORT."""
    port = os.environ.get("PORT", "")
    if port and not os.environ.get("LOKET_PORT"):
        os.environ["LOKET_PORT"] = port
        settings.cache_clear()


def chosen() -> Ports:
    """
    Return the ports that the settings ask for.

    :raises PortTrouble: if a number is no port
    """
    first = settings().port
    ports = Ports(first, first + 1, settings().ingest_port or first + 2)
    for port in (ports.web, ports.emulator, ports.ingest):
        if not 0 < port <= HIGHEST:
            raise PortTrouble(f"{port} is no port; set LOKET_PORT to 1024-65533.")
    return ports


def check_free(port: int, purpose: str) -> None:
    """
    Test that nobody listens on a port.

    :raises PortTrouble: if somebody does, or we may not
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            raise PortTrouble(
                f"Port {port} for {purpose} cannot be used ({error.strerror}); set "
                "LOKET_PORT (for `make demo` PORT) to a number with two free ports "
                "after it."
            ) from error
