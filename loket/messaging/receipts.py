"""
What became of our messages. Receipts come twice, late and in any order; each may
only move a message up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from loket.channels import types
from loket.channels.types import DeliveryStatus, InboundEvent, Receipt
from loket.lib import clock, sql
from loket.lib.live import changes
from loket.lib.pulse import counts
from loket.messaging import intake, rates, refusals, story, turns
from loket.messaging.states import RANK_OF, MessageState

QUERIES = sql.beside(__file__, "outbox")
LANES = tuple(range(intake.TALK_LANES, intake.TALK_LANES + intake.RECEIPT_LANES))
MOST = 1_000
# The talk to which messages belong whose person is forgotten.
NOBODY = UUID(int=0)

_CARD = rates.Card()
_NAMES = {state.value: state.name.lower() for state in MessageState}
_COUNTED = {
    status: counts.counter(
        "receipts", "What the platform said of our messages.", state=status.value
    )
    for status in DeliveryStatus
}
_MOMENT_OF = {
    DeliveryStatus.SENT: "sent_at",
    DeliveryStatus.DELIVERED: "delivered_at",
    DeliveryStatus.READ: "read_at",
}


def take_in_all() -> None:
    """Apply all receipts that wait, a thousand in each transaction."""
    while take_in() == MOST:
        pass


def take_in() -> int:
    """Apply the receipts that wait, at most a thousand; return how many there were."""
    with transaction.atomic(), connection.cursor() as cursor:
        lanes = turns.take_lanes(LANES)
        if not lanes:
            return 0
        values = {"lanes": lanes, "limit": MOST}
        found = sql.fetch(cursor, QUERIES["receipts"], values)
        records = _merge(types.decode(body) for _, body in found)
        moved = sql.fetch(cursor, QUERIES["move_up"], {"rows": sql.rows(records)})
        _note_stops(records)
        turns.finish(id_ for id_, _ in found)
        erased = {id_ for talk, id_, *_ in moved if talk == NOBODY}
        _forget(cursor, found, erased)
        changes.record(cursor, (f"conversation:{talk}" for talk, *_ in moved))
    _tell(moved)
    return len(found)


def _forget(
    cursor: sql.Cursor, found: Sequence[tuple[UUID, str]], erased: Collection[UUID]
) -> None:
    """Keep no receipt of a message whose person was erased: it names them again."""
    if not erased:
        return
    named = ((id_, types.decode(body).receipt) for id_, body in found)
    late = [id_ for id_, it in named if it and _our_id(it.reference) in erased]
    cursor.execute("delete from messaging_event where id = any(%s)", [late])


def _tell(moved: Sequence[tuple[Any, ...]]) -> None:
    lines = [
        f"{story.of_message(message, cause)} state={_NAMES[state]}"
        for _, message, cause, state in moved
    ]
    story.later("receipt", lambda: lines)


def _note_stops(records: Sequence[dict[str, Any]]) -> None:
    """Some failed because the person told the provider to stop us."""
    told = [it for it in records if it["code"] == refusals.STOPPED_CODE]
    ours = [it["message_id"] for it in told if it["message_id"]]
    others = [it["external_id"] for it in told if not it["message_id"]]
    refusals.note_stops(ours, others, clock.now())


def _merge(events: Iterable[InboundEvent]) -> Sequence[dict[str, Any]]:
    """One record for each message, in the order of ids, with all that is known."""
    records: dict[str, dict[str, Any]] = {}
    for event in events:
        receipt = event.receipt
        if receipt is None:
            continue
        fresh = {
            "message_id": _our_id(receipt.reference),
            "external_id": receipt.message_id,
            "rank": 0,
            "code": 0,
            "detail": "",
            "category": "",
        }
        record = records.setdefault(receipt.message_id, fresh)
        _COUNTED[receipt.status].value += 1
        record["rank"] = max(record["rank"], RANK_OF[receipt.status])
        if receipt.status in _MOMENT_OF:
            record.setdefault(_MOMENT_OF[receipt.status], _moment(event.occurred_at))
        if receipt.category:
            record |= _cost(event, receipt)
        if receipt.error_code:
            record["code"] = receipt.error_code
            record["detail"] = receipt.error_detail[:300]
    return sorted(records.values(), key=lambda record: str(record["message_id"]))


def _cost(event: InboundEvent, receipt: Receipt) -> dict[str, Any]:
    """What a message costs, as far as its receipt and our rates say it."""
    cost: dict[str, Any] = {
        "category": receipt.category[:40],
        "billable": receipt.billable,
        "price_micros": 0,
        "currency": "",
    }
    if receipt.billable:
        at = _moment(event.occurred_at) or clock.now()
        key = (rates.market_of(event.sender), receipt.category)
        price = _CARD.price(event.account, key, at.date())
        if price is not None:
            cost |= {"price_micros": price.micros, "currency": price.currency}
    return cost


def _our_id(reference: str) -> UUID | None:
    try:
        return UUID(hex=reference)
    except ValueError:
        return None


def _moment(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None
