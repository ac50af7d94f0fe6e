"""WhatsApp as a channel of ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import aiohttp

from loket.channels.types import (
    Account,
    Finding,
    InboundEvent,
    OutboundMessage,
    SendOutcome,
)
from loket.channels.whatsapp import challenge, checkup, parse, send, signature


class WhatsApp:
    """The Cloud API, as `loket.channels.base.Channel` wants it."""

    name = "whatsapp"

    def answer_challenge(self, query: Mapping[str, str], token: str) -> bytes | None:
        """Return the challenge, or None if the word is wrong."""
        return challenge.answer(query, token)

    def has_valid_signature(
        self, header: bytes | None, body: bytes, secrets: Sequence[bytes]
    ) -> bool:
        """Test if one of our app secrets signed the raw body."""
        return signature.is_valid(header, body, secrets)

    def parse(self, body: bytes) -> list[InboundEvent]:
        """Return every item of a delivery, in order. Never raises."""
        return parse.parse(body)

    async def send(
        self, http: aiohttp.ClientSession, account: Account, message: OutboundMessage
    ) -> SendOutcome:
        """Hand over one message. Every failure is an outcome."""
        return await send.send(http, account, message)

    async def check(
        self, http: aiohttp.ClientSession, account: Account, business_id: str
    ) -> list[Finding]:
        """Look if all is ready for an account to go live. Raises nothing."""
        return await checkup.check(http, account, business_id)
