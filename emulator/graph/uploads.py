"""
Files that go up in pieces, as profile pictures and examples of templates do.

Source: Meta, Graph API, "Resumable Upload API". Read November 2026.
"""

from __future__ import annotations

import secrets

from aiohttp import web

from emulator import errors, limits
from emulator.errors import Refusal
from emulator.platform import Platform
from emulator.wire import Json

LARGEST = 100 * limits.MEGABYTE
SESSIONS_KEPT = 20


async def begin(platform: Platform, request: web.Request, _: str) -> Json:
    """Open an upload of so many bytes."""
    length = request.query.get("file_length", "")
    if not length.isdigit() or not 0 < int(length) <= LARGEST:
        raise Refusal(100, message="The parameter file_length is required.")
    uploads = platform.number.uploads
    while len(uploads) >= SESSIONS_KEPT:
        uploads.pop(next(iter(uploads)))
    identifier = f"upload:{secrets.token_urlsafe(24)}"
    uploads[identifier] = bytearray()
    return {"id": identifier}


async def append(platform: Platform, request: web.Request, node: str) -> Json:
    """Add bytes where the last ones ended, and return the handle of the file."""
    content = _content(platform, request, node)
    if int(request.headers.get("file_offset", "0")) != len(content):
        raise Refusal(100, message="file_offset is not where the last bytes ended.")
    content += await request.read()
    return {"h": f"4:{secrets.token_urlsafe(24)}"}


async def progress(platform: Platform, request: web.Request, node: str) -> Json:
    """Return how many bytes have arrived."""
    return {"id": node, "file_offset": len(_content(platform, request, node))}


def _content(platform: Platform, request: web.Request, node: str) -> bytearray:
    if node not in platform.number.uploads:
        raise errors.missing_object(node, request.method)
    return platform.number.uploads[node]
