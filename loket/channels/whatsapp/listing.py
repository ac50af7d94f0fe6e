"""
What Meta knows of a number and of the templates of its business account.

Source: Meta, Cloud API, "Phone numbers" (throughput, quality, messaging limit) and
"Template management"; read 23 November 2026.
"""

from __future__ import annotations

import aiohttp

from loket.channels.outgoing import KnownNumber, KnownTemplate
from loket.channels.types import Account, Refused
from loket.channels.whatsapp import wire
from loket.channels.whatsapp.asking import Asker, Reply

PAGE = "100"
MOST_PAGES = 60  # 6,000 templates are the most that a verified business may have
TEMPLATE_FIELDS = (
    "id,name,language,category,status,quality_score,parameter_format,"
    "rejected_reason,components"
)
NUMBER_FIELDS = (
    "display_phone_number,verified_name,quality_rating,status,throughput,"
    "whatsapp_business_manager_messaging_limit,webhook_configuration"
)
# Messages a second, in and out together. Source: Meta, "Throughput", 21 May 2026.
PER_SECOND = {"STANDARD": 80, "HIGH": 1_000}
_NO_REASON = frozenset({"", "NONE"})


async def templates(
    http: aiohttp.ClientSession, account: Account, business_id: str
) -> list[KnownTemplate] | Refused:
    """Return every template of a business account, or why they cannot be had."""
    ask, found, after = Asker(http, account), list[KnownTemplate](), ""
    for _ in range(MOST_PAGES):
        more = {"after": after} if after else {}
        path = f"{business_id}/message_templates"
        reply = await ask(path, limit=PAGE, fields=TEMPLATE_FIELDS, **more)
        if reply.refused:
            return reply.refused
        found += [_template(table) for table in reply.tables()]
        after = _next(reply)
        if not after:
            break
    return [it for it in found if it.name and it.language]


async def number(
    http: aiohttp.ClientSession, account: Account
) -> KnownNumber | Refused:
    """Return what Meta says of our number, or why it says nothing."""
    reply = await Asker(http, account)(account.external_id, fields=NUMBER_FIELDS)
    return reply.refused or read_number(reply.table)


def read_number(table: wire.Table) -> KnownNumber:
    """Return a number from Meta's object of it."""
    level = wire.word(wire.table(table, "throughput"), "level")
    hooks = wire.table(table, "webhook_configuration")
    return KnownNumber(
        display=wire.word(table, "display_phone_number"),
        name=wire.word(table, "verified_name"),
        quality=wire.word(table, "quality_rating"),
        status=wire.word(table, "status"),
        limit=wire.word(table, "whatsapp_business_manager_messaging_limit"),
        per_second=PER_SECOND.get(level, 0),
        webhook=_hook(hooks),
    )


def _hook(hooks: wire.Table) -> str:
    """Return the address that is called: the number's own goes before the account's."""
    levels = ("phone_number", "whatsapp_business_account", "application")
    found = (wire.words(hooks, level, wire.MOST_TEXT_CHARS) for level in levels)
    return next((address for address in found if address), "")


def _next(reply: Reply) -> str:
    """Return the cursor of the next page, "" after the last."""
    paging = wire.table(reply.table, "paging")
    if not wire.words(paging, "next"):
        return ""
    return wire.words(wire.table(paging, "cursors"), "after")


def _template(table: wire.Table) -> KnownTemplate:
    quality = wire.table(table, "quality_score")
    reason = wire.words(table, "rejected_reason")
    kept = wire.keep(list(wire.tables(table, "components")))
    return KnownTemplate(
        external_id=wire.word(table, "id"),
        name=wire.word(table, "name", 512),
        language=wire.word(table, "language", 20),
        category=wire.word(table, "category", 40),
        status=wire.word(table, "status", 40),
        quality=wire.word(quality, "score", 20),
        parameter_format=wire.word(table, "parameter_format", 20),
        reason="" if reason in _NO_REASON else reason[:300],
        components=kept,
    )
