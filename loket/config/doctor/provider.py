"""Asks a provider whether an account is ready: token, number, subscription, profile."""

from __future__ import annotations

import asyncio

import aiohttp

from loket.channels.registry import CHANNELS
from loket.channels.types import Account
from loket.channels.types import Finding as Found
from loket.config.doctor.findings import Finding, bad, good
from loket.config.env import settings
from loket.lib.crypto import Keyring
from loket.messaging import outbox
from loket.messaging.models import ChannelAccount

TIMEOUT_S = 15


def ask(account: ChannelAccount, keyring: Keyring) -> list[Finding]:
    """Read what the provider knows of an account, changing nothing."""
    env, id_ = settings(), account.external_id
    token = outbox.open_token(keyring, id_, bytes(account.token))
    known = Account(id_, token, env.graph_url, env.graph_version)
    found = asyncio.run(_ask(account.kind, known, account.business_id))
    return [_translate(str(account), it) for it in found]


async def _ask(kind: str, account: Account, business_id: str) -> list[Found]:
    timeout = aiohttp.ClientTimeout(total=TIMEOUT_S)
    async with aiohttp.ClientSession(timeout=timeout) as http:
        return await CHANNELS[kind].check(http, account, business_id)


def _translate(name: str, found: Found) -> Finding:
    what = f"{name}: {found.name}"
    if found.ok:
        return good(what, found.detail)
    return bad(what, found.detail, found.remedy)
