"""
Is our way in reachable under the address that Meta calls? Asked as Meta asks it.

The question goes from this machine: some networks do not let one reach oneself by the
outer address, and then only Meta can tell.
"""

from __future__ import annotations

import secrets
from http import HTTPStatus

import aiohttp

from loket.channels.types import Finding
from loket.channels.whatsapp import answers
from loket.channels.whatsapp.asking import TROUBLE

MOST_BYTES = 1_000
CHALLENGE_BELOW = 10**9

_SET = (
    "Enter https://YOUR-HOST/webhooks/whatsapp and the verify token in the app's "
    "webhook settings at Meta."
)
_OPEN = (
    "Look at the proxy, the certificate and the firewall; ask the address from another "
    "network as well."
)
_WORD = "Make LOKET_WHATSAPP_VERIFY_TOKEN the word that stands at Meta."


async def check(
    http: aiohttp.ClientSession, address: str, verify_token: str
) -> Finding:
    """Return whether the address answers a challenge as Meta wants it."""
    if not address:
        return Finding("webhook", False, "Meta knows no address of ours", _SET)
    if not verify_token:
        detail = f"{address} cannot be tried without LOKET_WHATSAPP_VERIFY_TOKEN"
        return Finding("webhook", False, detail, _WORD)
    try:
        return await _ask(http, address, verify_token)
    except TROUBLE as trouble:
        detail = f"{address} was not reached: {type(trouble).__name__}"
        return Finding("webhook", False, detail, _OPEN)


async def _ask(http: aiohttp.ClientSession, address: str, token: str) -> Finding:
    challenge = str(secrets.randbelow(CHALLENGE_BELOW))
    query = {
        "hub.mode": "subscribe",
        "hub.challenge": challenge,
        "hub.verify_token": token,
    }
    async with http.get(address, params=query, allow_redirects=False) as got:
        said = await answers.read(got, MOST_BYTES)
    if got.status == HTTPStatus.OK and said == challenge.encode():
        return Finding("webhook", True, f"{address} answers")
    remedy = _WORD if got.status == HTTPStatus.FORBIDDEN else _OPEN
    return Finding("webhook", False, f"{address} answers {got.status}", remedy)
