"""Long lists, a page at a time, with the cursors of the Graph API."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence

from aiohttp import web

from emulator.errors import Refusal
from emulator.wire import Json

PAGE = 25
LARGEST_PAGE = 1000


def page_of(request: web.Request, found: Sequence[Json]) -> Json:
    """
    Return the page that `after` and `limit` of a call ask for.

    :raises Refusal: 100 for a cursor or number that makes no sense
    """
    start = _position(request.query.get("after", ""))
    limit = min(_count(request.query.get("limit", str(PAGE))), LARGEST_PAGE)
    page = list(found[start : start + limit])
    if not page:
        return {"data": []}
    end = start + len(page)
    paging: Json = {"cursors": {"before": _cursor(start), "after": _cursor(end)}}
    if end < len(found):
        query = request.rel_url.update_query(after=_cursor(end))
        paging["next"] = f"{request.scheme}://{request.host}{query}"
    return {"data": page, "paging": paging}


def _cursor(position: int) -> str:
    return base64.urlsafe_b64encode(f"at{position}".encode()).decode()


def _position(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.urlsafe_b64decode(cursor).decode().removeprefix("at"))
    except (ValueError, binascii.Error):
        raise Refusal(100, message="Invalid cursors values") from None


def _count(text: str) -> int:
    if not text.isdigit() or int(text) == 0:
        raise Refusal(100, message="Param limit must be a positive number")
    return int(text)
