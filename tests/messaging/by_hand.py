"""Rows made directly, for tests that make many examples in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from loket.channels.types import DeliveryStatus, EventKind, InboundEvent, Receipt
from loket.lib import ids
from loket.messaging import intake
from loket.messaging.states import MessageState


def a_sent_message(*, sent: bool) -> UUID:
    """A message of ours, taken by the provider or still on its way."""
    id_ = ids.new()
    state = MessageState.SENT if sent else MessageState.SENDING
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into messaging_message (id, conversation_id, account_id, "
            "direction, type, words, state, external_id, created_at) "
            "values (%s, %s, 1, 'out', 'text', 'Halo', %s, %s, now())",
            [id_, ids.new(), state, f"wamid.{id_.hex}" if sent else ""],
        )
    return id_


def store_receipts(message_id: UUID, statuses: Sequence[DeliveryStatus]) -> None:
    """Receipts of one message, as the way in would have stored them."""
    events = [
        InboundEvent(
            external_id=f"{message_id.hex}:{status.value}:{ids.new().hex}",
            account="100",
            kind=EventKind.RECEIPT,
            type=status.value,
            receipt=Receipt(
                message_id=f"wamid.{message_id.hex}",
                status=status,
                reference=message_id.hex,
            ),
        )
        for status in statuses
    ]
    rows = [intake.row(event, 1) for event in events]
    with connection.cursor() as cursor:
        values = intake.parameters(rows, ids.new(), b"x")
        cursor.execute(intake.QUERIES["store"], values)
