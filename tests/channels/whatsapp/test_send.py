"""Every end of a send, against a small server that misbehaves on purpose."""

import asyncio
import json
import socket
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import aiohttp
import pytest
from aiohttp import web

from loket.channels.registry import CHANNELS
from loket.channels.types import (
    Accepted,
    Account,
    Choice,
    OutboundMessage,
    Reaction,
    Refused,
    Unclear,
)

TOKEN = "very-secret-token"
WORDS = OutboundMessage("Halo", phone="62811", reference="7")
CODE = OutboundMessage("Kode", [Choice("ok", "Baik")], qr="LKT-7", phone="62811")
ACCEPTED = {"messages": [{"id": "wamid.1"}]}


class Meta:
    """A stand-in that answers as it is told and keeps what it heard."""

    def __init__(self, message=None, media=None):
        self.answers = {"messages": message or reply(ACCEPTED), "media": media}
        self.heard = []

    async def handle(self, request):
        edge = request.path.rsplit("/", 1)[1]
        form = await (read_form(request) if edge == "media" else request.json())
        self.heard.append((request.path, request.headers.get("Authorization"), form))
        return await self.answers[edge](request)


async def read_form(request):
    form = dict(await request.post())
    return {**form, "file": (form["file"].content_type, form["file"].file.read())}


def reply(body, status=200, headers=None):
    async def answer(_):
        text = body if isinstance(body, str) else json.dumps(body)
        return web.Response(text=text, status=status, headers=headers)

    return answer


def error(code, status=400, **fields):
    return reply({"error": {"message": "no", "code": code, **fields}}, status)


async def hang(_):
    await asyncio.sleep(2)


async def drop(request):
    request.transport.abort()
    return web.Response()


async def break_off(request):
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b'{"messages":')
    request.transport.abort()
    return response


