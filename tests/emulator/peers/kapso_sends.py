"""kapso's asynchronous client speaks with the emulator."""

import asyncio

from kapso_whatsapp import WhatsAppAPIError, WhatsAppClient
from peer import Report, read

told, report = read(), Report(WhatsAppAPIError)


async def note(name, call):
    try:
        report.found[name] = await call
    except WhatsAppAPIError as problem:
        report.fail(name, problem)


async def talk():
    async with WhatsAppClient(
        access_token=told["token"],
        base_url=told["base_url"],
        graph_version="v26.0",
    ) as client:
        to = {"phone_number_id": told["number"], "to": told["phone"]}
        say = client.messages
        await note("text", _id(say.send_text(**to, body="halo")))
        buttons = [{"id": "ya", "title": "Ya"}, {"id": "tidak", "title": "Tidak"}]
        await note(
            "buttons",
            _id(say.send_interactive_buttons(**to, body_text="Pilih", buttons=buttons)),
        )
        await note(
            "location",
            _id(say.send_interactive_location_request(**to, body_text="Di mana?")),
        )
        template = {"name": "hello_world", "language": {"code": "en_US"}}
        await note("template", _id(say.send_template(**to, template=template)))
        await note("templates", _names(client.templates))
        stranger = {**to, "to": told["stranger"]}
        await note("window", _id(say.send_text(**stranger, body="halo")))


async def _id(call):
    return (await call).messages[0].id


async def _names(templates):
    page = await templates.list(business_account_id=told["account"], limit=2)
    return [template["name"] for template in page["data"]]


asyncio.run(talk())
report.end()
