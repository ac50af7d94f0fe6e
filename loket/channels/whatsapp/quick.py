"""
The short way for what makes up nearly all traffic: words, taps and receipts.

The shapes here are exact. A delivery that differs in anything, be it one field more,
goes the patient way of `parse`, which gives the same events and looks at everything.
Measured: 5 times cheaper than the patient way on a text message.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from loket.channels.types import EventKind, InboundEvent, Receipt, Sender
from loket.channels.whatsapp import statuses, wire
from loket.channels.whatsapp.people import People, identify

Id = Annotated[str, Meta(max_length=wire.MOST_ID_CHARS)]
Name = Annotated[str, Meta(max_length=wire.MOST_NAME_CHARS)]
SureId = Annotated[str, Meta(min_length=1, max_length=wire.MOST_NAME_CHARS)]
Seconds = Annotated[str, Meta(min_length=1, max_length=10)]
Words = Annotated[str, Meta(max_length=wire.MOST_TEXT_CHARS)]
Choice = Annotated[str, Meta(max_length=256)]

_NUL = b"\\u0000"


class _Exact(Struct, forbid_unknown_fields=True, gc=False):
    pass


class Profile(_Exact):
    name: Name = ""
    username: Name = ""


class Contact(_Exact):
    profile: Profile | UnsetType = UNSET
    wa_id: Id = ""
    user_id: Id = ""
    parent_user_id: Id = ""


class Context(_Exact):
    id: Id = ""
    from_: str = msgspec.field(default="", name="from")


class Text(_Exact):
    body: Words


class Button(_Exact):
    text: Words
    payload: Choice = ""


class Tapped(_Exact):
    id: Choice
    title: Words
    description: str = ""


class Interactive(_Exact):
    type: Literal["button_reply", "list_reply"]
    button_reply: Tapped | UnsetType = UNSET
    list_reply: Tapped | UnsetType = UNSET


class Message(_Exact):
    id: SureId
    timestamp: Seconds
    type: Literal["text", "interactive", "button"]
    from_: Id = msgspec.field(default="", name="from")
    from_user_id: Id = ""
    from_parent_user_id: Id = ""
    context: Context | UnsetType = UNSET
    text: Text | UnsetType = UNSET
    interactive: Interactive | UnsetType = UNSET
    button: Button | UnsetType = UNSET


class Pricing(_Exact):
    billable: bool | UnsetType = UNSET
    pricing_model: str = ""
    category: Id = ""
    type: str = ""


class Status(_Exact):
    id: SureId
    status: Literal["sent", "delivered", "read"]
    timestamp: Seconds
    recipient_id: Id = ""
    recipient_user_id: Id = ""
    recipient_parent_user_id: Id = ""
    biz_opaque_callback_data: Annotated[str, Meta(max_length=512)] = ""
    pricing: Pricing | UnsetType = UNSET
    conversation: msgspec.Raw = msgspec.Raw()


class Metadata(_Exact):
    phone_number_id: Id
    display_phone_number: str = ""


class Value(_Exact):
    metadata: Metadata
    messaging_product: str = ""
    contacts: list[Contact] = []
    messages: list[Message] = []
    statuses: list[Status] = []


class Change(_Exact):
    field: Literal["messages"]
    value: Value


class Entry(_Exact):
    id: str
    changes: list[Change]
    time: int = 0


class Delivery(_Exact):
    object: str
    entry: list[Entry]


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
    for message in value.messages:
        events.append(_said(message, people, account))
    for status in value.statuses:
        events.append(_became(status, people, account))
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
    text, tap, button = message.text, message.interactive, message.button
    if text is not UNSET and tap is UNSET and button is UNSET:
        if message.type == "text":
            return "text", text.body, ""
    elif tap is not UNSET and text is UNSET and button is UNSET:
        inner = tap.button_reply if tap.type == "button_reply" else tap.list_reply
        if message.type == "interactive" and inner is not UNSET:
            return tap.type, inner.title, inner.id
    elif button is not UNSET and text is UNSET and tap is UNSET:
        if message.type == "button":
            return "button", button.text, button.payload
    raise NotQuick


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
    billable, category = None, ""
    if status.pricing is not UNSET:
        category = status.pricing.category
        if status.pricing.billable is not UNSET:
            billable = status.pricing.billable
    meaning = statuses.MEANINGS[status.status]
    receipt = Receipt(
        status.id,
        meaning,
        status.biz_opaque_callback_data,
        0,
        "",
        billable,
        category,
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


def _seconds(timestamp: str) -> float:
    if not (timestamp.isascii() and timestamp.isdigit()):
        raise NotQuick
    return float(timestamp)
