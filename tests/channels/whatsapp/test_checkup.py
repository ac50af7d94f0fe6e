import asyncio

import aiohttp
import pytest
from aiohttp import web

from loket.channels.registry import CHANNELS
from loket.channels.types import Account

TOKEN = "very-secret-token"
GOOD = {
    "/v26.0/100": {"display_phone_number": "+62 21", "quality_rating": "GREEN"},
    "/v26.0/900/subscribed_apps": {"data": [{"whatsapp_business_api_data": {}}]},
    "/v26.0/900/message_templates": {"data": [{"name": "a", "status": "APPROVED"}]},
    "/v26.0/100/whatsapp_business_profile": {"data": [{"email": "tanya@kota.test"}]},
}


def check(pages):
    async def handle(request):
        assert request.headers["Authorization"] == f"Bearer {TOKEN}"
        page = pages.get(request.path, {"error": {"code": 100, "message": "no"}})
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
            findings = await CHANNELS["whatsapp"].check(http, account, "900")
        await runner.cleanup()
        return findings

    findings = asyncio.run(run())
    assert TOKEN not in repr(findings)
    assert all(finding.ok or finding.remedy for finding in findings)
    return {finding.name: finding for finding in findings}


def test_ready_account_has_no_remedies():
    found = check(GOOD)
    assert list(found) == ["token", "number", "subscription", "templates", "profile"]
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
        ("/v26.0/900/message_templates", {"data": [{"status": "PAUSED"}]}, "templates"),
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
            return await CHANNELS["whatsapp"].check(http, account, "900")

    (finding,) = asyncio.run(run())
    assert (finding.name, finding.ok) == ("platform", False)
    assert finding.remedy
