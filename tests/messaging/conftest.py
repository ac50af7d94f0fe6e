"""A conversation with one message of ours in the outbox."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection

from loket.channels.types import (
    DeliveryStatus,
    EventKind,
    InboundEvent,
    OutboundMessage,
    Receipt,
    Sender,
)
from loket.lib import ids
from loket.lib.crypto import Keyring
from loket.messaging import intake, outbox, turns
from loket.messaging.models import ChannelAccount
from loket.messaging.turns import Heard, Said, Talk
from loket.offices.models import Agency


@pytest.fixture
def account(db: None, keyring: Keyring) -> ChannelAccount:
    agency = Agency.objects.create(slug="a", name="A")
    return ChannelAccount.objects.create(
        agency=agency,
        kind="whatsapp",
        external_id="100",
        display="+62",
        token=outbox.seal_token(keyring, "100", "word"),
    )


@pytest.fixture
def talk(account: ChannelAccount, keyring: Keyring) -> Talk:
    (talk,) = turns.talks([(account.id, ids.new(), account.agency_id)], keyring)
    return talk


@pytest.fixture
def say(talk: Talk) -> Callable[..., UUID]:
    """Put a message in the outbox; return its id."""

    def say(words: str = "Halo") -> UUID:
        event = InboundEvent(
            external_id=ids.new().hex,
            account="100",
            kind=EventKind.MESSAGE,
            type="text",
            sender=Sender(phone="6281"),
            text="hai",
        )
        message = OutboundMessage(words=words, phone="6281")
        cause = ids.new()
        turns.keep([Heard(talk, cause, event)], [Said(talk, message, cause)])
        with connection.cursor() as cursor:
            cursor.execute("select message_id from messaging_outbox order by seq desc")
            return cursor.fetchone()[0]

    return say


@pytest.fixture
def receive(account: ChannelAccount) -> Callable[..., None]:
    """Store receipts as the way in would."""

    def receive(*receipts: tuple[str, DeliveryStatus], reference: str = "") -> None:
        events = [
            InboundEvent(
                external_id=f"{id_}:{status.value}",
                account="100",
                kind=EventKind.RECEIPT,
                type=status.value,
                receipt=Receipt(
                    message_id=id_,
                    status=status,
                    reference=reference,
                    error_code=131026 if status is DeliveryStatus.FAILED else 0,
                ),
                occurred_at=1_795_000_000,
            )
            for id_, status in receipts
        ]
        rows = [intake.row(event, account.id) for event in events]
        with connection.cursor() as cursor:
            values = intake.parameters(rows, ids.new(), b"x")
            cursor.execute(intake.QUERIES["store"], values)

    return receive