@asynccontextmanager
async def serving(meta):
    app = web.Application()
    app.router.add_post("/{path:.*}", meta.handle)
    runner = web.AppRunner(app, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()


async def call(base, message, timeout_s=5.0):
    account = Account("100", TOKEN, base, "v26.0")
    timeout = aiohttp.ClientTimeout(total=timeout_s)
    async with aiohttp.ClientSession(timeout=timeout) as http:
        outcome = await CHANNELS["whatsapp"].send(http, account, message)
    assert TOKEN not in repr(outcome)
    return outcome


def send(meta, message=WORDS, timeout_s=5.0):
    async def run():
        async with serving(meta) as base:
            return await call(base, message, timeout_s)

    return asyncio.run(run())


def test_accepted_message_has_the_platforms_id():
    meta = Meta()
    assert send(meta) == Accepted("wamid.1")
    path, authorization, body = meta.heard[0]
    assert path == "/v26.0/100/messages"
    assert authorization == f"Bearer {TOKEN}"
    assert body["text"]["body"] == "Halo"
    assert body["biz_opaque_callback_data"] == "7"


@pytest.mark.parametrize(
    "body",
    ["", "<html>", "[]", "{}", {"messages": []}, {"messages": [{}]}, "x" * 99_999],
)
def test_success_without_an_id_is_unclear(body):
    assert isinstance(send(Meta(reply(body))), Unclear)


def test_message_over_the_limits_is_never_sent():
    meta = Meta()
    outcome = send(meta, OutboundMessage("x" * 5000, phone="62811"))
    assert (outcome.code, outcome.reaction) == (100, Reaction.GIVE_UP)
    assert meta.heard == []


@pytest.mark.parametrize("answer", [hang, drop, break_off])
def test_answer_lost_after_writing_is_unclear(answer):
    assert isinstance(send(Meta(answer), timeout_s=0.3), Unclear)


def test_refused_connection_was_surely_not_sent():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{free.getsockname()[1]}"
        outcome = asyncio.run(call(base, WORDS))
    assert (outcome.reaction, outcome.code) == (Reaction.RETRY, 0)


@pytest.mark.parametrize("base", ["http://nowhere.invalid", "no address", "ftp://x.y"])
def test_address_that_leads_nowhere_was_surely_not_sent(base):
    outcome = asyncio.run(call(base, WORDS))
    assert isinstance(outcome, Refused)
    assert outcome.reaction is Reaction.RETRY


def test_failed_handshake_was_surely_not_sent():
    async def run():
        async with serving(Meta()) as base:
            return await call(base.replace("http:", "https:"), WORDS)

    assert asyncio.run(run()).reaction is Reaction.RETRY


def test_connection_never_made_in_time_was_surely_not_sent():
    async def run():
        meta = Meta(hang)
        async with serving(meta) as base:
            timeout = aiohttp.ClientTimeout(total=0.4)
            connector = aiohttp.TCPConnector(limit=1)
            account = Account("100", TOKEN, base, "v26.0")
            async with aiohttp.ClientSession(
                connector=connector, timeout=timeout
            ) as http:
                sends = [CHANNELS["whatsapp"].send(http, account, WORDS) for _ in "ab"]
                return await asyncio.gather(*sends), len(meta.heard)

    outcomes, heard = asyncio.run(run())
    assert heard == 1
    assert sorted(type(outcome).__name__ for outcome in outcomes) == [
        "Refused",
        "Unclear",
    ]


@pytest.mark.parametrize(
    ("answer", "code", "reaction"),
    [
        (error(190, 401), 190, Reaction.STOP_ACCOUNT),
        (error("190", 401), 190, Reaction.STOP_ACCOUNT),
        (error(130429, 429), 130429, Reaction.SLOW_ACCOUNT),
        (error(131056), 131056, Reaction.WAIT_PERSON),
        (error(131047), 131047, Reaction.WINDOW_CLOSED),
        (error(131000, 500), 131000, Reaction.RETRY),
        (error(100, 200), 100, Reaction.GIVE_UP),
        (error(777777), 777777, Reaction.GIVE_UP),
        (error(777777, 403), 777777, Reaction.GIVE_UP),
        (error(777777, 503), 777777, Reaction.RETRY),
        (error(777777, is_transient=True), 777777, Reaction.RETRY),
        (error({"odd": 1}, 500), 0, Reaction.RETRY),
        (reply("", 500), 0, Reaction.RETRY),
        (reply("<html>", 503), 0, Reaction.RETRY),
        (reply("", 429), 0, Reaction.SLOW_ACCOUNT),
        (reply("", 401), 0, Reaction.STOP_ACCOUNT),
        (reply("", 307, {"Location": "/x/messages"}), 0, Reaction.PAUSE_ACCOUNT),
    ],
)
def test_refusal_is_sorted_by_code_then_by_status(answer, code, reaction):
    outcome = send(Meta(answer))
    assert isinstance(outcome, Refused)
    assert (outcome.code, outcome.reaction) == (code, reaction)


@pytest.mark.parametrize("status", [502, 504])
def test_gateway_that_lost_its_way_is_unclear(status):
    assert isinstance(send(Meta(reply("<html>", status))), Unclear)


def test_refusal_repeats_the_platforms_words_and_trace():
    data = {"messaging_product": "whatsapp", "details": "Not a number"}
    outcome = send(Meta(error(131009, error_data=data, fbtrace_id="Az8")))
    assert outcome.detail == "Not a number (Az8)"
    assert send(Meta(error(131009, error_data="plain"))).detail == "plain"


@pytest.mark.parametrize(
    ("header", "least", "most"),
    [
        ("90", 90, 90),
        ("99999999999", 86_400, 86_400),
        ("soon", 1, 1),
    ],
)
def test_wait_that_is_asked_for_is_kept(header, least, most):
    outcome = send(Meta(reply("", 429, {"Retry-After": header})))
    assert least <= outcome.retry_after_s <= most


def test_wait_may_be_asked_for_as_a_moment():
    then = format_datetime(datetime.now(UTC) + timedelta(minutes=5))
    outcome = send(Meta(reply("", 429, {"Retry-After": then})))
    assert 200 <= outcome.retry_after_s <= 300


def test_code_is_uploaded_first_and_sent_by_its_id():
    meta = Meta(media=reply({"id": "m1"}))
    assert send(meta, CODE) == Accepted("wamid.1")
    (media, _, form), (_, _, request) = meta.heard
    assert media == "/v26.0/100/media"
    assert (form["messaging_product"], form["type"]) == ("whatsapp", "image/png")
    assert form["file"][0] == "image/png"
    assert form["file"][1].startswith(b"\x89PNG")
    assert request["interactive"]["header"]["image"] == {"id": "m1"}


@pytest.mark.parametrize(
    ("media", "reaction"),
    [
        (hang, Reaction.RETRY),
        (drop, Reaction.RETRY),
        (reply("garbage"), Reaction.RETRY),
        (reply("", 502), Reaction.RETRY),
        (error(131053), Reaction.RETRY),
        (error(190, 401), Reaction.STOP_ACCOUNT),
    ],
)
def test_failed_upload_means_surely_not_sent(media, reaction):
    meta = Meta(media=media)
    outcome = send(meta, CODE, timeout_s=0.3)
    assert isinstance(outcome, Refused)
    assert outcome.reaction is reaction
    assert len(meta.heard) == 1


def test_code_too_long_to_draw_is_a_mistake_of_ours():
    outcome = send(Meta(), OutboundMessage("a", qr="x" * 5000, phone="62811"))
    assert (outcome.code, outcome.reaction) == (100, Reaction.GIVE_UP)


def test_closed_session_is_an_outcome_too():
    async def run():
        http = aiohttp.ClientSession()
        await http.close()
        account = Account("100", TOKEN, "http://127.0.0.1:1", "v26.0")
        return await CHANNELS["whatsapp"].send(http, account, WORDS)

    assert asyncio.run(run()).reaction is Reaction.RETRY


def test_token_no_header_can_carry_is_not_shown():
    async def run():
        account = Account("100", TOKEN + "\r\nx", "http://127.0.0.1:1", "v26.0")
        async with aiohttp.ClientSession() as http:
            return await CHANNELS["whatsapp"].send(http, account, WORDS)

    outcome = asyncio.run(run())
    assert isinstance(outcome, Refused)
    assert TOKEN not in repr(outcome)


def test_cancellation_is_passed_on():
    async def run():
        async with serving(Meta(hang)) as base:
            task = asyncio.create_task(call(base, WORDS))
            await asyncio.sleep(0.1)
            task.cancel()
            await task

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(run())
