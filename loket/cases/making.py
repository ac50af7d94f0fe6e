"""Opening a case by hand, perhaps for somebody who stands there with a booking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from loket.cases import nik as niks
from loket.cases import recording
from loket.cases.models import Follower, FollowerHow
from loket.cases.records import Became, CaseRecord, Fault, Refused, Source
from loket.lib import audit
from loket.lib.audit import Entry
from loket.lib.crypto import Keyring
from loket.offices.queries import OfficeRow


class AlreadyThere(Exception):
    """There is a case of that number; it is left as it is."""

    def __init__(self, case_id: UUID) -> None:
        super().__init__(str(case_id))
        self.case_id = case_id


class Wrong(Exception):
    """What was entered is not possible."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class NewCase:
    """
    What an officer enters. `contact_id` is whoever booked, who may then hear of it;
    `nik` has 16 digits, or is "".
    """

    type: str
    number: str
    name: str = ""
    birth_date: date | None = None
    phone: str = ""
    track: str = ""
    nik: str = ""
    contact_id: UUID | None = None


def open_by_hand(
    new: NewCase, office: OfficeRow, now: datetime, keyring: Keyring
) -> UUID:
    """
    Open a case at the first stage of its type; return its id.

    :raises AlreadyThere: if there is a case of that number
    :raises Wrong: if the number, name or phone cannot be taken
    """
    stages = recording.places(office.agency_id).types[new.type].stages.values()
    record = CaseRecord(
        office=office.code,
        type=new.type,
        number=new.number,
        stage=next(iter(stages)).slug,
        at=now,
        name=new.name,
        birth_date=new.birth_date,
        phone=new.phone,
        track=new.track,
    )
    with transaction.atomic():
        source = Source(office.agency_id)
        (outcome,) = recording.take([record], source, now, keyring)
        if isinstance(outcome, Refused):
            raise Wrong(outcome.fault)
        if outcome.became is not Became.CREATED:
            # Raised inside of the transaction: what was taken over is undone by it.
            raise AlreadyThere(outcome.case_id)
        _furnish(outcome.case_id, new, office, now, keyring)
    return outcome.case_id


def _furnish(
    id_: UUID, new: NewCase, office: OfficeRow, now: datetime, keyring: Keyring
) -> None:
    with connection.cursor() as cursor:
        about = Entry("case.opened", str(id_), office.agency_id, office.id)
        audit.record(cursor, [about])
    if new.nik:
        niks.keep(id_, new.nik, now, keyring)
    if new.contact_id is not None:
        Follower.objects.get_or_create(
            case_id=id_,
            contact_id=new.contact_id,
            defaults={"how": FollowerHow.BOOKING, "since_at": now},
        )
