"""
Looking after our accounts: what the provider says of them, what they cost, whether we
answer in time, and telling those who should mend something.

It has a thread of its own, because a provider or a mail server may be slow.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import aiohttp
import structlog

from loket.channels.outgoing import KnownNumber, KnownTemplate
from loket.channels.registry import CHANNELS
from loket.channels.types import Account, Refused
from loket.lib import clock
from loket.lib.crypto import Keyring
from loket.messaging import accounts, costs, file_store, outbox, templates, watch
from loket.messaging.outbox import SendingAccount
from loket.subjects import deadlines, erasing
from loket.worker import mail
from loket.worker.chores import Chore

log = structlog.get_logger(__name__)

TIMEOUT = aiohttp.ClientTimeout(total=30.0)
# Receipts may name a price for days; the last two are counted often, all now and then.
FRESH_DAYS, ALL_DAYS = 2, 31

Looked = tuple[SendingAccount, KnownNumber | Refused]
Listed = tuple[str, list[KnownTemplate] | Refused]


def chores(keyring: Keyring, graph: tuple[str, str]) -> list[Chore]:
    """All chores of upkeep. `graph` is the platform's address and version."""
    store = file_store.here(keyring)
    return [
        Chore("late", 30.0, watch.watch_lag),
        Chore("undecided", 30.0, watch.watch_undecided),
        Chore("accounts", 1800.0, lambda: look(keyring, graph)),
        Chore("costs", 120.0, lambda: costs.sum_up(clock.now(), FRESH_DAYS)),
        Chore("old costs", 21_600.0, lambda: costs.sum_up(clock.now(), ALL_DAYS)),
        Chore("budgets", 120.0, lambda: costs.watch_budgets(clock.now())),
        Chore("mail", 30.0, mail.tell),
        Chore("erasures", 5.0, lambda: erasing.work(store, clock.now())),
        Chore("data requests", 60.0, lambda: deadlines.watch(clock.now())),
    ]


def look(keyring: Keyring, graph: tuple[str, str]) -> None:
    """Ask the provider about every number and template, and keep what it says."""
    ours = list(outbox.accounts(keyring).values())
    businesses = accounts.businesses(one.id for one in ours)
    numbers, listed = asyncio.run(_ask(ours, businesses, graph))
    for account, number in numbers:
        if isinstance(number, Refused):
            log.warning("number not read", account=account.id, code=number.code)
        else:
            accounts.note(account.id, number)
    for business, found in listed:
        if isinstance(found, Refused):
            log.warning("templates not read", business=business, code=found.code)
        else:
            templates.sync(business, found)


async def _ask(
    ours: Sequence[SendingAccount], businesses: dict[int, str], graph: tuple[str, str]
) -> tuple[list[Looked], list[Listed]]:
    numbers: list[Looked] = []
    listed: dict[str, list[KnownTemplate] | Refused] = {}
    async with aiohttp.ClientSession(timeout=TIMEOUT) as http:
        for account in ours:
            through = Account(account.external_id, account.token, *graph)
            channel = CHANNELS[account.kind]
            numbers.append((account, await channel.number(http, through)))
            business = businesses.get(account.id, "")
            if business and business not in listed:
                found = await channel.templates(http, through, business)
                listed[business] = found
    return numbers, list(listed.items())
