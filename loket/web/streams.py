"""Long answers, sent while they are made."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, StreamingHttpResponse


def streamed(
    request: HttpRequest, parts: Iterator[str], content_type: str
) -> StreamingHttpResponse:
    """Return an answer that is sent part by part, made in the request's own thread."""
    content: Any = parts
    if isinstance(request, ASGIRequest):
        content = asynchronous(parts)
    return StreamingHttpResponse(content, content_type=content_type)


async def asynchronous(parts: Iterator[str]) -> AsyncIterator[str]:
    """Make the parts one by one without holding up other requests."""
    following = sync_to_async(lambda: next(parts, None))
    while (part := await following()) is not None:
        yield part
