"""Fetching a file from a platform that may be anything."""

from __future__ import annotations

import asyncio
import base64
import hashlib

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from loket.channels.incoming import FetchedFile, MissingFile, WantedFile
from loket.channels.types import Account
from loket.channels.whatsapp import file_types, files

PDF = b"%PDF-1.4 " + bytes(range(256)) * 400
SHA = hashlib.sha256(PDF).hexdigest()
TOKEN = "word"


class Platform:
    """A platform that says and gives what a test wants, and notes who asked."""

    def __init__(self):
        self.about = {"sha256": SHA, "mime_type": "image/png", "file_size": "7"}
        self.url = "{home}/file"
        self.status = self.file_status = 200
        self.content = PDF
        self.tokens = []
        self.headers = {}

    async def describe(self, request):
        self.tokens.append(request.headers.get("Authorization"))
        home = f"http://{request.host}"
        tree = {**self.about, "url": self.url.format(home=home)}
        return web.json_response(tree, status=self.status)

    async def give(self, request):
        self.tokens.append(request.headers.get("Authorization"))
        return web.Response(
            body=self.content, status=self.file_status, headers=self.headers
        )


@pytest.fixture
def platform():
    return Platform()


@pytest.fixture
def fetch(platform):
    def fetch(kind="document", sha256="", media_id="m1"):
        return asyncio.run(_fetch(platform, WantedFile(media_id, kind, sha256)))

    return fetch


async def _fetch(platform, wanted):
    app = web.Application()
    app.router.add_get("/v26.0/{id}", platform.describe)
    app.router.add_get("/file", platform.give)
    kept = bytearray()
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        base = f"http://{server.host}:{server.port}"
        account = Account("100", TOKEN, base, "v26.0")
        outcome = await files.fetch(http, account, wanted, kept.extend)
    return outcome, bytes(kept)


def test_a_file_is_handed_over_whole_with_its_true_type(fetch):
    outcome, kept = fetch()

    assert outcome == FetchedFile("application/pdf", len(PDF), SHA)
    assert kept == PDF


@pytest.mark.parametrize(
    "claim",
    [SHA, base64.b64encode(bytes.fromhex(SHA)).decode(), "<SHA256>", "c0ffee", ""],
)
def test_the_fingerprint_is_compared_if_one_was_claimed(fetch, platform, claim):
    platform.about = {}

    assert isinstance(fetch(sha256=claim)[0], FetchedFile)


@pytest.mark.parametrize("in_message", [True, False])
def test_another_fingerprint_is_refused_for_good(fetch, platform, in_message):
    other = hashlib.sha256(b"other").hexdigest()
    platform.about = {"sha256": SHA if in_message else other}

    outcome, _ = fetch(sha256=other if in_message else "")

    assert outcome == MissingFile("its fingerprint is another", is_final=True)


@pytest.mark.parametrize(
    "url",
    [
        "http://lookaside.fbsbx.com/x",
        "https://lookaside.fbsbx.com.evil.test/x",
        "https://evil.test/lookaside.fbsbx.com",
        "https://user@lookaside.fbsbx.com/x",
        "https://lookaside.fbsbx.com:8443/x",
        "https://127.0.0.1/x",
        "http://169.254.169.254/latest",
        "file:///etc/passwd",
        "{home}.evil.test/x",
        "http://[::1/x",
        "",
    ],
)
def test_the_token_goes_to_no_other_host(fetch, platform, url):
    platform.url = url

    outcome, kept = fetch()

    assert outcome == MissingFile("its host is not on the list", is_final=True)
    assert (platform.tokens, kept) == ([f"Bearer {TOKEN}"], b"")


def test_the_platforms_own_host_is_on_the_list():
    account = Account("1", TOKEN, "https://graph.facebook.com", "v26.0")

    assert files._address(account, "https://lookaside.fbsbx.com/whatsapp?mid=1")


def test_a_redirect_is_not_followed(fetch, platform):
    platform.file_status, platform.headers = 302, {"Location": "/v26.0/elsewhere"}

    outcome, kept = fetch()

    assert outcome == MissingFile("HTTP 302", is_final=False)
    assert (len(platform.tokens), kept) == (2, b"")


def test_a_file_that_is_too_large_is_cut_off(fetch, platform, monkeypatch):
    monkeypatch.setitem(file_types.MOST_BYTES, "document", 1000)

    outcome, kept = fetch()

    assert outcome == MissingFile("larger than 1000 bytes", is_final=True)
    assert kept == b""


@pytest.mark.parametrize(
    ("kind", "content"),
    [("image", PDF), ("document", b"<html>"), ("sticker", b"MZ"), ("document", b"")],
)
def test_content_that_does_not_fit_is_refused_for_good(fetch, platform, kind, content):
    platform.content, platform.about = content, {}

    outcome, kept = fetch(kind)

    assert outcome == MissingFile(
        f"its content is no {kind} that we take", is_final=True
    )
    assert kept == b""


@pytest.mark.parametrize(
    ("status", "error", "is_final"),
    [
        (404, {}, True),
        (400, {"error": {"code": 100}}, True),
        (400, {"error": {"code": 80007}}, False),
        (401, {"error": {"code": 190}}, False),
        (503, {}, False),
    ],
)
def test_what_the_platform_may_give_later_is_asked_again(
    fetch, platform, status, error, is_final
):
    platform.status, platform.about = status, error

    assert fetch()[0] == MissingFile(f"HTTP {status}", is_final=is_final)


@pytest.mark.parametrize("media_id", ["", "../me", "1?fields=x", "a b"])
def test_an_id_that_is_none_is_not_asked_for(fetch, platform, media_id):
    outcome, _ = fetch(media_id=media_id)

    assert outcome == MissingFile("not an id of a file", is_final=True)
    assert not platform.tokens


def test_a_platform_that_is_away_is_asked_again():
    async def fetch():
        account = Account("100", TOKEN, "http://127.0.0.1:9", "v26.0")
        async with aiohttp.ClientSession() as http:
            return await files.fetch(
                http, account, WantedFile("m1", "image"), bytearray().extend
            )

    outcome = asyncio.run(fetch())

    assert isinstance(outcome, MissingFile)
    assert not outcome.is_final
