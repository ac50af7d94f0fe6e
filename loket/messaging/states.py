"""
The life of a message and of an event, in numbers that only grow.

A message's state is a rank: a receipt may only move it up, so that receipts can
come twice and in any order. Delivered and read stand above failed because a failed
message can still arrive on another device (WhatsApp, status order; reported).
"""

from __future__ import annotations

from enum import IntEnum

from loket.channels.types import DeliveryStatus


class EventState(IntEnum):
    """What became of an event."""

    PENDING = 0
    DONE = 1
    PARKED = 2


class MessageState(IntEnum):
    """How far a message came."""

    CREATED = 0
    SENDING = 1
    SENT = 2
    FAILED = 3
    DELIVERED = 4
    READ = 5
    WITHHELD = 6
    RECEIVED = 7


class OutboxState(IntEnum):
    """What a sender does with a message."""

    READY = 0
    CLAIMED = 1
    UNKNOWN = 2
    WAITING = 3


class NoticeState(IntEnum):
    """What became of a notice; all but the first two say why nothing was said."""

    WAITING = 0
    SAID = 1
    EXPIRED = 2
    STOPPED = 3
    POINTLESS = 4


class FileState(IntEnum):
    """How far a file is that came with a message."""

    WANTED = 0
    FETCHING = 1
    KEPT = 2
    REFUSED = 3
    EXPIRED = 4


RANK_OF = {
    DeliveryStatus.SENT: MessageState.SENT,
    DeliveryStatus.FAILED: MessageState.FAILED,
    DeliveryStatus.DELIVERED: MessageState.DELIVERED,
    DeliveryStatus.READ: MessageState.READ,
}
