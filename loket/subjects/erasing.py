"""
Erasing a person, once two people of the office agreed: told first, then forgotten, room
by room.

Every room forgets in a transaction of its own, in which it also notes that it is done.
Whatever stops the work, the next round goes on where it was; doing a room twice would
change nothing, and is not done.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction

from loket.bookings import erasing as bookings_erasing
from loket.bookings import of_person as bookings
from loket.contacts import of_person as contacts
from loket.contacts import requests
from loket.contacts.models import DataRequest, RequestKind
from loket.contacts.states import RequestState
from loket.contacts.subjects import Subject
from loket.lib import failpoints
from loket.messaging import notices
from loket.messaging import of_person as messaging
from loket.messaging.file_store import FileStore
from loket.messaging.models import Conversation
from loket.messaging.notices import Notice
from loket.offices.models import Office
from loket.subjects.parts import ROOMS, Work

log = structlog.get_logger(__name__)

KIND = "erasure.now"
# So long we try to tell somebody that their data goes; our own choice, 29 November
# 2026, well within the three days.
TELL_FOR = timedelta(hours=24)
TELL_AT_LEAST = timedelta(hours=1)
AT_ONCE = 10


class StillBooked(Exception):
    """Something is still to come, and nobody said that it may end."""


@transaction.atomic
def approve(number: int, by: int, now: datetime) -> None:
    """
    Agree to an erasure: what is still to come ends, and the person is told.

    :raises StillBooked: if something is still to come and may not end
    :raises requests.OwnRequest: if the same person proposed it
    :raises requests.NotPossible: if it is not proposed
    """
    requests.approve(number, by, now)
    request = DataRequest.objects.get(id=number)
    if has_coming(request, now):
        if not request.ends_bookings:
            raise StillBooked
        bookings_erasing.end_coming(subject_of(request), also(request), now)
    _tell(request, now)


def has_coming(request: DataRequest, now: datetime) -> bool:
    """Test if something of theirs is still to come."""
    subject = subject_of(request)
    others = bookings.elsewhere(subject, also(request), now)
    return bool(bookings.coming(subject, now) or bookings.alone(others))


def work(store: FileStore, now: datetime) -> int:
    """Go on with all erasures that were agreed to; return how many came to an end."""
    agreed = DataRequest.objects.filter(
        kind=RequestKind.ERASURE, state=RequestState.APPROVED
    ).order_by("approved_at")[:AT_ONCE]
    return sum(_try(request.id, store, now) for request in agreed)


def _try(number: int, store: FileStore, now: datetime) -> bool:
    """One that cannot go on does not stop the others."""
    try:
        return run(number, store, now)
    except requests.NotPossible:
        # Another worker was quicker.
        return False
    except OSError as failure:
        log.warning("not erased", request=number, reason=type(failure).__name__)
        return False


def run(number: int, store: FileStore, now: datetime) -> bool:
    """Go on with one; True if it came to an end, False if it has to wait."""
    request = DataRequest.objects.get(id=number)
    if not request.counts and not _may_begin(request, now):
        return False
    for room in ROOMS:
        _forget(number, room, store, now)
        failpoints.reach(f"erasure.{room}")
    requests.finish(number, None, now)
    log.info("person erased", request=number)
    return True


def subject_of(request: DataRequest) -> Subject:
    """Return whom a request is about."""
    return Subject(request.subject_id, request.agency_id)


def also(request: DataRequest) -> list[UUID]:
    """Return the booked people whose places in bookings of others go, too."""
    return [UUID(id_) for id_ in request.also]


def _may_begin(request: DataRequest, now: datetime) -> bool:
    """Test if they were told, or cannot be, and nothing was booked meanwhile."""
    if messaging.is_unsaid(_key(request)) and now < _told_until(request):
        return False
    if has_coming(request, now):
        requests.give_back(request.id, "booked meanwhile")
        return False
    DataRequest.objects.filter(id=request.id).update(
        is_told=messaging.was_said(_key(request))
    )
    return True


def _forget(number: int, room: str, store: FileStore, now: datetime) -> None:
    with transaction.atomic():
        request = DataRequest.objects.select_for_update().get(id=number)
        if room in request.counts:
            return
        subject = subject_of(request)
        if not request.counts:
            request.keys = contacts.keys(subject)
            requests.prepare(number, request.keys)
        work_ = Work(subject, request.keys, also(request), store, now)
        requests.note_room(number, room, ROOMS[room](work_))


def _tell(request: DataRequest, now: datetime) -> None:
    """Plan that they are told, in the name of an office of theirs; if they wrote."""
    if not Conversation.objects.filter(contact_id=request.subject_id).exists():
        return
    notices.write(
        [
            Notice(
                kind=KIND,
                parameters={"request": str(request.id)},
                agency_id=request.agency_id,
                office_id=office_of(subject_of(request)),
                contact_id=request.subject_id,
                key=_key(request),
                due_at=now,
                expires_at=_told_until(request),
            )
        ]
    )


def office_of(subject: Subject) -> int:
    """Return the office of their last booking, else the first one of the agency."""
    for row in bookings.bookings(subject):
        return int(row["office_id"])
    offices = Office.objects.filter(agency_id=subject.agency_id)
    return int(offices.values_list("id", flat=True)[0])


def _told_until(request: DataRequest) -> datetime:
    """Until when we try to tell them: for a day, for an hour at least, else in time."""
    begun = request.approved_at or request.asked_at
    last = min(begun + TELL_FOR, request.asked_at + requests.DUE)
    return max(last, begun + TELL_AT_LEAST)


def _key(request: DataRequest) -> str:
    return f"{KIND}:{request.id}"
