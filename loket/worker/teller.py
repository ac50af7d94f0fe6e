"""
The telling part of a worker: events for other systems, signed, some at a time.

It has a thread and a loop of its own, because other systems may be slow. A name is
looked up by ourselves, so that what we call is what was looked at; nothing is followed
that an answer points to.
"""

from __future__ import annotations

import asyncio
import socket
import time
from typing import Any

import aiohttp
import structlog
from aiohttp.abc import AbstractResolver, ResolveResult
from django.conf import settings
from yarl import URL

from loket.lib import clock
from loket.lib.crypto import Keyring
from loket.partners import addresses, delivering
from loket.partners.addresses import BadAddress
from loket.partners.delivering import Claim, Said
from loket.worker.chores import Chore

log = structlog.get_logger(__name__)

EVERY_S = 1.0
AT_ONCE = 16
AT_A_STRETCH_S = 5.0
# An answer says only that the event was taken; work on it belongs afterwards.
TIMEOUT = aiohttp.ClientTimeout(total=15.0, sock_connect=5.0)
# Of an answer nothing is read: neither kept nor shown, it may hold anything.
AGENT = "Loket webhooks"


class Inside(OSError):
    """A name stands for a machine that only we can reach."""


class GuardedResolver(AbstractResolver):
    """Looks names up, and gives none of an address that only we can reach."""

    def __init__(self, *, may_be_private: bool) -> None:
        self._may_be_private = may_be_private
        self._inner = aiohttp.ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: int = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return what a name stands for, if all of it may be called."""
        found = await self._inner.resolve(host, port, socket.AddressFamily(family))
        if not self._may_be_private:
            for one in found:
                if not addresses.is_public(one["host"]):
                    raise Inside(host)
        return found

    async def close(self) -> None:
        """Nothing is held."""


class Teller:
    """Tells other systems what happened."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring
        self._plain: bool = settings.LOKET_DEMO
        self._private: bool = settings.LOKET_HOOKS_PRIVATE

    def chores(self) -> list[Chore]:
        """All chores of telling. Two workers may do them side by side."""
        return [
            Chore("webhooks", EVERY_S, self.work_off),
            Chore("old webhooks", 3600.0, lambda: delivering.forget(clock.now())),
        ]

    def work_off(self) -> int:
        """Tell what is due, for some seconds; return how much was tried."""
        tried, until = 0, time.monotonic() + AT_A_STRETCH_S
        while time.monotonic() < until:
            claims = delivering.claim(AT_ONCE, clock.now(), self._keyring)
            if not claims:
                break
            for one, said in zip(claims, asyncio.run(self._tell(claims)), strict=True):
                delivering.settle(one, said, clock.now())
            tried += len(claims)
        return tried

    async def _tell(self, claims: list[Claim]) -> list[Said]:
        connector = aiohttp.TCPConnector(
            resolver=GuardedResolver(may_be_private=self._private),
            use_dns_cache=False,
        )
        async with aiohttp.ClientSession(connector=connector, timeout=TIMEOUT) as http:
            return await asyncio.gather(*(self._say(http, one) for one in claims))

    async def _say(self, http: aiohttp.ClientSession, one: Claim) -> Said:
        if one.secret is None:
            return Said(reason="secret_closed")
        began = time.monotonic()
        try:
            addresses.check(
                one.url, may_be_plain=self._plain, may_be_private=self._private
            )
            status = await self._post(http, one, one.secret)
        except BadAddress as refusal:
            return Said(reason=refusal.reason)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as failure:
            return Said(reason=_code(failure), took_ms=_since(began))
        said = Said(status, "" if status in delivering.OK else "status", _since(began))
        log.info("told", delivery=one.id, status=status)
        return said

    async def _post(
        self, http: aiohttp.ClientSession, one: Claim, secret: bytes
    ) -> int:
        headers: dict[str, Any] = {
            "Content-Type": "application/json",
            "User-Agent": AGENT,
            delivering.SIGNATURE: delivering.signature(secret, one.body, clock.now()),
        }
        url = URL(one.url)
        async with http.post(
            url, data=one.body, headers=headers, allow_redirects=False
        ) as answer:
            return answer.status


def _code(failure: BaseException) -> str:
    """A word for what went wrong; the failure's own words may hold anything."""
    inner = getattr(failure, "os_error", failure)
    codes = (
        (Inside, inner, "private"),
        (TimeoutError, failure, "timeout"),
        (aiohttp.ClientConnectorCertificateError, failure, "certificate"),
        (aiohttp.ClientConnectorDNSError, failure, "no_such_name"),
    )
    found = (code for kind, one, code in codes if isinstance(one, kind))
    return next(found, "no_connection")


def _since(began: float) -> int:
    return int((time.monotonic() - began) * 1000)
