"""
Taking a change back: a closed day opens again, an hour takes as many people as before.

Nobody is moved back silently: they were told another hour, and it stays theirs. They
may move once more by themselves, and whoever was cancelled may book anew.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from loket.bookings import locks, offers
from loket.bookings.models import ChangeKind, Rearrangement, Slot
from loket.bookings.opening import open_days
from loket.lib import audit
from loket.lib.audit import Entry
from loket.lib.live import changes
from loket.offices.models import Closure, ClosureKind, Office


class CannotUndo(Exception):
    """Nothing of this change can be taken back any more."""


@transaction.atomic
def lift(closure: Closure, now: datetime) -> None:
    """
    Let an office be open in the time of a closure. A day of a decree stays on the list,
    struck out, so that no import closes it again.
    """
    offices = _offices(closure)
    with connection.cursor() as cursor:
        locks.hours_of(cursor, offices)
        if closure.kind == ClosureKind.LOCAL:
            Closure.objects.filter(id=closure.id).delete()
        else:
            mine = Closure.objects.filter(id=closure.id)
            mine.update(is_lifted=True, is_edited=True)
        Rearrangement.objects.filter(
            undo__closures__contains=[closure.id], undone_at=None
        ).update(undone_at=now)
        changes.record(cursor, [f"office:{office}:{closure.day}" for office in offices])
        entry = Entry(
            "closure.lifted",
            str(closure.id),
            closure.agency_id,
            closure.office_id,
            {"day": closure.day},
        )
        audit.record(cursor, [entry])
    open_days(now, offices)
    slots = Slot.objects.filter(office_id__in=offices, day=closure.day)
    offers.offer(list(slots.values_list("id", flat=True)), now)


@transaction.atomic
def take_back(change: Rearrangement, office: Office, now: datetime) -> None:
    """
    Take a change of one office back.

    :raises CannotUndo: if it was taken back before, or was a change of opening hours,
        which are simply set anew
    """
    if change.undone_at or change.kind == ChangeKind.HOURS:
        raise CannotUndo
    if change.kind == ChangeKind.CLOSURE:
        for closure in Closure.objects.filter(id__in=change.undo["closures"]):
            lift(closure, now)
    else:
        _restore(change, office)
        offers.offer([slot_id for slot_id, _ in change.undo["slots"]], now)
    Rearrangement.objects.filter(id=change.id).update(undone_at=now)


def _restore(change: Rearrangement, office: Office) -> None:
    with connection.cursor() as cursor:
        for slot_id, capacity in change.undo["slots"]:
            Slot.objects.filter(id=slot_id, taken__lte=capacity).update(
                capacity=capacity
            )
            about = {"slot": slot_id, "capacity": capacity}
            entry = Entry("quota.set", str(slot_id), office.agency_id, office.id, about)
            audit.record(cursor, [entry])
        changes.record(cursor, [f"office:{office.id}:{change.first}"])


def _offices(closure: Closure) -> list[int]:
    if closure.office_id:
        return [closure.office_id]
    mine = Office.objects.filter(agency=closure.agency_id)
    return list(mine.values_list("id", flat=True))
