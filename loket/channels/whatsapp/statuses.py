"""One item of `statuses` made into an event: what became of something we said."""

from __future__ import annotations

from typing import Any

from loket.channels.types import DeliveryStatus, EventKind, InboundEvent, Receipt
from loket.channels.whatsapp import wire
from loket.channels.whatsapp.messages import stranger
from loket.channels.whatsapp.people import Found, People, identify
from loket.channels.whatsapp.place import Place

# "played" is a voice message listened to, which is what reading is to words.
# Source: Meta, Cloud API, "Status messages webhook"; read 23 November 2026.
MEANINGS = {
    "sent": DeliveryStatus.SENT,
    "delivered": DeliveryStatus.DELIVERED,
    "read": DeliveryStatus.READ,
    "played": DeliveryStatus.READ,
    "failed": DeliveryStatus.FAILED,
}

# Statuses of something else than a message: a call that rings, a payment.
_OF_OTHER_THINGS = frozenset({"call", "payment"})

_TAKEN = frozenset(
    {
        "id",
        "status",
        "timestamp",
        "recipient_id",
        "recipient_user_id",
        "recipient_parent_user_id",
        "parent_recipient_user_id",
        "biz_opaque_callback_data",
        "conversation",
        "pricing",
    }
)


def read(status: wire.Table, people: People, place: Place) -> InboundEvent:
    """Return the event of one status; its sender is whom our message was for."""
    word = wire.word(status, "status")
    message_id = wire.word(status, "id", wire.MOST_NAME_CHARS)
    meaning = MEANINGS.get(word.lower())
    type_ = wire.word(status, "type")
    is_other = type_ in _OF_OTHER_THINGS
    if is_other or meaning is None or not message_id:
        kind = EventKind.ACCOUNT if is_other else EventKind.UNKNOWN
        receipt = None
    else:
        kind = EventKind.RECEIPT
        receipt = _receipt(status, message_id, meaning)
    found = people.find(_recipient(status))
    return InboundEvent(
        external_id=_id_of(status, message_id, word, place),
        account=place.account,
        kind=kind,
        type=(type_ if is_other else word) or "status",
        sender=found.sender,
        receipt=receipt,
        occurred_at=wire.seconds(status, "timestamp"),
        details=_leftovers(status, found),
    )


def _id_of(status: wire.Table, message_id: str, word: str, place: Place) -> str:
    """Return an id for this status of this message, in a group also this person."""
    if not message_id:
        return place.derive(wire.pack(status))
    one = wire.word(status, "recipient_participant_user_id") or wire.word(
        status, "recipient_participant_id"
    )
    return f"{message_id}:{word}:{one}" if one else f"{message_id}:{word}"


def _recipient(status: wire.Table) -> Any:
    who = (
        "recipient_participant"
        if status.get("recipient_type") == "group"
        else "recipient"
    )
    parent = wire.word(status, f"{who}_parent_user_id")
    return identify(
        wire.word(status, f"{who}_id"),
        wire.word(status, f"{who}_user_id"),
        parent or wire.word(status, "parent_recipient_user_id"),
    )


def _receipt(status: wire.Table, message_id: str, meaning: DeliveryStatus) -> Receipt:
    code, detail = first_error(status) if "errors" in status else (0, "")
    pricing = wire.table(status, "pricing")
    billable = pricing.get("billable")
    return Receipt(
        message_id,
        meaning,
        wire.word(status, "biz_opaque_callback_data", 512),
        code,
        detail,
        billable if type(billable) is bool else None,
        wire.word(pricing, "category"),
    )


def first_error(item: wire.Table) -> tuple[int, str]:
    """Return code and words of the first error of an item; 0 and "" if it has none."""
    error = next(wire.tables(item, "errors"), {})
    code = wire.word(error, "code", 12)
    detail = (
        wire.words(wire.table(error, "error_data"), "details")
        or wire.words(error, "message")
        or wire.words(error, "title")
    )
    return (int(code) if code.isascii() and code.isdigit() else 0), detail


def _leftovers(status: wire.Table, found: Found) -> dict[str, Any]:
    details = {
        wire.keep(key): wire.keep(value)
        for key, value in status.items()
        if key not in _TAKEN
    }
    if found.stranger is not None:
        details["other_contact"] = stranger(found.stranger)
    return details
