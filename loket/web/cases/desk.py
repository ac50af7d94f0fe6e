"""The pick-up desk: show a code or a number, check who stands there, hand out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from loket.bookings.queries import BookingRow
from loket.cases import collecting
from loket.cases.actions import NotPossible
from loket.cases.collecting import Answer, Verdict
from loket.cases.queries import CaseRow
from loket.lib import clock
from loket.offices import policies
from loket.offices import queries as offices
from loket.offices.models import Office
from loket.web import places
from loket.web.access import allowed
from loket.web.cases import case, rows, words
from loket.web.requests import StaffRequest
from loket.web.statuses import CONFLICT

LONGEST = 60


@require_GET
@allowed(places.is_own, at=places.own_desk)
def home(request: StaffRequest, _: object) -> HttpResponse:
    """The desk of the first office whose cases somebody may see."""
    for office in policies.offices_of(request.user):
        if policies.sees_cases(request.user, office):
            return redirect("collecting", code=office.code)
    return redirect("desk")


@require_GET
@allowed(policies.sees_cases, at=places.office)
def show(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """The desk of an office with those who come today."""
    if request.htmx:
        return render(request, "cases/coming.html", _coming(request, office))
    return _page(request, office)


@require_POST
@allowed(policies.sees_cases, at=places.office)
def shown(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """What was scanned or typed. It never stands in an address: it may be a number."""
    said = request.POST.get("q", "").strip()[:LONGEST]
    if not said:
        return redirect("collecting", code=code)
    keyring = settings.LOKET_KEYRING()
    answer = collecting.find(said, office.id, office.agency_id, keyring)
    return _page(request, office, answer)


@require_POST
@allowed(policies.works_on_cases, at=places.office_of_case)
def handing(request: StaffRequest, office: Office, case_id: UUID) -> HttpResponse:
    """Hand out, and be ready for the next one."""
    try:
        case.hand_out(request, case_id)
    except NotPossible:
        wrong = gettext(
            "Nothing was handed out: meanwhile somebody else has moved this case. Scan "
            "it again."
        )
        return _page(request, office, wrong=wrong, status=CONFLICT)
    messages.info(request, gettext("Handed out. Next, please."))
    return redirect("collecting", code=office.code)


def _page(
    request: StaffRequest,
    office: Office,
    answer: Answer | None = None,
    wrong: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        **_coming(request, office),
        "answer": answer,
        "wrong": wrong,
        "verdict": _said(answer.verdict) if answer and not answer.shown else "",
        "shown": _shown(answer),
        "may_hand_out": policies.works_on_cases(request.user, office),
    }
    return render(request, "cases/desk.html", context, status=status)


def _coming(request: StaffRequest, office: Office) -> dict[str, Any]:
    now = clock.now()
    local = now.astimezone(offices.offices()[office.id].tz)
    keyring = settings.LOKET_KEYRING()
    found = collecting.coming(office.id, local.date(), keyring)
    return {
        "office": office,
        "now": local,
        "coming": [(one.booking, rows.of(one.cases, now)) for one in found],
        "topics": [f"cases:{office.id}", f"office:{office.id}:{local.date()}"],
    }


def _shown(answer: Answer | None) -> list[dict[str, Any]]:
    """Each case with what can be done, and where it is kept if not here."""
    if answer is None:
        return []
    found = rows.of([one.case for one in answer.shown], clock.now())
    return [
        {
            "row": row,
            "is_ready": one.verdict is Verdict.READY,
            "words": _said(one.verdict),
            "is_others": _is_others(one.case, answer.booking),
        }
        for row, one in zip(found, answer.shown, strict=True)
    ]


def _said(verdict: Verdict) -> str:
    return str(words.VERDICTS.get(verdict, ""))


def _is_others(case_: CaseRow, booking: BookingRow | None) -> bool:
    """Test if the booking is somebody else's: then who stands there is asked for."""
    names = [one.name.casefold() for one in booking.people] if booking else []
    return bool(names) and case_.holder.name.casefold() not in names
