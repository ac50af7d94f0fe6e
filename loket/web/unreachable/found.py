"""Who cannot be reached, who wants no notices, and whose booking that is about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from loket.bookings.models import Booking
from loket.bookings.states import BookingState
from loket.contacts import queries as contacts
from loket.contacts.models_consent import Topic
from loket.messaging import unreachable
from loket.messaging.models import Conversation
from loket.offices.models import Agency
from loket.web.unreachable import words
from loket.web.unreachable.words import Meaning
from loket.web.waiting import people
from loket.web.waiting.people import Citizen

MOST = 200


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody, since when it is so, their talk, and the day they are booked for."""

    who: Citizen
    since: datetime
    talk: UUID | None
    day: date | None
    code: int = 0
    times: int = 0

    @property
    def meaning(self) -> Meaning:
        """What the code means, and what can be done."""
        return words.MEANINGS.get(self.code, words.OTHER)


@dataclass(frozen=True, slots=True)
class Found:
    """People by what keeps notices from them."""

    refused: Sequence[Row]
    silent: Sequence[Row]
    no_marketing: Sequence[Row]

    @property
    def is_empty(self) -> bool:
        """Test if everybody can be reached."""
        return not (self.refused or self.silent or self.no_marketing)


def of(agency: Agency, today: date) -> Found:
    """Return everybody of an agency whom notices do not reach."""
    refused = unreachable.of_agency(agency.id, MOST)
    stops = contacts.stops(agency.id, MOST)
    all_ = {one.contact_id for one in refused} | {one.contact_id for one in stops}
    known, booked = people.find(all_), _booked(all_, today)
    talks = _talks(agency, all_)
    rows = [
        Row(
            known[one.contact_id],
            one.last_at,
            one.talk,
            booked.get(one.contact_id),
            one.code,
            one.times,
        )
        for one in refused
    ]

    def stopped(topic: Topic) -> list[Row]:
        return [
            Row(
                known[one.contact_id],
                one.said_at,
                talks.get(one.contact_id),
                booked.get(one.contact_id),
            )
            for one in stops
            if one.topic == topic
        ]

    return Found(rows, stopped(Topic.NOTICES), stopped(Topic.MARKETING))


def _booked(contacts_: Collection[UUID], today: date) -> Mapping[UUID, date]:
    """The next day for which each is booked."""
    rows = (
        Booking.objects.filter(
            contact_id__in=contacts_, state=BookingState.BOOKED, slot__day__gte=today
        )
        .order_by("-slot__day")
        .values_list("contact_id", "slot__day")
    )
    return {contact: day for contact, day in rows if contact}


def _talks(agency: Agency, contacts_: Collection[UUID]) -> Mapping[UUID, UUID]:
    rows = Conversation.objects.filter(agency_id=agency.id, contact_id__in=contacts_)
    return dict(rows.order_by("last_inbound_at").values_list("contact_id", "id"))
