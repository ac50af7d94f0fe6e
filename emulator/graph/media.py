"""Files: upload, where to fetch them, fetch, delete."""

from __future__ import annotations

import hmac

from aiohttp import BodyPartReader, web

from emulator import errors, limits
from emulator.errors import Refusal
from emulator.graph.door import require_number
from emulator.media import Media
from emulator.platform import PLATFORM, Platform
from emulator.wire import Json

CHUNK = 64 * 1024
FETCH_PATH = "/lookaside/{media_id}"


async def upload(platform: Platform, request: web.Request, node: str) -> Json:
    """Keep a file sent as multipart/form-data and return its id."""
    require_number(platform, request, node)
    if request.content_type != "multipart/form-data":
        raise Refusal(100, message="The parameter file is required.")
    fields: dict[str, str] = {}
    content, filename = b"", ""
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        if part.name == "file":
            filename = part.filename or "file"
            fields.setdefault("type", part.headers.get("Content-Type", ""))
            content = await _read(part)
        elif part.name:
            fields[part.name] = await part.text()
    if fields.get("messaging_product") != "whatsapp":
        raise Refusal(100, message="The parameter messaging_product is required.")
    mime_type = fields.get("type", "").partition(";")[0].strip()
    _check_file(content, mime_type)
    lives_s = limits.UPLOADED_MEDIA_LIVES_S
    return {"id": platform.media.add(content, mime_type, filename, lives_s).id}


async def _read(part: BodyPartReader) -> bytes:
    most = max(limits.MEDIA_LARGEST.values())
    content = bytearray()
    while chunk := await part.read_chunk(CHUNK):
        content += chunk
        if len(content) > most:
            raise Refusal(131053, "The file is too large.")
    return bytes(content)


def _check_file(content: bytes, mime_type: str) -> None:
    if not content:
        raise Refusal(100, message="The parameter file is required.")
    most = limits.MEDIA_LARGEST.get(mime_type)
    if most is None:
        known = ", ".join(sorted(limits.MEDIA_LARGEST))
        raise Refusal(
            100, message=f"Param file must be a file with one of these types: {known}."
        )
    if len(content) > most:
        raise Refusal(131053, f"A file of {mime_type} may have {most} bytes.")


def describe(platform: Platform, request: web.Request, media: Media) -> Json:
    """Return where a file can be fetched for the next five minutes."""
    path = FETCH_PATH.format(media_id=media.id)
    until = int(platform.room.now()) + limits.MEDIA_ADDRESS_LIVES_S
    return {
        "messaging_product": "whatsapp",
        "url": f"{request.scheme}://{request.host}{path}?ext={until}&hash={media.hash}",
        "mime_type": media.mime_type,
        "sha256": media.sha256_hex,
        "file_size": len(media.content),
        "id": media.id,
    }


async def delete(platform: Platform, request: web.Request, node: str) -> Json:
    """Forget a file."""
    if not platform.media.remove(node):
        raise errors.missing_object(node, request.method)
    return {"success": True}


async def fetch(request: web.Request) -> web.Response:
    """Hand out a file to whoever holds the token and a fresh address."""
    platform = request.app[PLATFORM]
    expected = f"Bearer {platform.settings.token}".encode()
    given = request.headers.get("Authorization", "").encode()
    if not hmac.compare_digest(given, expected):
        raise web.HTTPUnauthorized
    media = platform.media.find(request.match_info["media_id"])
    if media is None or request.query.get("hash") != media.hash:
        raise web.HTTPNotFound
    until = request.query.get("ext", "")
    if not until.isdigit() or int(until) < platform.room.now():
        raise web.HTTPForbidden(text="URL signature expired")
    return web.Response(body=media.content, content_type=media.mime_type)
