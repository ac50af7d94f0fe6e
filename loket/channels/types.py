"""
The words every channel is translated into and out of.

They are msgspec structs because a webhook makes thousands of them a second and
the way in stores them as they are: `encode` gives the bytes that events keep.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec

from loket.channels.outgoing import Ask, Media, Template


class EventKind(StrEnum):
    """What an inbound event is to us, whatever the provider calls it."""

    MESSAGE = "message"
    RECEIPT = "receipt"
    IDENTITY = "identity"
    ACCOUNT = "account"
    UNKNOWN = "unknown"


class DeliveryStatus(StrEnum):
    """What became of something we said, in the provider's words."""

    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


class _Neutral(msgspec.Struct, frozen=True, gc=False):
    """They hold no circles, so the garbage collector need not look at them."""


class Sender(_Neutral, frozen=True, omit_defaults=True):
    """
    Who an event is about: who wrote, of a receipt whom we wrote to.

    Any of the identities may be missing; each has at most 160 characters.
    """

    phone: str = ""
    user_id: str = ""
    parent_user_id: str = ""
    username: str = ""
    name: str = ""


class Attachment(_Neutral, frozen=True, omit_defaults=True):
    """A file, place or card that came with a message. Files are named by id only."""

    kind: str
    media_id: str = ""
    mime_type: str = ""
    sha256: str = ""
    filename: str = ""
    details: dict[str, Any] = {}


class Receipt(_Neutral, frozen=True, omit_defaults=True):
    """What became of a message of ours."""

    message_id: str
    status: DeliveryStatus
    reference: str = ""
    error_code: int = 0
    error_detail: str = ""
    billable: bool | None = None
    category: str = ""


class InboundEvent(_Neutral, frozen=True, omit_defaults=True):
    """
    One item of a delivery.

    `external_id` is unique within the account that received it. `account` is the
    provider's id of our number or page, "" if the provider named none. `type` is
    the provider's own word ("text", "list_reply", "message_template_status_update").
    `occurred_at` is seconds since 1970, UTC, as the provider claims it.
    """

    external_id: str
    account: str
    kind: EventKind
    type: str
    sender: Sender = Sender()
    text: str = ""
    choice: str = ""
    reply_to: str = ""
    attachments: list[Attachment] = []
    receipt: Receipt | None = None
    occurred_at: float = 0.0
    details: dict[str, Any] = {}


class Choice(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something a citizen may tap: an id for us, words for them."""

    id: str
    title: str
    description: str = ""


class OutboundMessage(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    One message to one person, before a channel gives it its shape.

    `qr` is text to be drawn as a QR code above the words. `label` names the button
    that opens a list of choices. Which of `phone` and `user_id` is set decides how
    the person is addressed; with both, the phone is used.

    With a `template`, `words` are what the person will read, for our own record.
    `answers` is the provider's id of the message that this one answers: it is marked
    as read afterwards. `waits` keeps a message whose window has closed until the
    person writes again; others are given up then.
    """

    words: str
    choices: list[Choice] = []
    label: str = ""
    qr: str = ""
    phone: str = ""
    user_id: str = ""
    reference: str = ""
    template: Template | None = None
    media: Media | None = None
    ask: Ask | None = None
    answers: str = ""
    waits: bool = False


class Account(msgspec.Struct, frozen=True):
    """A number or page of ours, with what is needed to speak through it."""

    external_id: str
    token: str
    base_url: str
    version: str


class Reaction(StrEnum):
    """What to do when a provider refuses a message."""

    RETRY = "retry"
    SLOW_ACCOUNT = "slow account"
    WAIT_PERSON = "wait for this person"
    PAUSE_ACCOUNT = "pause account"
    PAUSE_NOTICES = "pause notices"
    STOP_ACCOUNT = "stop account"
    WINDOW_CLOSED = "window closed"
    GIVE_UP = "give up"


class About(StrEnum):
    """What a refusal tells us beyond this one message; somebody should mend it."""

    TOKEN = "token"  # noqa: S105 a topic, not a password
    PERMISSION = "permission"
    PAYMENT = "payment"
    LOCKED = "locked"
    NUMBER = "number"
    LIMIT = "limit"
    SPAM = "spam"
    TEMPLATE = "template"
    TEMPLATE_WRONG = "template_wrong"


class Accepted(msgspec.Struct, frozen=True):
    """The provider took the message. That is not delivery."""

    external_id: str


class Refused(msgspec.Struct, frozen=True):
    """
    The provider did not take the message; it was surely not sent.

    `most_tries` is how often it is worth trying at all, 0 if the provider has no rule.
    `about` is what an alarm is raised about, None if nobody need know.
    """

    code: int
    reaction: Reaction
    detail: str = ""
    retry_after_s: float = 0.0
    most_tries: int = 0
    about: About | None = None


class Unclear(msgspec.Struct, frozen=True):
    """Nobody knows if the message was sent: the answer was lost on the way."""

    detail: str = ""


SendOutcome = Accepted | Refused | Unclear


class Finding(msgspec.Struct, frozen=True):
    """
    One thing that was looked at before an account goes live.

    `detail` says what was found, `remedy` what to do about it; "" if all is well.
    What is wrong and not grave can wait.
    """

    name: str
    ok: bool
    detail: str = ""
    remedy: str = ""
    is_grave: bool = True


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(InboundEvent)


def encode(event: InboundEvent) -> bytes:
    """Return the JSON of an event, without its empty fields."""
    return _encoder.encode(event)


def decode(raw: bytes | str) -> InboundEvent:
    """
    Return the event that `encode` made.

    :raises msgspec.DecodeError: if it was not made by `encode`
    """
    return _decoder.decode(raw)
