"""A way in whose deliveries are signed with the word "yes"."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

import pytest

from loket.channels.types import EventKind, InboundEvent, Sender
from loket.messaging.models import ChannelAccount
from loket.offices.models import Agency
from loket.webhooks.asgi import Webhooks
from loket.webhooks.door import Door
from loket.webhooks.store import Store
from tests.worker.conftest import test_database_url as database_url

SIGNED = [(b"x-hub-signature-256", b"yes")]


class Post:
    """A channel that says what it hears, one event for each entry of a list."""

    name = "post"

    def answer_challenge(self, query: Mapping[str, str], token: str) -> bytes | None:
        return query["challenge"].encode() if query.get("token") == token else None

    def has_valid_signature(
        self, header: bytes | None, body: bytes, secrets: Sequence[bytes]
    ) -> bool:
        return header in secrets

    def parse(self, body: bytes) -> list[InboundEvent]:
        return [
            InboundEvent(
                external_id=str(item["id"]),
                account=item.get("account", "100"),
                kind=EventKind.MESSAGE,
                type="text",
                sender=Sender(phone=item.get("who", "6281")),
                text=item.get("text", ""),
            )
            for item in json.loads(body)
        ]


@pytest.fixture
def account(shared_db: None) -> ChannelAccount:
    agency = Agency.objects.create(slug="a", name="A")
    return ChannelAccount.objects.create(
        agency=agency, kind="post", external_id="100", display="+62", token=b""
    )


@pytest.fixture
def door(account: ChannelAccount, keyring) -> Callable[[str], Door]:
    def make(url: str = "") -> Door:
        return Door(
            channels={"post": Post()},
            secrets={"post": [b"yes", b"also"]},
            verify_token="word",
            store=Store(url or database_url(), keyring.seal),
            seal=keyring.seal,
        )

    return make


@pytest.fixture
def way_in(door) -> Callable[[str], Webhooks]:
    return lambda url="": Webhooks(door(url))
