"""What a channel must be able to do. One folder per provider does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

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


class Channel(Protocol):
    """A provider's dialect, whole: what comes in, what goes out, who signed it."""

    name: str

    def answer_challenge(self, query: Mapping[str, str], token: str) -> bytes | None:
        """Return the text our provider wants back, or None if the token is wrong."""

    def has_valid_signature(
        self, header: bytes | None, body: bytes, secrets: Sequence[bytes]
    ) -> bool:
        """Test if the raw body was signed with one of our secrets."""

    def parse(self, body: bytes) -> list[InboundEvent]:
        """
        Return every item of a delivery, in the order it stands there.

        Never raises: what cannot be read becomes an event of kind UNKNOWN.
        """

    async def send(
        self, http: aiohttp.ClientSession, account: Account, message: OutboundMessage
    ) -> SendOutcome:
        """Hand over one message. Raises nothing: every failure is an outcome."""

    async def fetch(
        self,
        http: aiohttp.ClientSession,
        account: Account,
        wanted: WantedFile,
        keep: Keep,
    ) -> FileOutcome:
        """
        Hand a file of somebody's message to `keep`. Failures are outcomes.

        :raises OSError: if `keep` cannot keep it
        """

    async def mark_read(
        self,
        http: aiohttp.ClientSession,
        account: Account,
        message_id: str,
        *,
        is_typing: bool,
    ) -> Refused | None:
        """Show that we read a message, and perhaps that we write. Raises nothing."""

    async def templates(
        self, http: aiohttp.ClientSession, account: Account, business_id: str
    ) -> list[KnownTemplate] | Refused:
        """Return all templates of a business account. Raises nothing."""

    async def number(
        self, http: aiohttp.ClientSession, account: Account
    ) -> KnownNumber | Refused:
        """Return what the provider says of an account. Raises nothing."""

    async def check(
        self,
        http: aiohttp.ClientSession,
        account: Account,
        business_id: str,
        verify_token: str,
    ) -> list[Finding]:
        """Ask the provider whether an account is ready. Raises nothing."""
