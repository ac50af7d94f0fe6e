"""
`/people`: what is known of somebody, and its end. Another system asks; two people of
the office decide, as with every such request.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from pydantic import Field

from loket.api.doors import CREATED, Noun
from loket.api.keys import ApiRequest
from loket.api.problems import Problem
from loket.api.shapes import Answer, Body
from loket.contacts import requests
from loket.contacts.models import DataRequest, RequestKind
from loket.contacts.requests import Wish
from loket.contacts.states import RequestState
from loket.contacts.subjects import Subject
from loket.lib import clock
from loket.offices.models import Office
from loket.partners.keys import Caller
from loket.partners.scopes import Scope
from loket.subjects import find
from loket.subjects.parts import PARTS, Basis

people = Noun("people")


class PersonIn(Body):
    """Somebody, by the code of a booking or by the phone number that is theirs now."""

    code: str | None = Field(None, pattern="^[A-Za-z0-9-]{1,12}$")
    phone: str | None = Field(None, pattern="^[0-9+(). -]{5,20}$")


class RequestOut(Answer):
    """A request about somebody's data. An officer proposes it, another approves."""

    number: int
    state: RequestState
    asked_at: datetime
    due_at: datetime = Field(description="Three days after it was asked.")


class PartOut(Answer):
    """One kind of what is known, on which ground, for how long; rows as they stand."""

    name: str
    legal_basis: Basis
    keep_days: int | None
    rows: list[dict[str, Any]]


class CopyOut(Answer):
    """Everything that is known of somebody."""

    made_at: datetime
    parts: list[PartOut]


@people.writes("/people/copies", Scope.PEOPLE_READ, RequestOut, status=CREATED)
def ask_copy(request: ApiRequest, body: PersonIn) -> RequestOut:
    """Ask for a copy of what is known of somebody; it waits for two officers."""
    return _ask(request.auth, body, RequestKind.EXPORT)


@people.reads("/people/copies/{int:number}", Scope.PEOPLE_READ, RequestOut)
def get_copy(request: ApiRequest, number: int) -> RequestOut:
    """See how far the request for a copy is."""
    return _shown(_found(request.auth, number, RequestKind.EXPORT))


@people.takes("/people/copies/{int:number}/takings", Scope.PEOPLE_READ, CopyOut)
def take_copy(request: ApiRequest, number: int) -> CopyOut:
    """Take an approved copy, once. It is made now and kept nowhere."""
    found = _found(request.auth, number, RequestKind.EXPORT)
    now = clock.now()
    subject = Subject(found.subject_id, found.agency_id)
    keyring = settings.LOKET_KEYRING()
    try:
        requests.finish(number, None, now)
    except requests.NotPossible:
        raise Problem("conflict", reason=found.state) from None
    parts = [
        PartOut(
            name=part.name,
            legal_basis=part.basis,
            keep_days=part.keep_days,
            rows=[dict(row) for row in part.read(subject, keyring)],
        )
        for part in PARTS
    ]
    return CopyOut(made_at=now, parts=parts)


@people.writes("/people/erasures", Scope.PEOPLE_ERASE, RequestOut, status=CREATED)
def ask_erasure(request: ApiRequest, body: PersonIn) -> RequestOut:
    """Ask that somebody is forgotten; it waits for two officers."""
    return _ask(request.auth, body, RequestKind.ERASURE)


@people.reads("/people/erasures/{int:number}", Scope.PEOPLE_ERASE, RequestOut)
def get_erasure(request: ApiRequest, number: int) -> RequestOut:
    """See how far an erasure is."""
    return _shown(_found(request.auth, number, RequestKind.ERASURE))


def _ask(caller: Caller, body: PersonIn, kind: RequestKind) -> RequestOut:
    _check_everywhere(caller)
    subject = _subject(caller, body)
    requests.ask([Wish(caller.agency_id, subject, kind, clock.now())])
    found = DataRequest.objects.get(subject_id=subject, kind=kind, settled_at=None)
    return _shown(found)


def _check_everywhere(caller: Caller) -> None:
    """What is known of a person concerns every office."""
    if caller.offices:
        raise Problem("scope_missing", reason="all_offices")


def _subject(caller: Caller, body: PersonIn) -> UUID:
    """Return who is meant; no more than one person may be."""
    if (body.code is None) == (body.phone is None):
        raise Problem("conflict", reason="code_or_phone")
    if body.phone is not None:
        hits = find.by_phone(caller.agency_id, body.phone)
    else:
        ours = Office.objects.filter(agency_id=caller.agency_id)
        here = list(ours.values_list("id", flat=True))
        hits = find.by_code(body.code or "", here)
    found = {hit.id for hit in hits}
    if len(found) > 1:
        raise Problem("conflict", reason="several_people")
    for id_ in found:
        return id_
    raise Problem("not_found")


def _found(caller: Caller, number: int, kind: RequestKind) -> DataRequest:
    _check_everywhere(caller)
    ours = DataRequest.objects.filter(agency_id=caller.agency_id, kind=kind)
    found = ours.filter(id=min(number, 2**63 - 1)).first()
    if found is None:
        raise Problem("not_found")
    return found


def _shown(one: DataRequest) -> RequestOut:
    return RequestOut(
        number=one.id,
        state=RequestState(one.state),
        asked_at=one.asked_at,
        due_at=one.asked_at + requests.DUE,
    )
