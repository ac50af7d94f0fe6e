import asyncio

import aiohttp
import pytest
from aiohttp import web

from loket.channels.registry import CHANNELS
from loket.channels.types import Account

TOKEN = "very-secret-token"
WORD = "verify-word"
NUMBER = {"display_phone_number": "+62 21", "quality_rating": "GREEN"}
SCOPES = ["whatsapp_business_messaging", "whatsapp_business_management"]
GOOD = {
    "/v26.0/100": NUMBER,
    "/v26.0/debug_token": {"data": {"scopes": SCOPES, "expires_at": 0}},
    "/v26.0/900/subscribed_apps": {"data": [{"whatsapp_business_api_data": {}}]},
    "/v26.0/900/message_templates": {
        "data": [{"name": "a", "language": "id", "status": "APPROVED"}]
    },
    "/v26.0/100/whatsapp_business_profile": {"data": [{"email": "tanya@kota.test"}]},
}


NAMES = [
    "token", "permissions", "number", "subscription", "webhook", "templates", "profile",
]  # fmt: skip


def check(pages, word=WORD, hook="/hook"):
    async def answer_challenge(request):
        if request.query["hub.verify_token"] != WORD:
            return web.Response(status=403)
        return web.Response(text=request.query["hub.challenge"])

    async def handle(request):
        if request.path == "/hook":
            return await answer_challenge(request)
        if request.path == "/nowhere":
            return web.Response(status=404)
        assert request.headers["Authorization"] == f"Bearer {TOKEN}"
        page = pages.get(request.path, {"error": {"code": 100, "message": "no"}})
        if request.path == "/v26.0/100" and "error" not in page:
            address = f"http://{request.host}{hook}" if hook else ""
            page = {**page, "webhook_configuration": {"application": address}}
        return web.json_response(page, status=400 if "error" in page else 200)

    async def run():
        app = web.Application()
        app.router.add_get("/{path:.*}", handle)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        base = f"http://127.0.0.1:{runner.addresses[0][1]}"
        account = Account("100", TOKEN, base, "v26.0")
        async with aiohttp.ClientSession() as http:
            findings = await CHANNELS["whatsapp"].check(http, account, "900", word)
        await runner.cleanup()
        return findings

    findings = asyncio.run(run())
    assert TOKEN not in repr(findings)
    assert WORD not in repr(findings)
    assert all(finding.ok or finding.remedy for finding in findings)
    return {finding.name: finding for finding in findings}


def test_ready_account_has_no_remedies():
    found = check(GOOD)
    assert list(found) == NAMES
    assert all(finding.ok and not finding.remedy for finding in found.values())
    assert found["number"].detail == "+62 21, quality GREEN"
    assert found["templates"].detail == "1 approved"


def test_bad_token_ends_the_questions():
    found = check({"/v26.0/100": {"error": {"code": 190, "message": "expired"}}})
    assert list(found) == ["token"]
    assert "expired" in found["token"].detail


@pytest.mark.parametrize(
    ("path", "page", "name"),
    [
        ("/v26.0/100", {"quality_rating": "RED"}, "number"),
        ("/v26.0/100", {"status": "PENDING"}, "number"),
        ("/v26.0/900/subscribed_apps", {"data": []}, "subscription"),
        (
            "/v26.0/900/message_templates",
            {"data": [{"name": "a", "language": "id", "status": "PAUSED"}]},
            "templates",
        ),
        ("/v26.0/debug_token", {"data": {"scopes": SCOPES[:1]}}, "permissions"),
        (
            "/v26.0/debug_token",
            {"data": {"scopes": SCOPES, "expires_at": 1_800_000_000}},
            "token",
        ),
        ("/v26.0/100/whatsapp_business_profile", {"data": [{}]}, "profile"),
        ("/v26.0/100/whatsapp_business_profile", {"data": "?"}, "profile"),
    ],
)
def test_what_is_missing_is_found(path, page, name):
    found = check({**GOOD, path: page})
    assert [finding.name for finding in found.values() if not finding.ok] == [name]


def test_number_that_is_not_ours_is_found_with_a_remedy():
    found = check({key: page for key, page in GOOD.items() if key != "/v26.0/100"})
    assert not found["number"].ok
    assert found["token"].ok


def test_platform_out_of_reach_is_a_finding():
    async def run():
        account = Account("100", TOKEN, "http://127.0.0.1:1", "v26.0")
        async with aiohttp.ClientSession() as http:
            return await CHANNELS["whatsapp"].check(http, account, "900", WORD)

    (finding,) = asyncio.run(run())
    assert (finding.name, finding.ok) == ("platform", False)
    assert finding.remedy


@pytest.mark.parametrize(
    ("word", "hook", "said"),
    [
        (WORD, "", "knows no address"),
        ("", "/hook", "cannot be tried"),
        ("other", "/hook", "answers 403"),
        (WORD, "/nowhere", "answers 404"),
    ],
)
def test_address_that_does_not_answer_a_challenge_is_found(word, hook, said):
    found = check(GOOD, word, hook)

    assert [name for name, finding in found.items() if not finding.ok] == ["webhook"]
    assert said in found["webhook"].detail


def test_permissions_are_judged_by_answers_where_the_platform_does_not_list_them():
    silent = {key: page for key, page in GOOD.items() if "debug" not in key}
    refused = {"error": {"code": 200, "message": "no permission"}}

    assert check(silent)["permissions"].ok
    apps = "/v26.0/900/subscribed_apps"
    assert not check({**silent, apps: refused})["permissions"].ok


def test_paused_template_and_low_quality_are_not_grave():
    paused = {"data": [{"name": "a", "language": "id", "status": "PAUSED"}]}
    found = check(
        {
            **GOOD,
            "/v26.0/100": {**NUMBER, "quality_rating": "RED"},
            "/v26.0/900/message_templates": paused,
        }
    )

    assert [n for n, f in found.items() if not f.ok] == ["number", "templates"]
    assert not any(finding.is_grave for finding in found.values() if not finding.ok)
    assert "a (id)" in found["templates"].remedy
