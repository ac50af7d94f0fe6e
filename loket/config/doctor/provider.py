"""Asks a provider whether an account is ready, from the token to the templates."""

from __future__ import annotations

import asyncio

import aiohttp

from loket.channels.registry import CHANNELS
from loket.channels.types import Account, Refused
from loket.channels.types import Finding as Found
from loket.config.doctor import texts
from loket.config.doctor.findings import Finding, bad, good, poor
from loket.config.env import settings
from loket.lib.crypto import Keyring
from loket.messaging import outbox
from loket.messaging.models import ChannelAccount

TIMEOUT_S = 15
# Findings after which nothing else can be asked.
HOPELESS = frozenset({"platform", "token"})


def ask(account: ChannelAccount, keyring: Keyring) -> list[Finding]:
    """Read what the provider knows of an account, changing nothing."""
    env, id_ = settings(), account.external_id
    token = outbox.open_token(keyring, id_, bytes(account.token))
    known = Account(id_, token, env.graph_url, env.graph_version)
    word = env.whatsapp_verify_token.get_secret_value()
    found = asyncio.run(_ask(account.kind, known, account.business_id, word))
    return [_translate(str(account), it) for it in found]


async def _ask(kind: str, account: Account, business_id: str, word: str) -> list[Found]:
    timeout = aiohttp.ClientTimeout(total=TIMEOUT_S)
    async with aiohttp.ClientSession(timeout=timeout) as http:
        channel = CHANNELS[kind]
        found = await channel.check(http, account, business_id, word)
        if any(not it.ok and it.is_grave and it.name in HOPELESS for it in found):
            return found
        listed = await channel.templates(http, account, business_id)
    return found if isinstance(listed, Refused) else [*found, texts.look(listed)]


def _translate(name: str, found: Found) -> Finding:
    what = f"{name}: {found.name}"
    if found.ok:
        return good(what, found.detail)
    say = bad if found.is_grave else poor
    return say(what, found.detail, found.remedy)
