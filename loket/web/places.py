"""Finding the office or agency that an address is about; None hides that it exists."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from loket.bookings.models import Booking
from loket.contacts.models import Contact, DataRequest
from loket.messaging.models import ChannelAccount, Conversation, File
from loket.offices import policies
from loket.offices.models import Agency, Office, Staff
from loket.offices.policies import Known


def office(_staff: Staff, *, code: str, **_: Any) -> Office | None:
    """The office whose code is in the address."""
    return Office.objects.select_related("agency").filter(code=code).first()


def office_of_booking(_staff: Staff, *, booking_id: UUID, **_: Any) -> Office | None:
    """The office of the booking in the address."""
    booking = Booking.objects.filter(id=booking_id).values("office_id").first()
    if booking is None:
        return None
    found = Office.objects.select_related("agency").filter(id=booking["office_id"])
    return found.first()


def agency(staff: Staff, **_: Any) -> Agency | None:
    """The agency for which somebody works."""
    return policies.agency_of(staff)


def agency_of_talk(_staff: Staff, *, talk_id: UUID, **_: Any) -> Agency | None:
    """The agency of the talk in the address."""
    found = Conversation.objects.filter(id=talk_id).values("agency_id")
    return Agency.objects.filter(id__in=found).first()


def of_person(_staff: Staff, *, person_id: UUID, **_: Any) -> Known | None:
    """Where the citizen in the address is known."""
    contact = Contact.objects.filter(id=person_id).values("agency_id")
    agency = Agency.objects.filter(id__in=contact).first()
    if agency is not None:
        return Known(agency)
    booking = Booking.objects.filter(id=person_id, contact_id=None).values("office_id")
    office = Office.objects.select_related("agency").filter(id__in=booking).first()
    return Known(office.agency, office) if office else None


def agency_of_request(_staff: Staff, *, request_id: int, **_: Any) -> Agency | None:
    """The agency of the request about data in the address."""
    found = DataRequest.objects.filter(id=request_id).values("agency_id")
    return Agency.objects.filter(id__in=found).first()


def agency_of_file(_staff: Staff, *, file_id: UUID, **_: Any) -> Agency | None:
    """The agency of the file in the address."""
    file = File.objects.filter(id=file_id).values("account_id")
    found = ChannelAccount.objects.filter(id__in=file).values("agency_id")
    return Agency.objects.filter(id__in=found).first()


def own_desk(staff: Staff, **_: Any) -> Staff:
    """Somebody's own things."""
    return staff


def is_own(staff: Staff, other: Staff) -> bool:
    """The policy of somebody's own things."""
    return staff == other
