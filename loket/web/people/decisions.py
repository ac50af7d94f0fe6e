"""Requests about data: the list with its clock, and what two people decide together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from loket.contacts import requests
from loket.contacts.models import DataRequest, Ground, Refusal, RequestKind
from loket.contacts.requests import Proposal
from loket.contacts.states import RequestState
from loket.lib import clock
from loket.messaging import file_store
from loket.offices import policies
from loket.offices.models import Agency, Office, Staff
from loket.offices.policies import Known
from loket.subjects import erasing, find
from loket.web import places
from loket.web.access import allowed
from loket.web.people import copy, views, words
from loket.web.requests import StaffRequest

MOST_SETTLED = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """A request in words, with its clock."""

    request: DataRequest
    kind: str
    state: str
    ground: str
    refusal: str
    due_at: datetime
    left: timedelta
    names: dict[int, str]
    is_known: bool

    @property
    def is_late(self) -> bool:
        """Test if the law's three days are over."""
        return self.request.settled_at is None and self.left <= timedelta(0)

    @property
    def hours(self) -> int:
        """Whole hours that are left, or that it is late."""
        return int(abs(self.left).total_seconds()) // 3600

    @property
    def asked_by(self) -> str:
        """The officer who proposed it, "" if nobody has."""
        return self.names.get(self.request.asked_by or 0, "")

    @property
    def approved_by(self) -> str:
        """Who agreed."""
        return self.names.get(self.request.approved_by or 0, "")

    @property
    def settled_by(self) -> str:
        """Who took the copy, or refused."""
        return self.names.get(self.request.settled_by or 0, "")


