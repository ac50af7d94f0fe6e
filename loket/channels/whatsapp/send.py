"""
Handing one message over to Meta.

There is no key that makes a repetition harmless. So every end of a call is sorted by
one question, was the message surely not taken?, and only a sure no may be repeated.
A file is uploaded first: until the message itself goes out, all failures are sure.
"""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import msgspec
from aiohttp import payload
from aiohttp.abc import AbstractStreamWriter

from loket.channels.types import (
    Account,
    OutboundMessage,
    Reaction,
    Refused,
    SendOutcome,
    Unclear,
)
from loket.channels.whatsapp import answers, upload
from loket.channels.whatsapp.answers import Answer
from loket.channels.whatsapp.shape import check, shape

BAD_REQUEST = 100
MOST_ANSWER_BYTES = 65_536

_TROUBLE = (aiohttp.ClientError, OSError, asyncio.TimeoutError, ValueError)


async def send(
    http: aiohttp.ClientSession, account: Account, message: OutboundMessage
) -> SendOutcome:
    """
    Send one message and return what became of it. Raises only its cancellation.

    How long to wait is the session's own time limit.
    """
    try:
        file = upload.wanted(message)
        problems = check(message)
    except upload.TooLong as trouble:
        file, problems = None, [str(trouble)]
    if problems:
        return Refused(BAD_REQUEST, Reaction.GIVE_UP, "; ".join(problems))
    if http.closed:
        return Refused(0, Reaction.RETRY, "session is closed")
    media_id = await _upload(http, account, file) if file else ""
    if isinstance(media_id, Refused):
        return media_id
    return await _post(http, account, shape(message, media_id))


async def mark_read(
    http: aiohttp.ClientSession, account: Account, message_id: str, *, is_typing: bool
) -> Refused | None:
    """
    Mark a person's message as read, and perhaps show that an answer is being written.

    The sign of writing goes with the answer, or after 25 s. A mark is a courtesy: what
    became of it changes nothing. Source: Meta, "Typing indicators".
    """
    request: dict[str, Any] = {
        "messaging_product": "whatsapp",
        "status": "read",
        "message_id": message_id,
    }
    if is_typing:
        request["typing_indicator"] = {"type": "text"}
    body = WatchedBody(msgspec.json.encode(request), content_type="application/json")
    try:
        answer = await _call(http, account, "messages", body)
    except _TROUBLE as trouble:
        return Refused(0, Reaction.GIVE_UP, f"not marked: {_name(trouble)}")
    return answers.of_mark(answer)


async def _post(
    http: aiohttp.ClientSession, account: Account, request: dict[str, Any]
) -> SendOutcome:
    body = WatchedBody(msgspec.json.encode(request), content_type="application/json")
    try:
        answer = await _call(http, account, "messages", body)
    except _TROUBLE as trouble:
        if body.was_begun:
            return Unclear(_name(trouble))
        return Refused(0, Reaction.RETRY, f"not reached: {_name(trouble)}")
    return answers.of_message(answer)


async def _upload(
    http: aiohttp.ClientSession, account: Account, file: upload.File
) -> str | Refused:
    """Return the media id of a file, or why there is none."""
    try:
        answer = await _call(http, account, "media", upload.form(file))
    except _TROUBLE as trouble:
        return Refused(0, Reaction.RETRY, f"file not uploaded: {_name(trouble)}")
    return answers.of_media(answer)


async def _call(
    http: aiohttp.ClientSession,
    account: Account,
    edge: str,
    body: aiohttp.FormData | payload.Payload,
) -> Answer:
    """
    Return the answer to a POST; redirects are not followed, they would carry the token.

    An answer whose status arrived counts even if its body breaks off.
    """
    url = f"{account.base_url}/{account.version}/{account.external_id}/{edge}"
    headers = {"Authorization": f"Bearer {account.token}"}
    async with http.post(url, data=body, headers=headers, allow_redirects=False) as got:
        try:
            raw = await answers.read(got, MOST_ANSWER_BYTES)
        except _TROUBLE:
            raw = b""
        return Answer(got.status, raw, got.headers.get("Retry-After", ""))


def _name(trouble: BaseException) -> str:
    """Return words for a failure; its own text may repeat what we sent."""
    return type(trouble).__name__


class WatchedBody(payload.BytesPayload):
    """
    A body that knows whether its writing was begun.

    A connection that broke before that never carried the message; after it, nobody
    can tell.
    """

    was_begun = False

    async def write_with_length(
        self, writer: AbstractStreamWriter, content_length: int | None
    ) -> None:
        """Write the body, having noted that it may arrive."""
        self.was_begun = True
        await super().write_with_length(writer, content_length)
