"""WhatsApp as a channel of ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import aiohttp

from loket.channels.incoming import FileOutcome, Keep, WantedFile
from loket.channels.outgoing import KnownNumber, KnownTemplate
from loket.channels.types import (
    Account,
    Finding,
    InboundEvent,
    OutboundMessage,
    Refused,
    SendOutcome,
)
from loket.channels.whatsapp import (
    challenge,
    checkup,
    files,
    listing,
    parse,
    send,
    signature,
)


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

    async def fetch(
        self,
        http: aiohttp.ClientSession,
        account: Account,
        wanted: WantedFile,
        keep: Keep,
    ) -> FileOutcome:
        """Hand a file of a message to `keep`. Every failure of Meta is an outcome."""
        return await files.fetch(http, account, wanted, keep)

    async def mark_read(
        self,
        http: aiohttp.ClientSession,
        account: Account,
        message_id: str,
        *,
        is_typing: bool,
    ) -> Refused | None:
        """Mark a message as read. Raises nothing."""
        return await send.mark_read(http, account, message_id, is_typing=is_typing)

    async def templates(
        self, http: aiohttp.ClientSession, account: Account, business_id: str
    ) -> list[KnownTemplate] | Refused:
        """Return all templates of a WhatsApp business account. Raises nothing."""
        return await listing.templates(http, account, business_id)

    async def number(
        self, http: aiohttp.ClientSession, account: Account
    ) -> KnownNumber | Refused:
        """Return what Meta says of a number. Raises nothing."""
        return await listing.number(http, account)

    async def check(
        self,
        http: aiohttp.ClientSession,
        account: Account,
        business_id: str,
        verify_token: str,
    ) -> list[Finding]:
        """Look if all is ready for an account to go live. Raises nothing."""
        return await checkup.check(http, account, business_id, verify_token)
