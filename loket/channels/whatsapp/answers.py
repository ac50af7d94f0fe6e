"""What Meta answered, made into an outcome."""

from __future__ import annotations

from datetime import UTC
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import NamedTuple

import aiohttp

from loket.channels.types import (
    About,
    Accepted,
    Reaction,
    Refused,
    SendOutcome,
    Unclear,
)
from loket.channels.whatsapp import errors, wire
from loket.lib import clock

LONGEST_WAIT_S = errors.DAY
MOST_DETAIL_CHARS = 300

# A gateway that lost its way to Meta does not know what Meta did with the message.
_GATEWAY_LOST = frozenset({HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT})


class Answer(NamedTuple):
    """A response: HTTP status, body (b"" if it was lost), the wait it asks for."""

    status: int
    body: bytes
    retry_after: str = ""


async def read(response: aiohttp.ClientResponse, most: int) -> bytes:
    """Return the body of a response, b"" if it has more than `most` bytes."""
    raw = bytearray()
    async for piece in response.content.iter_any():
        raw += piece
        if len(raw) > most:
            return b""
    return bytes(raw)


def of_message(answer: Answer) -> SendOutcome:
    """Return what an answer of `/messages` means."""
    table = _read(answer.body)
    error = table.get("error")
    if type(error) is dict:
        return refusal(answer, error)
    if answer.status == HTTPStatus.OK:
        first = next(wire.tables(table, "messages"), {})
        id_ = wire.word(first, "id", wire.MOST_NAME_CHARS)
        return Accepted(id_) if id_ else Unclear("200 without a message id")
    if answer.status in _GATEWAY_LOST or answer.status < HTTPStatus.MULTIPLE_CHOICES:
        return Unclear(f"HTTP {answer.status} without words of Meta")
    return refusal(answer, {})


def of_media(answer: Answer) -> str | Refused:
    """Return the media id that an answer of `/media` gives, or why there is none."""
    table = _read(answer.body)
    error = table.get("error")
    if type(error) is dict:
        return refusal(answer, error)
    if answer.status != HTTPStatus.OK:
        return refusal(answer, {})
    id_ = wire.word(table, "id")
    return id_ or Refused(0, Reaction.RETRY, "upload answered without a media id")


def of_mark(answer: Answer) -> Refused | None:
    """Return why a message could not be marked as read; None if it was."""
    error = _read(answer.body).get("error")
    if type(error) is dict or answer.status != HTTPStatus.OK:
        return refusal(answer, error if type(error) is dict else {})
    return None


def refusal(answer: Answer, error: wire.Table) -> Refused:
    """Return the refusal that an error object, or an answer without one, means."""
    code = error.get("code")
    if type(code) is not int:
        word = wire.word(error, "code", 9)
        code = int(word) if word.isascii() and word.isdigit() else None
    rule = errors.by_code(code) if code is not None else None
    if rule is None and error.get("is_transient") is True:
        rule = errors.Rule(0, 0, "passes by itself", Reaction.RETRY, 1)
    elif rule is None:
        rule = _without_code(answer.status, is_meta=bool(error))
    wait_s = max(rule.retry_after_s, _seconds(answer.retry_after))
    detail = _detail(error) or rule.meaning
    words = detail[:MOST_DETAIL_CHARS]
    about = errors.ABOUT.get(code) if code is not None else None
    if code is None and rule.reaction is Reaction.STOP_ACCOUNT:
        about = About.TOKEN
    return Refused(code or 0, rule.reaction, words, wait_s, rule.most_tries, about)


def _without_code(status: int, *, is_meta: bool) -> errors.Rule:
    """Return the rule of a status. A new code of Meta at 4xx is final, but for 401."""
    rule = errors.by_status(status)
    if is_meta and rule.reaction is Reaction.PAUSE_ACCOUNT:
        return errors.Rule(0, 0, rule.meaning, Reaction.GIVE_UP)
    return rule


def _read(body: bytes) -> wire.Table:
    try:
        return wire.read(body)
    except wire.Unreadable:
        return {}


def _detail(error: wire.Table) -> str:
    """Return Meta's own words: details, else message; and its trace for their help."""
    data = error.get("error_data")
    details = wire.words(data if type(data) is dict else error, "details")
    if type(data) is str:
        details = wire.words(error, "error_data")
    said = (
        details or wire.words(error, "error_user_msg") or wire.words(error, "message")
    )
    trace = wire.word(error, "fbtrace_id")
    return f"{said} ({trace})" if said and trace else said


def _seconds(retry_after: str) -> float:
    """Return the wait that a Retry-After header asks for; 0 if it asks for none."""
    if retry_after.isascii() and retry_after.isdigit():
        return min(float(retry_after[:9]), LONGEST_WAIT_S)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return 0.0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max((moment - clock.now()).total_seconds(), 0.0), LONGEST_WAIT_S)
