"""The mail server's address, as Django wants it."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import unquote, urlsplit

TIMEOUT_S = 15
PORTS = {"smtp": 587, "smtps": 465}
# A server on this machine speaks plainly.
NEAR = frozenset({"localhost", "127.0.0.1", "::1"})


class BadAddress(ValueError):
    """A mail server's address cannot be read. The message says how to mend it."""


class Server(NamedTuple):
    """A mail server; without a host there is none."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    upgrades: bool = False
    is_sealed: bool = False


def for_django(address: str) -> Server:
    """
    Return the server at smtp://user:password@host:port.

    :raises BadAddress: if it is no such address
    """
    if not address:
        return Server()
    parts = urlsplit(address)
    try:
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        port = 0
    if not (parts.hostname and port and parts.scheme in PORTS):
        raise BadAddress(
            "LOKET_SMTP_URL cannot be read; write it as smtp://user:password@host:587."
        )
    return Server(
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        upgrades=parts.scheme == "smtp" and parts.hostname not in NEAR,
        is_sealed=parts.scheme == "smtps",
    )
