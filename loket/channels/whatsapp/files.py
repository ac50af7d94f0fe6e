"""
Fetching a file by its id: first its address is asked for, then the file itself.

The token goes only to hosts on the list, over TLS, and never along a redirect. What
arrives is believed by its bytes alone: size, type and fingerprint.
Source: Meta, Cloud API, "Media"; 16 June 2026.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from loket.channels.incoming import (
    FetchedFile,
    FileOutcome,
    Keep,
    MissingFile,
    WantedFile,
)
from loket.channels.types import Account
from loket.channels.whatsapp import answers, file_types, wire

HOSTS = frozenset({"lookaside.fbsbx.com"})
MOST_ANSWER_BYTES = 65_536
PIECE_BYTES = 65_536
_DIGEST_BYTES = 32
_HEX_CHARS = 64

# The provider has it no longer: by status, or by the code "no such object".
_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_NO_SUCH_OBJECT = 100


class _Stop(Exception):
    """Fetching ends here, with this outcome."""

    def __init__(self, reason: str, *, is_final: bool) -> None:
        super().__init__(reason)
        self.outcome = MissingFile(reason, is_final)


async def fetch(
    http: aiohttp.ClientSession, account: Account, wanted: WantedFile, keep: Keep
) -> FileOutcome:
    """
    Hand a file to `keep`, piece by piece. Every failure of the provider is an outcome.

    :raises OSError: if `keep` cannot keep it
    """
    try:
        about = await _ask(http, account, wanted)
        address = _address(account, wire.words(about, "url", 2_000))
        claims = (wanted.sha256, wire.word(about, "sha256"))
        return await _take(http, account, wanted, (address, claims), keep)
    except _Stop as stop:
        return stop.outcome
    except (aiohttp.ClientError, TimeoutError) as failure:
        return MissingFile(type(failure).__name__, is_final=False)


async def _ask(
    http: aiohttp.ClientSession, account: Account, wanted: WantedFile
) -> wire.Table:
    """Return what the provider says about a file."""
    if not wanted.media_id.isalnum():
        raise _Stop("not an id of a file", is_final=True)
    async with http.get(
        f"{account.base_url}/{account.version}/{wanted.media_id}",
        params={"phone_number_id": account.external_id},
        headers=_headers(account),
        allow_redirects=False,
    ) as response:
        body = await answers.read(response, MOST_ANSWER_BYTES)
    try:
        about = wire.read(body)
    except wire.Unreadable:
        about = {}
    if response.status != HTTPStatus.OK or not about:
        code = wire.table(about, "error").get("code")
        raise _refused(response.status, is_gone=code == _NO_SUCH_OBJECT)
    return about


def _address(account: Account, url: str) -> str:
    """Return the address of a file, if the token may go there."""
    try:
        found, home = urlsplit(url), urlsplit(account.base_url)
        is_home = (found.scheme, found.netloc) == (home.scheme, home.netloc)
        is_listed = (
            found.scheme == "https"
            and found.hostname in HOSTS
            and found.port in (None, 443)
            and not found.username
        )
    except ValueError:
        is_home = is_listed = False
    if not (is_home or is_listed):
        raise _Stop("its host is not on the list", is_final=True)
    return url


async def _take(
    http: aiohttp.ClientSession,
    account: Account,
    wanted: WantedFile,
    where: tuple[str, tuple[str, str]],
    keep: Keep,
) -> FetchedFile:
    address, claims = where
    async with http.get(
        address, headers=_headers(account), allow_redirects=False
    ) as response:
        if response.status != HTTPStatus.OK:
            raise _refused(response.status)
        found = await _read(response, wanted.kind, keep)
    for claim in claims:
        if _digest(claim) not in ("", found.sha256):
            raise _Stop("its fingerprint is another", is_final=True)
    return found


async def _read(response: aiohttp.ClientResponse, kind: str, keep: Keep) -> FetchedFile:
    """Look at the first bytes, then pass all on and count them."""
    most = file_types.MOST_BYTES.get(kind, 0)
    mill, size, type_ = hashlib.sha256(), 0, ""
    head = b""
    async for piece in response.content.iter_chunked(PIECE_BYTES):
        size += len(piece)
        if size > most:
            raise _Stop(f"larger than {most} bytes", is_final=True)
        mill.update(piece)
        if not type_:
            head += piece
            if len(head) < file_types.HEAD_BYTES:
                continue
            piece, type_ = head, _type(head, kind)
        keep(piece)
    if not type_:
        type_ = _type(head, kind)
        keep(head)
    return FetchedFile(type_, size, mill.hexdigest())


def _type(head: bytes, kind: str) -> str:
    type_ = file_types.guess(head[: file_types.HEAD_BYTES])
    if type_ not in file_types.ALLOWED.get(kind, ()):
        raise _Stop(f"its content is no {kind} that we take", is_final=True)
    return type_


def _refused(status: int, *, is_gone: bool = False) -> _Stop:
    return _Stop(f"HTTP {status}", is_final=is_gone or status in _GONE)


def _headers(account: Account) -> dict[str, str]:
    return {"Authorization": f"Bearer {account.token}"}


def _digest(claim: str) -> str:
    """Return a fingerprint in hexadecimal, "" if nothing was claimed that is one."""
    raw: Any = b""
    try:
        if len(claim) == _HEX_CHARS:
            raw = bytes.fromhex(claim)
        else:
            raw = base64.b64decode(claim, validate=True)
    except (ValueError, binascii.Error):
        return ""
    return raw.hex() if len(raw) == _DIGEST_BYTES else ""
