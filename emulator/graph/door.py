"""
What every Graph call passes: version, token, and the shape of answers.

Handlers take the platform, the request and the object's id, return a JSON object,
and raise `Refusal`.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from aiohttp import web

from emulator import accounts, errors, ids, limits, wire
from emulator.errors import Refusal
from emulator.log import Call
from emulator.platform import PLATFORM, Platform
from emulator.wire import Json

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")

# Never seen by anyone: stands in our log for an answer that was not given.
DROPPED = 499

Handler = Callable[[Platform, web.Request, str], Awaitable[Json]]


class NoAnswer(Exception):
    """The connection is dropped where an answer would be. `fault` is for the log."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


class BrokenGateway(Exception):
    """Something in front of the platform answers for it, in HTML."""


def guarded(handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Return an aiohttp handler that lets a call through the door, and notes it."""

    async def handle(request: web.Request) -> web.StreamResponse:
        platform = request.app[PLATFORM]
        started = time.time()
        response, code, fault = await _answer(handler, platform, request)
        status = 0 if response.status == DROPPED else response.status
        ms = round((time.time() - started) * 1000, 2)
        call = Call(started, request.method, request.path, status, ms, code, fault)
        platform.calls.append(call)
        return response

    return handle


async def _answer(
    handler: Handler, platform: Platform, request: web.Request
) -> tuple[web.StreamResponse, int, str]:
    trace = ids.trace_id()
    try:
        _check_version(request)
        await _check_token(platform, request)
        accounts.check(platform.switches.account, "door")
        platform.rates.call(is_management=_is_management(platform, request))
        body = await handler(platform, request, request.match_info.get("node", ""))
        return _respond(platform, body, 200, trace), 0, ""
    except Refusal as refusal:
        body = errors.answer(refusal, trace)
        response = _respond(platform, body, refusal.kind.status, trace)
        return response, refusal.code, "refused"
    except NoAnswer as lost:
        if request.transport:
            request.transport.abort()
        return web.Response(status=DROPPED), 0, lost.fault
    except BrokenGateway:
        page = "<html><body><h1>500 Internal Server Error</h1></body></html>"
        return web.Response(status=500, text=page, content_type="text/html"), 0, "html"


def _is_management(platform: Platform, request: web.Request) -> bool:
    return request.match_info.get("node", "") == platform.settings.waba_id


def _respond(platform: Platform, body: Json, status: int, trace: str) -> web.Response:
    used = {
        "call_count": platform.rates.usage,
        "total_cputime": 1,
        "total_time": 1,
    }
    left = {"estimated_time_to_regain_access": platform.rates.regain_min}
    cases = {platform.settings.waba_id: [{"type": "whatsapp", **used, **left}]}
    return web.Response(
        body=msgspec.json.encode(body),
        status=status,
        content_type="application/json",
        headers={
            "facebook-api-version": "v26.0",
            "x-fb-trace-id": trace,
            "X-App-Usage": msgspec.json.encode(used).decode(),
            "X-Business-Use-Case-Usage": msgspec.json.encode(cases).decode(),
            # Nobody who reads a log shall take this for the platform itself.
            "X-Training": "emulator",
        },
    )


def _check_version(request: web.Request) -> None:
    version = request.match_info.get("version")
    if version and version not in limits.GRAPH_VERSIONS:
        raise Refusal(2500, message=f"Unknown path components: {request.path}")


async def _check_token(platform: Platform, request: web.Request) -> None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme not in ("Bearer", "OAuth"):
        token = request.query.get("access_token", "")
        if not token and request.content_type in FORMS[:1]:
            token = str((await request.post()).get("access_token", ""))
    if not hmac.compare_digest(token.encode(), platform.settings.token.encode()):
        raise Refusal(
            190, message="Invalid OAuth access token - Cannot parse access token"
        )
    proof = request.query.get("appsecret_proof")
    if proof and not wire.is_proof(proof, token, platform.settings.app_secret):
        raise Refusal(
            100, message="Invalid appsecret_proof provided in the API argument"
        )


async def read_fields(request: web.Request) -> Json:
    """
    Return the fields of a JSON or form body; JSON inside form fields is read too.

    :raises Refusal: 100 if it is neither
    """
    if request.content_type in FORMS:
        form = await request.post()
        return {k: _unpacked(v) for k, v in form.items() if isinstance(v, str)}
    try:
        fields = msgspec.json.decode(await request.read() or b"{}")
    except (msgspec.DecodeError, RecursionError):
        raise Refusal(100, "The body is not valid JSON.") from None
    if not isinstance(fields, dict):
        raise Refusal(100, "The body is not an object.")
    return fields


def _unpacked(text: str) -> Any:
    if not text.startswith(("{", "[")):
        return text
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text


def require_number(platform: Platform, request: web.Request, node: str) -> None:
    """Refuse unless the object is our business number."""
    if node != platform.settings.phone_number_id:
        raise errors.missing_object(node, request.method)


def require_account(platform: Platform, request: web.Request, node: str) -> None:
    """Refuse unless the object is our business account."""
    if node != platform.settings.waba_id:
        raise errors.missing_object(node, request.method)
