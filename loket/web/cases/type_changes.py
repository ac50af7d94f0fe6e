"""Changing a kind of case, one thing at a time; what breaks something is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from loket.cases import proxies as of_kinds
from loket.cases import shaping
from loket.cases.models import CaseDocument, CaseType, Promise, Stage
from loket.cases.shaping import Refused, Rule
from loket.cases.stages import StageKind
from loket.lib import clock
from loket.offices import policies
from loket.offices.models import Agency
from loket.web import places
from loket.web.access import allowed
from loket.web.cases import refusals
from loket.web.cases.type_forms import (
    DocumentForm,
    FeesForm,
    NewStageForm,
    PromiseForm,
    ProxyForm,
    StageForm,
    TypeForm,
)
from loket.web.cases.types import find, page
from loket.web.requests import StaffRequest
from loket.web.statuses import UNPROCESSABLE

YESTERDAY = timedelta(days=1)


@require_POST
@allowed(policies.sets_up_cases, at=places.agency)
def details(request: StaffRequest, agency: Agency, slug: str) -> HttpResponse:
    """Change names, pick-up rule and source."""
    kind = find(agency, slug)
    form = TypeForm(request.POST, kind=kind)
    if not form.is_valid():
        return page(request, kind, type_form=form)
    return _try(request, kind, lambda: shaping.change_type(kind, **form.facts()))


@require_POST
@allowed(policies.sets_up_cases, at=places.agency)
def stages(request: StaffRequest, agency: Agency, slug: str) -> HttpResponse:
    """Add a stage."""
    kind = find(agency, slug)
    form = NewStageForm(request.POST)
    if not form.is_valid():
        return page(request, kind, new_stage=form)
    sort = StageKind(form.cleaned_data["kind"])
    return _try(request, kind, lambda: shaping.add_stage(kind, form.names(), sort))


@require_POST
@allowed(policies.sets_up_cases, at=places.agency)
def stage(
    request: StaffRequest, agency: Agency, slug: str, stage_id: int
) -> HttpResponse:
    """Change a stage."""
    kind = find(agency, slug)
    one = _of(kind, Stage, stage_id)
    form = StageForm(request.POST, stage=one)
    if not form.is_valid():
        wrong = "; ".join(f"{form[k].label}: {v[0]}" for k, v in form.errors.items())
        return page(request, kind, wrong=wrong)
    return _try(request, kind, lambda: shaping.change_stage(one, **form.facts()))


@require_POST
@allowed(policies.sets_up_cases, at=places.agency)
def stage_removal(
    request: StaffRequest, agency: Agency, slug: str, stage_id: int
) -> HttpResponse:
    """Remove a stage that no case knows."""
    kind = find(agency, slug)
    one = _of(kind, Stage, stage_id)
    return _try(request, kind, lambda: shaping.remove_stage(one))


@require_POST
@allowed(policies.sets_up_cases, at=places.agency)
def moves(request: StaffRequest, agency: Agency, slug: str) -> HttpResponse:
    """Set all allowed moves."""
    kind = find(agency, slug)
    said = (one.partition("-") for one in request.POST.getlist("move"))
    pairs = [(int(a), int(b)) for a, _, b in said if a.isdecimal() and b.isdecimal()]
    return _try(request, kind, lambda: shaping.set_moves(kind, pairs))


@require_POST
@allowed(policies.sets_up_cases, at=places.agency)
def promises(request: StaffRequest, agency: Agency, slug: str) -> HttpResponse:
    """Add a promise; the one before it ends."""
    kind = find(agency, slug)
    form = PromiseForm(request.POST, kind=kind)
    if not form.is_valid():
        return page(request, kind, promise_form=form)
    rule = Rule(**form.cleaned_data, read_on=clock.now().date())
    return _try(request, kind, lambda: shaping.add_promise(kind, rule))


@require_POST
@allowed(policies.sets_up_cases, at=places.agency)
def promise_end(
    request: StaffRequest, agency: Agency, slug: str, promise_id: int
) -> HttpResponse:
    """Give no such promise from today on."""
    kind = find(agency, slug)
    one = _of(kind, Promise, promise_id)
    last = clock.now().date() - YESTERDAY
    return _try(request, kind, lambda: shaping.end_promise(one, last))


@require_POST
@allowed(policies.sets_up_cases, at=places.agency)
def documents(request: StaffRequest, agency: Agency, slug: str) -> HttpResponse:
    """Ask for one more document."""
    kind = find(agency, slug)
    form = DocumentForm(request.POST)
    if not form.is_valid():
        return page(request, kind, document_form=form)
    return _try(request, kind, lambda: shaping.add_document(kind, form.names()))


@require_POST
@allowed(policies.sets_up_cases, at=places.agency)
def document_removal(
    request: StaffRequest, agency: Agency, slug: str, document_id: int
) -> HttpResponse:
    """Ask for a document no more."""
    kind = find(agency, slug)
    one = _of(kind, CaseDocument, document_id)
    return _try(request, kind, lambda: shaping.remove_document(one))


@require_POST
@allowed(policies.sets_up_cases, at=places.agency)
def proxies(request: StaffRequest, agency: Agency, slug: str) -> HttpResponse:
    """Let somebody else collect, too."""
    kind = find(agency, slug)
    form = ProxyForm(request.POST)
    if not form.is_valid():
        return page(request, kind, proxy_form=form)
    return _try(request, kind, lambda: of_kinds.add(kind, form.proxy()))


@require_POST
@allowed(policies.sets_up_cases, at=places.agency)
def proxy_removal(
    request: StaffRequest, agency: Agency, slug: str, position: int
) -> HttpResponse:
    """Let somebody collect no more."""
    kind, who = find(agency, slug), request.POST.get("who", "")
    return _try(request, kind, lambda: of_kinds.remove(kind, position, who))


@require_POST
@allowed(policies.sets_up_cases, at=places.agency)
def fees(request: StaffRequest, agency: Agency, slug: str) -> HttpResponse:
    """Set which fees are due."""
    kind = find(agency, slug)
    form = FeesForm(request.POST, kind=kind)
    if not form.is_valid():
        return page(request, kind, fees_form=form)
    due = [one.id for one in form.cleaned_data["fees"]]
    return _try(request, kind, lambda: shaping.set_fees(kind, due))


def _of(kind: CaseType, model: Any, id_: int) -> Any:
    """Return a part of a kind; one of another kind does not exist here."""
    found = model.objects.filter(type=kind, id=id_).first()
    if found is None:
        raise Http404
    return found


def _try(
    request: StaffRequest, kind: CaseType, change: Callable[[], object]
) -> HttpResponse:
    try:
        change()
    except Refused as refusal:
        wrong = refusals.said(refusal)
        return page(request, kind, wrong=wrong, status=UNPROCESSABLE)
    messages.info(request, gettext("Saved. It counts from now on."))
    return redirect("case-type", slug=kind.slug)
