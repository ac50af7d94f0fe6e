"""How requests travel: repeated safely, and refused with a stable code."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Mapping
from typing import Any

TRIES = 5
LONGEST_WAIT_S = 60.0
WAITS = frozenset({429, 503})
IN_FLIGHT = "in_flight"


class Problem(Exception):
    """
    The desk refused a request (RFC 9457). `code` is stable, `detail` says what to do;
    `reason` and `errors` say more where there is more to say; `wait_s` is how long to
    wait before the next try, None if the desk does not say.
    """

    wait_s: float | None = None

    def __init__(self, status: int, said: Mapping[str, Any]) -> None:
        self.status = status
        self.code = str(said.get("code", "unreadable"))
        self.detail = str(said.get("detail", ""))
        self.reason = str(said.get("reason", ""))
        self.errors = list(said.get("errors", ()))
        super().__init__(f"{status} {self.code} {self.reason}".strip())


class Transport:
    """Sends requests of one key to one desk."""

    def __init__(self, url: str, key: str, *, timeout_s: float = 30.0) -> None:
        """
        :param url: address of the desk, as https://desk.example
        :param key: begins with loket_; ask an administrator of the desk
        """
        if urllib.parse.urlsplit(url).scheme not in {"http", "https"}:
            raise ValueError("the address of a desk begins with https://")
        self._url = url.rstrip("/")
        self._key = key
        self._timeout_s = timeout_s

    def _ask(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        token: str | None = None,
    ) -> Any:
        """
        Send a request, again if it may be sent again; return the answer.

        :raises Problem: if the desk refuses
        :raises OSError: if the desk cannot be reached
        """
        address = self._url + path + _words(query or {})
        packed = None if body is None else json.dumps(body).encode()
        may_repeat = method == "GET" or token is not None
        for tried in range(1, TRIES + 1):
            try:
                return self._once(method, address, packed, token)
            except Problem as problem:
                is_busy = problem.status in WAITS or problem.code == IN_FLIGHT
                if tried == TRIES or not is_busy:
                    raise
                wait_s = problem.wait_s or 2.0**tried
            except OSError:
                if tried == TRIES or not may_repeat:
                    raise
                wait_s = 2.0**tried
            time.sleep(min(wait_s, LONGEST_WAIT_S))
        raise AssertionError

    def _once(
        self, method: str, address: str, packed: bytes | None, token: str | None
    ) -> Any:
        headers = {"Authorization": f"Bearer {self._key}"}
        if packed is not None:
            headers["Content-Type"] = "application/json"
        if token is not None:
            headers["Idempotency-Key"] = token
        request = urllib.request.Request(  # noqa: S310 the scheme was looked at
            address, packed, headers, method=method
        )
        try:
            with urllib.request.urlopen(  # noqa: S310
                request, timeout=self._timeout_s
            ) as answer:
                return json.loads(answer.read())
        except urllib.error.HTTPError as failure:
            with failure:
                raise _problem(failure) from None


def new_token() -> str:
    """Return a word for a request that may come twice."""
    return str(uuid.uuid4())


def _problem(failure: urllib.error.HTTPError) -> Problem:
    try:
        said = json.loads(failure.read())
    except ValueError:
        said = {}
    problem = Problem(failure.code, said if isinstance(said, dict) else {})
    wait = failure.headers.get("Retry-After", "")
    if wait.isdecimal():
        problem.wait_s = float(wait)
    return problem


def _words(query: Mapping[str, Any]) -> str:
    """What stands behind the question mark; what is None is left out."""
    said = {name: value for name, value in query.items() if value is not None}
    return f"?{urllib.parse.urlencode(said)}" if said else ""
