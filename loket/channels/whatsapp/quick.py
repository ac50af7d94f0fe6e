"""
The short way for what makes up nearly all traffic: words, taps and receipts.

The shapes here are exact. A delivery that differs in anything, be it one field more,
goes the patient way of `parse`, which gives the same events and looks at everything.
Measured on a text message: half the cost of the patient way.
"""

from __future__ import annotations

import msgspec
from msgspec import UNSET, UnsetType

from loket.channels.types import EventKind, InboundEvent, Receipt, Sender
from loket.channels.whatsapp import statuses
from loket.channels.whatsapp.exact import (
    Contact,
    Delivery,
    Interactive,
    Message,
    Pricing,
    Status,
    Value,
)
from loket.channels.whatsapp.people import People, identify

_NUL = b"\\u0000"


class NotQuick(Exception):
    """A delivery has something that these shapes do not know."""


_decoder = msgspec.json.Decoder(Delivery)


def parse(body: bytes) -> list[InboundEvent]:
    """
    Return the events of a delivery.

    :raises NotQuick: if it must go the patient way
    """
    if _NUL in body:
        raise NotQuick
    try:
        delivery = _decoder.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise NotQuick from None
    events: list[InboundEvent] = []
    for entry in delivery.entry:
        for change in entry.changes:
            _read(change.value, events)
        if not entry.changes:
            raise NotQuick
    if not events:
        raise NotQuick
    return events


def _read(value: Value, events: list[InboundEvent]) -> None:
    count = len(value.messages) + len(value.statuses)
    people = People([_person(c) for c in value.contacts], count)
    account = value.metadata.phone_number_id
    events += [_said(message, people, account) for message in value.messages]
    events += [_became(status, people, account) for status in value.statuses]
    if len(people.used) != len(value.contacts) or not count:
        raise NotQuick


def _person(contact: Contact) -> Sender:
    known = identify(contact.wa_id, contact.user_id, contact.parent_user_id)
    profile = contact.profile
    if profile is UNSET:
        return known
    return Sender(
        known.phone,
        known.user_id,
        known.parent_user_id,
        profile.username,
        profile.name,
    )


def _said(message: Message, people: People, account: str) -> InboundEvent:
    found = people.find(
        identify(message.from_, message.from_user_id, message.from_parent_user_id)
    )
    if found.stranger is not None or not (found.sender.phone or found.sender.user_id):
        raise NotQuick
    type_, text, choice = _content(message)
    return InboundEvent(
        message.id,
        account,
        EventKind.MESSAGE,
        type_,
        found.sender,
        text,
        choice,
        message.context.id if message.context is not UNSET else "",
        [],
        None,
        _seconds(message.timestamp),
    )


def _content(message: Message) -> tuple[str, str, str]:
    """Return type, text and choice, if exactly the object of the type is there."""
    type_, text, tap, button = (
        message.type,
        message.text,
        message.interactive,
        message.button,
    )
    if (text is not UNSET) + (tap is not UNSET) + (button is not UNSET) != 1:
        raise NotQuick
    if text is not UNSET and type_ == "text":
        return type_, text.body, ""
    if button is not UNSET and type_ == "button":
        return type_, button.text, button.payload
    if tap is not UNSET and type_ == "interactive":
        return _tapped(tap)
    raise NotQuick


def _tapped(tap: Interactive) -> tuple[str, str, str]:
    inner = tap.button_reply if tap.type == "button_reply" else tap.list_reply
    if inner is UNSET:
        raise NotQuick
    return tap.type, inner.title, inner.id


def _became(status: Status, people: People, account: str) -> InboundEvent:
    found = people.find(
        identify(
            status.recipient_id,
            status.recipient_user_id,
            status.recipient_parent_user_id,
        )
    )
    if found.stranger is not None:
        raise NotQuick
    receipt = Receipt(
        status.id,
        statuses.MEANINGS[status.status],
        status.biz_opaque_callback_data,
        0,
        "",
        *_cost(status.pricing),
    )
    return InboundEvent(
        f"{status.id}:{status.status}",
        account,
        EventKind.RECEIPT,
        status.status,
        found.sender,
        receipt=receipt,
        occurred_at=_seconds(status.timestamp),
    )


def _cost(pricing: Pricing | UnsetType) -> tuple[bool | None, str]:
    if pricing is UNSET:
        return None, ""
    billable = None if pricing.billable is UNSET else pricing.billable
    return billable, pricing.category


def _seconds(timestamp: str) -> float:
    if not (timestamp.isascii() and timestamp.isdigit()):
        raise NotQuick
    return float(timestamp)
