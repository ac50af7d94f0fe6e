"""Asking a public address, as a browser or a provider would, following nothing."""

from __future__ import annotations

import http.client
import json
import ssl
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

TIMEOUT_S = 10.0
MOST_BYTES = 200_000


class BadAddress(Exception):
    """What was given is no public address; the message says what would be."""


class Answer(NamedTuple):
    """A whole answer; names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def read(address: str) -> SplitResult:
    """
    Return the parts of an address.

    :raises BadAddress: if it is not https, or names no host
    """
    try:
        parts = urlsplit(address)
        is_good = parts.scheme == "https" and parts.hostname and parts.port != 0
    except ValueError:
        is_good = False
    if not is_good or parts.path.strip("/"):
        raise BadAddress("--public wants an address such as https://desk.example.go.id")
    return parts


def connect(place: SplitResult) -> http.client.HTTPSConnection:
    """Return a connection that has not begun yet; certificates are checked."""
    return http.client.HTTPSConnection(
        place.hostname or "",
        place.port or 443,
        timeout=TIMEOUT_S,
        context=ssl.create_default_context(),
    )


def ask(
    place: SplitResult, path: str, method: str = "GET", body: bytes | None = None
) -> Answer:
    """
    Ask for one path.

    :raises OSError: if nobody answers
    :raises http.client.HTTPException: if it is no HTTP
    """
    connection = connect(place)
    try:
        connection.request(method, path, body)
        return _answer(connection.getresponse())
    finally:
        connection.close()


def ask_plain(host: str, port: int) -> Answer:
    """Ask for the sign-in page without TLS; errors as in `ask`."""
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT_S)
    try:
        connection.request("GET", "/sign-in/")
        return _answer(connection.getresponse())
    finally:
        connection.close()


def first_line(place: SplitResult, path: str, patience_s: float) -> bytes:
    """
    Return the first line of a stream, "" if none comes in time; errors as in `ask`.
    """
    connection = connect(place)
    connection.timeout = patience_s
    try:
        connection.request("GET", path, headers={"Accept": "text/event-stream"})
        response = connection.getresponse()
        if response.status != http.client.OK:
            return json.dumps(response.status).encode()
        return response.readline(1_000)
    except TimeoutError:
        return b""
    finally:
        connection.close()


def _answer(response: http.client.HTTPResponse) -> Answer:
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, headers, response.read(MOST_BYTES))
