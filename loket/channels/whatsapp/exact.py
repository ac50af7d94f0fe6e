"""
The exact shapes of what makes up nearly all traffic: words, taps and receipts.

One field more, one wrong type, one text too long, and reading fails: then `quick`
leaves the delivery to the patient way. Nothing here is trusted half.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from loket.channels.whatsapp import wire

Id = Annotated[str, Meta(max_length=wire.MOST_ID_CHARS)]
Name = Annotated[str, Meta(max_length=wire.MOST_NAME_CHARS)]
SureId = Annotated[str, Meta(min_length=1, max_length=wire.MOST_NAME_CHARS)]
Seconds = Annotated[str, Meta(min_length=1, max_length=10)]
Words = Annotated[str, Meta(max_length=wire.MOST_TEXT_CHARS)]
Choice = Annotated[str, Meta(max_length=256)]


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
