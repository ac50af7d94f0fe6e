"""The question the platform asks a webhook before it uses it."""

from __future__ import annotations

import secrets

import aiohttp

from emulator.log import HTTP_OK

TIMEOUT_S = 10.0


async def verify(url: str, token: str) -> str:
    """
    Ask a webhook to repeat a challenge; return what is wrong, "" if nothing is.

    Source: Meta, Graph API webhooks, "Verification requests".
    """
    challenge = str(10**9 + secrets.randbelow(9 * 10**9))
    query = {
        "hub.mode": "subscribe",
        "hub.challenge": challenge,
        "hub.verify_token": token,
    }
    timeout = aiohttp.ClientTimeout(TIMEOUT_S)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as http,
            http.get(url, params=query, allow_redirects=False) as response,
        ):
            text = await response.text(errors="replace")
            if response.status != HTTP_OK:
                return f"the webhook answered {response.status}"
            return "" if text == challenge else "the challenge was not repeated"
    except (aiohttp.ClientError, TimeoutError, ValueError) as failure:
        return f"the webhook cannot be reached ({type(failure).__name__})"
