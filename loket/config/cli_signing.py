"""Who signs for a request about somebody's data, and whom it is about."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import UUID

from rich.markup import escape

from loket.config import cli_common
from loket.config.cli_common import fail
from loket.lib import clock

if TYPE_CHECKING:
    from loket.contacts.models import DataRequest
    from loket.contacts.subjects import Subject
    from loket.offices.models import Agency, Staff


def sign(email: str, *, leads: bool = False) -> tuple[Staff, Agency]:
    """Return who this is, once they gave their password, and for whom they work."""
    from loket.offices import policies
    from loket.offices.models import Staff

    staff = Staff.objects.filter(email=email.strip().lower(), is_active=True).first()
    password = cli_common.secret_from_stdin(f"Password of {email}")
    if staff is None or not staff.check_password(password):
        fail("That is no account, or not its password.")
    agency = policies.agency_of(staff)
    may = policies.decides_requests if leads else policies.takes_copies
    if agency is None or not may(staff, agency):
        fail(f"{escape(email)} may not do this at every office of the agency.")
    return staff, agency


def find(who: str, agency: Agency) -> Subject:
    """Return whom a code, a number or an id means."""
    from loket.offices.models import Office
    from loket.subjects import find as finding

    words = cli_common.secret_from_stdin("Code, number or id") if who == "-" else who
    offices = set(Office.objects.filter(agency=agency).values_list("id", flat=True))
    hits = [hit.id for hit in finding.by_code(words, offices)]
    hits += [hit.id for hit in finding.by_phone(agency.id, words)]
    with suppress(ValueError):
        hits.append(UUID(words))
    found = {it for it in map(finding.by_id, hits) if it and it.agency_id == agency.id}
    if len(found) != 1:
        fail("Nobody is known by that code, number or id." if not found else "Several.")
    return found.pop()


def propose(
    subject: Subject, kind: str, ground: str, by: Staff, *, ends: bool = False
) -> int:
    """Vouch for a request; return its number."""
    from loket.contacts import requests
    from loket.contacts.models import Ground, RequestKind
    from loket.contacts.requests import Proposal

    if ground not in Ground.values:
        fail(f"{escape(ground)} is no ground; use one of {', '.join(Ground.values)}.")
    proposal = Proposal(
        subject.agency_id,
        RequestKind(kind),
        subject.id,
        Ground(ground),
        by.id,
        ends_bookings=ends,
    )
    try:
        return requests.propose(proposal, clock.now())
    except requests.NotPossible:
        fail("Such a request is approved already; see `loket person requests`.")


def agree(number: int, other: Staff) -> None:
    """Agree to a request."""
    from loket.contacts import requests
    from loket.subjects import erasing

    found = request(number)
    approve = erasing.approve if found.kind == "erasure" else requests.approve
    try:
        approve(number, other.id, clock.now())
    except requests.OwnRequest:
        fail("Whoever proposed it cannot agree to it; somebody else has to.")
    except requests.NotPossible:
        fail(f"Request {number} waits for nobody; see `loket person requests`.")
    except erasing.StillBooked:
        fail("Something is still booked; propose it again with --end-bookings.")


def request(number: int) -> DataRequest:
    """Return a request by its number."""
    from loket.contacts.models import DataRequest

    found = DataRequest.objects.filter(id=number).first()
    if found is None:
        fail(f"There is no request {number}; see `loket person requests`.")
    return found
