"""
What happened behind the newest turn of a phone: every moment as the tables have it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from uuid import UUID

from loket.bookings.models import Booking, Slot
from loket.channels import types
from loket.channels.types import DeliveryStatus, EventKind
from loket.lib import ids
from loket.messaging.models import Conversation, Event, Message
from loket.messaging.states import EventState, MessageState
from loket.offices.models import Office

NEWEST = 60


@dataclass(frozen=True, slots=True)
class Turn:
    """
    One turn of a citizen and our answers. Moments are None until they came.

    `booking` is the one that changed in this turn; `shown` the one whose hour is
    drawn: the same, or the last one of this person.
    """

    words: str
    bubbles: int
    stored_at: datetime
    read_at: datetime | None
    booking: Booking | None
    booked_at: datetime | None
    shown: Booking | None
    office: Office | None
    answers: int
    sent_at: datetime | None
    delivered_at: datetime | None
    seen_at: datetime | None
    failed: str

    def since(self, moment: datetime | None) -> timedelta | None:
        """How long after the message was stored; never before, clocks may differ."""
        if moment is None:
            return None
        return max(moment - self.stored_at, timedelta())

    @property
    def after_read(self) -> timedelta | None:
        """From stored to read."""
        return self.since(self.read_at)

    @property
    def after_booked(self) -> timedelta | None:
        """From stored to booked."""
        return self.since(self.booked_at)

    @property
    def after_sent(self) -> timedelta | None:
        """From stored to sent."""
        return self.since(self.sent_at)

    @property
    def arrived_at(self) -> datetime | None:
        """When we knew that the answer was on the phone."""
        return self.seen_at or self.delivered_at

    @property
    def after_arrived(self) -> timedelta | None:
        """From stored to the phone."""
        return self.since(self.arrived_at)


def newest(talk: Conversation) -> Turn | None:
    """
    Return the newest turn of a talk, None if nothing was said yet. What we said
    without being asked belongs to none.
    """
    messages = list(
        Message.objects.filter(conversation_id=talk.id)
        .exclude(direction="out", cause_id=None)
        .order_by("-id")[:NEWEST]
    )
    # A batch mints the ids of its answers before those of what it heard.
    messages.sort(key=lambda message: message.created_at, reverse=True)
    pending = _pending(talk)
    if pending:
        return _unread(talk, pending)
    answers = list(takewhile(lambda m: m.direction == "out", messages))
    heard = list(takewhile(lambda m: m.direction == "in", messages[len(answers) :]))
    if not heard:
        return None
    return _read(talk, heard[::-1], answers[::-1])


def _pending(talk: Conversation) -> list[Event]:
    """Events of this person that wait for the end of their turn."""
    last = (
        Message.objects.filter(conversation_id=talk.id, direction="in")
        .order_by("-id")
        .first()
    )
    if last is None or last.cause_id is None:
        return []
    before = Event.objects.filter(id=last.cause_id).first()
    if before is None:
        return []
    waiting = Event.objects.filter(
        state=EventState.PENDING, lane=before.lane, contact_key=before.contact_key
    )
    return list(waiting.order_by("seq"))


def _unread(talk: Conversation, events: Sequence[Event]) -> Turn:
    words = types.decode(events[-1].body).text
    shown = _last_booking(talk.contact_id)
    return Turn(
        words=words,
        bubbles=len(events),
        stored_at=events[0].received_at,
        read_at=None,
        booking=None,
        booked_at=None,
        shown=shown,
        office=_office(shown),
        answers=0,
        sent_at=None,
        delivered_at=None,
        seen_at=None,
        failed="",
    )


def _read(
    talk: Conversation, heard: Sequence[Message], answers: Sequence[Message]
) -> Turn:
    stored_at = _stored_at(heard)
    until = answers[-1].created_at if answers else heard[-1].created_at
    booking = _changed(talk.contact_id, stored_at, until)
    shown = booking or _last_booking(talk.contact_id)
    # A booking carries the moment at which its turn began; what the turn wrote
    # carries the moment of writing in its id.
    written_at = ids.made_at(heard[0].id)
    last = answers[-1] if answers else None
    failed = last is not None and last.state == MessageState.FAILED
    told_at = _receipts(last) if last else {}
    return Turn(
        words=heard[-1].words,
        bubbles=len(heard),
        stored_at=stored_at,
        read_at=booking.changed_at if booking else written_at,
        booking=booking,
        booked_at=written_at if booking else None,
        shown=shown,
        office=_office(shown),
        answers=len(answers),
        sent_at=last.sent_at if last else None,
        delivered_at=told_at.get(DeliveryStatus.DELIVERED),
        seen_at=told_at.get(DeliveryStatus.READ),
        failed=last.error_detail or str(last.error_code) if last and failed else "",
    )


def _receipts(message: Message) -> dict[DeliveryStatus, datetime]:
    """
    When each receipt of a message came to us. The moments that providers claim are
    whole seconds, too coarse for what is shown here.
    """
    if not message.external_id:
        return {}
    events = Event.objects.filter(
        id__gte=ids.first_of(message.created_at),
        kind=EventKind.RECEIPT,
        contact_key=ids.digest(message.external_id),
    )
    receipts = [(event.received_at, types.decode(event.body)) for event in events]
    return {told.receipt.status: at for at, told in receipts if told.receipt}


def _stored_at(heard: Sequence[Message]) -> datetime:
    events = Event.objects.filter(id__in=[m.cause_id for m in heard])
    moments = list(events.values_list("received_at", flat=True))
    return min(moments, default=heard[0].created_at)


def _changed(contact: UUID, since: datetime, until: datetime) -> Booking | None:
    return (
        Booking.objects.select_related("slot")
        .filter(contact_id=contact, changed_at__gte=since, changed_at__lte=until)
        .order_by("-changed_at", "-id")
        .first()
    )


def _last_booking(contact: UUID) -> Booking | None:
    return (
        Booking.objects.select_related("slot")
        .filter(contact_id=contact)
        .order_by("-changed_at")
        .first()
    )


def _office(booking: Booking | None) -> Office | None:
    if booking is None:
        return None
    return Office.objects.filter(id=booking.office_id).first()


@dataclass(frozen=True, slots=True)
class Box:
    """One place of the hour in the small drawing."""

    x: int
    css: str


BOX = 10


def boxes(booking: Booking, slot: Slot) -> list[Box]:
    """Return the places of an hour, those of this booking marked."""
    mine = booking.size if booking.state in {"held", "booked", "arrived"} else 0
    others = max(slot.taken - mine, 0)
    kinds = ["tk"] * others + ["new"] * mine
    kinds += ["free"] * max(slot.capacity - len(kinds), 0)
    return [Box(n * BOX, css) for n, css in enumerate(kinds)]