@require_GET
@allowed(policies.answers_citizens, at=places.agency)
def show_all(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Open requests, the oldest first, then those that were settled lately."""
    ours = DataRequest.objects.filter(agency_id=agency.id)
    open_ = shown(list(ours.filter(settled_at=None).order_by("asked_at")))
    settled = ours.exclude(settled_at=None).order_by("-settled_at")[:MOST_SETTLED]
    context = {"open": open_, "settled": shown(list(settled))}
    return render(request, "people/requests.html", context)


@require_GET
@allowed(policies.answers_citizens, at=places.agency_of_request)
def show(request: StaffRequest, agency: Agency, request_id: int) -> HttpResponse:
    """One request: what it would take, and what may be done with it now."""
    found = DataRequest.objects.get(id=request_id)
    (one,) = shown([found])
    context = {"one": one, **_may(request.user, agency, found)}
    context |= _preview(found, policies.offices_of_citizens(request.user, agency))
    context |= {
        "refusals": list(words.REFUSALS.items()),
    }
    return render(request, "people/request.html", context)


@require_GET
@allowed(policies.answers_citizens, at=places.agency_of_request)
def certificate(request: StaffRequest, agency: Agency, request_id: int) -> HttpResponse:
    """The proof that an erasure was done; it names nobody but those who agreed."""
    found = DataRequest.objects.get(id=request_id)
    if found.state != RequestState.DONE or found.kind != RequestKind.ERASURE:
        raise Http404
    (one,) = shown([found])
    gone = [
        (words.GONE[name], count)
        for room in found.counts.values()
        for name, count in room.items()
        if count
    ]
    context = {"one": one, "gone": gone, "agency": agency}
    return render(request, "people/certificate.html", context)


@require_POST
@allowed(policies.sees_citizen, at=places.of_person)
def propose(request: StaffRequest, known: Known, person_id: UUID) -> HttpResponse:
    """Vouch for a request about somebody's data."""
    subject = find.by_id(person_id)
    proposal = _proposal(request, person_id, known)
    if subject is None or proposal is None:
        raise Http404
    try:
        number = requests.propose(proposal, clock.now())
    except requests.NotPossible:
        messages.info(request, gettext("Such a request was approved already."))
        return redirect("data-requests")
    messages.info(request, gettext("Proposed. Somebody else has to agree now."))
    return redirect("data-request", request_id=number)


@require_POST
@allowed(policies.decides_requests, at=places.agency_of_request)
def approve(request: StaffRequest, agency: Agency, request_id: int) -> HttpResponse:
    """Agree to what somebody else proposed."""
    found = DataRequest.objects.get(id=request_id)
    agree = erasing.approve if found.kind == RequestKind.ERASURE else requests.approve
    try:
        agree(request_id, request.user.id, clock.now())
        said = gettext("Approved.")
    except requests.OwnRequest:
        said = gettext("You proposed this yourself: somebody else has to agree.")
    except requests.NotPossible:
        said = gettext("Meanwhile somebody else decided about this request.")
    except erasing.StillBooked:
        said = gettext(
            "They still have a booking. Propose it again and say that it ends."
        )
    messages.info(request, said)
    return redirect("data-request", request_id=request_id)


@require_POST
@allowed(policies.decides_requests, at=places.agency_of_request)
def refuse(request: StaffRequest, agency: Agency, request_id: int) -> HttpResponse:
    """Refuse a request with a reason."""
    why = request.POST.get("why", "")
    if why not in Refusal.values:
        raise Http404
    try:
        requests.refuse(request_id, Refusal(why), request.user.id, clock.now())
        said = gettext("Refused. Tell them why, and where they may object.")
    except requests.NotPossible:
        said = gettext("Meanwhile somebody else decided about this request.")
    messages.info(request, said)
    return redirect("data-request", request_id=request_id)


@require_POST
@allowed(policies.takes_copies, at=places.agency_of_request)
def take(request: StaffRequest, agency: Agency, request_id: int) -> HttpResponse:
    """The copy of all data, once."""
    found = DataRequest.objects.get(id=request_id)
    subject = find.by_id(found.subject_id)
    now = clock.now()
    if found.kind != RequestKind.EXPORT or subject is None:
        raise Http404
    requests.give_back_lapsed(now)
    keyring = settings.LOKET_KEYRING()
    packed = copy.make(subject, keyring, file_store.here(keyring), now)
    try:
        requests.finish(request_id, request.user.id, now)
    except requests.NotPossible:
        messages.info(request, gettext("This copy was taken already, or not in time."))
        return redirect("data-request", request_id=request_id)
    response = HttpResponse(packed, content_type="application/zip")
    name = content_disposition_header(True, f"data-{request_id}.zip")
    response["Content-Disposition"] = name or "attachment"
    return response


def shown(found: Sequence[DataRequest]) -> list[Shown]:
    """Return requests in words."""
    now = clock.now()
    who = [(it.asked_by, it.approved_by, it.settled_by) for it in found]
    ids = {id_ for three in who for id_ in three if id_ is not None}
    names = dict(Staff.objects.filter(id__in=ids).values_list("id", "name"))
    return [
        Shown(
            request=one,
            kind=str(words.KINDS[RequestKind(one.kind)]),
            state=str(words.STATES[RequestState(one.state)]),
            ground=str(words.GROUNDS[Ground(one.ground)]),
            refusal=str(words.REFUSALS.get(one.refusal, "")),  # type: ignore[call-overload]
            due_at=one.asked_at + requests.DUE,
            left=one.asked_at + requests.DUE - now,
            names=names,
            is_known=one.settled_at is None and find.by_id(one.subject_id) is not None,
        )
        for one in found
    ]


def _may(staff: Staff, agency: Agency, found: DataRequest) -> dict[str, bool]:
    """What may be done with a request now, and by whom."""
    decides = policies.decides_requests(staff, agency)
    is_proposed = found.state == RequestState.PROPOSED
    is_copy = found.kind == RequestKind.EXPORT
    return {
        "is_own": is_proposed and found.asked_by == staff.id,
        "may_approve": decides and is_proposed and found.asked_by != staff.id,
        "may_refuse": decides
        and found.state in (RequestState.ASKED, RequestState.PROPOSED),
        "may_take": is_copy
        and found.state == RequestState.APPROVED
        and policies.takes_copies(staff, agency),
    }


def _preview(found: DataRequest, offices: Sequence[Office]) -> dict[str, Any]:
    subject = erasing.subject_of(found)
    is_erasure = found.kind == RequestKind.ERASURE
    if not is_erasure or found.settled_at or find.by_id(subject.id) is None:
        return {}
    return views.previewed(subject, erasing.also(found), offices)


def _proposal(request: StaffRequest, person_id: UUID, known: Known) -> Proposal | None:
    posted = request.POST
    kind, ground = posted.get("kind", ""), posted.get("ground", "")
    if kind not in RequestKind.values or ground not in Ground.values:
        return None
    return Proposal(
        agency_id=known.agency.id,
        kind=RequestKind(kind),
        subject_id=person_id,
        ground=Ground(ground),
        by=request.user.id,
        ends_bookings="ends" in posted,
        also=_chosen(posted),
    )


def _chosen(posted: QueryDict) -> list[UUID]:
    found = []
    for written in posted.getlist("also"):
        for part in written.split(","):
            try:
                found.append(UUID(part))
            except ValueError:
                continue
    return found
