"""Templates and numbers as Meta lists them, page by page."""

import asyncio

import aiohttp
from aiohttp import web

from loket.channels.outgoing import KnownNumber
from loket.channels.registry import CHANNELS
from loket.channels.types import Account, Reaction, Refused

TOKEN = "very-secret-token"


def ask(handle, call):
    """Return what a call of the channel says against a stand-in that `handle`s."""

    async def run():
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", handle)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        base = f"http://127.0.0.1:{runner.addresses[0][1]}"
        account = Account("100", TOKEN, base, "v26.0")
        async with aiohttp.ClientSession() as http:
            found = await call(CHANNELS["whatsapp"], http, account)
        await runner.cleanup()
        return found

    return asyncio.run(run())


def list_templates(channel, http, account):
    return channel.templates(http, account, "900")


def read_number(channel, http, account):
    return channel.number(http, account)


def test_every_page_of_templates_is_read():
    async def handle(request):
        at = int(request.query.get("after", "0"))
        page = {
            "data": [
                {
                    "id": str(at),
                    "name": f"t{at}",
                    "language": "id",
                    "status": "APPROVED",
                    "quality_score": {"score": "GREEN"},
                    "rejected_reason": "NONE",
                    "components": [{"type": "BODY", "text": "Halo"}],
                }
            ]
        }
        if at < 2:
            after = {"after": str(at + 1)}
            page["paging"] = {"cursors": after, "next": "https://elsewhere.test"}
        return web.json_response(page)

    found = ask(handle, list_templates)

    assert [it.name for it in found] == ["t0", "t1", "t2"]
    assert (found[0].quality, found[0].reason) == ("GREEN", "")
    assert found[0].components == [{"type": "BODY", "text": "Halo"}]


def test_a_template_without_a_name_is_passed_over():
    async def handle(_):
        return web.json_response({"data": [{"id": "1"}, "?", {"name": 7}]})

    assert ask(handle, list_templates) == []


def test_a_refusal_is_the_answer():
    async def handle(_):
        error = {"code": 200, "message": "no permission"}
        return web.json_response({"error": error}, status=403)

    found = ask(handle, list_templates)

    assert isinstance(found, Refused)
    assert (found.code, found.reaction) == (200, Reaction.STOP_ACCOUNT)


def test_a_number_tells_its_rate_and_where_its_deliveries_go():
    async def handle(_):
        return web.json_response(
            {
                "display_phone_number": "+62 21",
                "throughput": {"level": "HIGH"},
                "whatsapp_business_manager_messaging_limit": "TIER_2K",
                "webhook_configuration": {
                    "application": "https://app.test",
                    "phone_number": "https://number.test",
                },
            }
        )

    assert ask(handle, read_number) == KnownNumber(
        display="+62 21",
        limit="TIER_2K",
        per_second=1_000,
        webhook="https://number.test",
    )


def test_a_number_without_a_known_rate_keeps_the_one_it_has():
    async def handle(_):
        return web.json_response({"throughput": {"level": "NOT_APPLICABLE"}})

    assert ask(handle, read_number).per_second == 0


def test_a_message_is_marked_as_read_with_and_without_typing():
    heard = []

    async def handle(request):
        heard.append(await request.json())
        return web.json_response({"success": True})

    async def mark(channel, http, account):
        for is_typing in (False, True):
            await channel.mark_read(http, account, "wamid.7", is_typing=is_typing)

    ask(handle, mark)

    read = {
        "messaging_product": "whatsapp",
        "status": "read",
        "message_id": "wamid.7",
    }
    assert heard == [read, {**read, "typing_indicator": {"type": "text"}}]


def test_a_mark_that_is_refused_says_so():
    async def handle(_):
        error = {"code": 131009, "message": "no such message"}
        return web.json_response({"error": error}, status=400)

    def mark(channel, http, account):
        return channel.mark_read(http, account, "wamid.7", is_typing=False)

    assert ask(handle, mark).code == 131009
