"""The page of one case, and what officers do there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from loket.cases import actions, kinds, nik, queries
from loket.cases.actions import Collector, NoReason, NotPossible
from loket.cases.models import Case, CaseDocument
from loket.lib import clock
from loket.offices import policies
from loket.offices.models import Office
from loket.web import places
from loket.web.access import allowed
from loket.web.cases import rows, words
from loket.web.cases.page import CasePage
from loket.web.requests import StaffRequest
from loket.web.statuses import CONFLICT, UNPROCESSABLE


@require_GET
@allowed(policies.sees_cases, at=places.office_of_case)
def show(request: StaffRequest, office: Office, case_id: UUID) -> HttpResponse:
    """One case; for htmx only the part that changes."""
    return _page(request, office, case_id)


@require_POST
@allowed(policies.works_on_cases, at=places.office_of_case)
def moves(request: StaffRequest, office: Office, case_id: UUID) -> HttpResponse:
    """Move it to a stage."""
    before, after = _stages(request)
    try:
        actions.move(case_id, before, after, clock.now(), settings.LOKET_KEYRING())
    except NotPossible:
        return _conflict(request, office, case_id)
    return _done(request, case_id, gettext("Moved. Those who follow it are told."))


@require_POST
@allowed(policies.corrects_cases, at=places.office_of_case)
def corrections(request: StaffRequest, office: Office, case_id: UUID) -> HttpResponse:
    """Put it right, with a reason."""
    before, after = _stages(request)
    reason, keyring = request.POST.get("reason", ""), settings.LOKET_KEYRING()
    try:
        actions.correct(case_id, before, after, reason[:300], clock.now(), keyring)
    except NoReason:
        wrong = gettext("Not corrected: say why the entry was wrong.")
        return _page(request, office, case_id, UNPROCESSABLE, wrong=wrong)
    except NotPossible:
        return _conflict(request, office, case_id)
    return _done(request, case_id, gettext("Corrected. The wrong entry stays visible."))


@require_POST
@allowed(policies.works_on_cases, at=places.office_of_case)
def collections(request: StaffRequest, office: Office, case_id: UUID) -> HttpResponse:
    """Hand it out to its holder, or to a proxy of the list of its type."""
    try:
        hand_out(request, case_id)
    except NotPossible:
        return _conflict(request, office, case_id)
    return _done(request, case_id, gettext("Handed out."))


def hand_out(request: StaffRequest, case_id: UUID) -> None:
    """
    Hand a case out to whom a form says.

    :raises NotPossible: if it cannot be handed out, or there is no such proxy
    """
    before, _ = _stages(request)
    who = request.POST.get("who", "holder")
    collector = Collector()
    if who != "holder":
        proxies = _kind_of(case_id).proxies
        if not who.isdecimal() or int(who) >= len(proxies):
            raise NotPossible
        collector = Collector(is_holder=False, proxy=int(who))
    keyring = settings.LOKET_KEYRING()
    actions.hand_out(case_id, before, collector, clock.now(), keyring)


@require_POST
@allowed(policies.works_on_cases, at=places.office_of_case)
def papers(
    request: StaffRequest, office: Office, case_id: UUID, document_id: int
) -> HttpResponse:
    """Tick a document, or take the tick back."""
    case = Case.objects.get(id=case_id)
    if not CaseDocument.objects.filter(id=document_id, type_id=case.type_id).exists():
        raise Http404
    if request.POST.get("seen") == "1":
        actions.tick(case_id, document_id, request.user.id, clock.now())
    else:
        actions.untick(case_id, document_id)
    if request.htmx:
        return _page(request, office, case_id)
    return redirect("case", case_id=case_id)


@require_POST
@allowed(policies.sees_nik, at=places.office_of_case)
def nik_looks(request: StaffRequest, office: Office, case_id: UUID) -> HttpResponse:
    """Show the identity number once, and write down why."""
    try:
        reason = nik.Reason(request.POST.get("reason", ""))
    except ValueError:
        wrong = gettext("Choose why you look at the identity number.")
        return _page(request, office, case_id, UNPROCESSABLE, wrong=wrong)
    seen = nik.look(case_id, reason, settings.LOKET_KEYRING())
    return _page(request, office, case_id, nik=words.grouped(seen))


@require_POST
@allowed(policies.sees_nik, at=places.office_of_case)
def niks(request: StaffRequest, office: Office, case_id: UUID) -> HttpResponse:
    """Keep an identity number, or take it away."""
    try:
        number = nik.cleaned(request.POST.get("nik", ""))
    except nik.NotDigits:
        wrong = gettext("An identity number has 16 digits. Nothing was kept.")
        return _page(request, office, case_id, UNPROCESSABLE, wrong=wrong)
    nik.keep(case_id, number, clock.now(), settings.LOKET_KEYRING())
    (case,) = queries.by_id([case_id], settings.LOKET_KEYRING()).values()
    for doubt in nik.doubts(number, case.holder.birth_date) if number else ():
        messages.warning(request, str(words.DOUBTS[doubt]))
    said = gettext("Kept.") if number else gettext("The identity number was removed.")
    return _done(request, case_id, said)


def _stages(request: StaffRequest) -> tuple[int, int]:
    """The stage that the officer saw, and the one that is wanted; 0 for nonsense."""
    said = (request.POST.get(name, "") for name in ("before", "after"))
    before, after = (int(one) if one.isdecimal() else 0 for one in said)
    return before, after


def _kind_of(case_id: UUID) -> kinds.TypeRow:
    case = Case.objects.get(id=case_id)
    return kinds.of_agencies([case.agency_id])[case.type_id]


def _done(request: StaffRequest, case_id: UUID, said: str) -> HttpResponse:
    messages.info(request, said)
    return redirect("case", case_id=case_id)


def _conflict(request: StaffRequest, office: Office, case_id: UUID) -> HttpResponse:
    wrong = gettext(
        "Nothing was done: somebody else has moved this case meanwhile. It is shown "
        "as it stands now."
    )
    return _page(request, office, case_id, CONFLICT, wrong=wrong)


def _page(
    request: StaffRequest,
    office: Office,
    case_id: UUID,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    now = clock.now()
    found = queries.by_id([case_id], settings.LOKET_KEYRING())
    if case_id not in found:
        raise Http404
    (row,) = rows.of(found.values(), now)
    page = CasePage(row, office, request.user, now)
    context = {
        "page": page,
        "row": row,
        "case": row.case,
        "office": office,
        "reasons": words.REASONS.items(),
        "topic": f"case:{case_id}",
        **more,
    }
    template = "cases/part.html" if request.htmx else "cases/case.html"
    return render(request, template, context, status=status)
