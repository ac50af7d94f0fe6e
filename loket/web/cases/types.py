"""The kinds of cases: which there are, and one of them as it is set up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_POST

from loket.cases import kinds, shaping
from loket.cases.models import CaseType
from loket.cases.stages import StageKind
from loket.lib import clock
from loket.offices import policies
from loket.offices import queries as offices
from loket.offices.models import Agency
from loket.web import places
from loket.web.access import allowed
from loket.web.cases import diagram, refusals, trials
from loket.web.cases.type_forms import (
    LANGUAGES,
    DocumentForm,
    FeesForm,
    NamesForm,
    NewStageForm,
    PromiseForm,
    ProxyForm,
    StageForm,
    TypeForm,
)
from loket.web.requests import StaffRequest
from loket.web.statuses import UNPROCESSABLE

# The least that a new kind needs; everything can be called otherwise afterwards.
SKELETON = (
    (gettext_noop("Registered"), StageKind.OFFICE, "clipboard-check"),
    (gettext_noop("Being worked on"), StageKind.OFFICE, "printer"),
    (gettext_noop("Ready to collect"), StageKind.READY, "package"),
    (gettext_noop("Has been collected"), StageKind.COLLECTED, "user-check"),
    (gettext_noop("Called off"), StageKind.ENDED, "x"),
)


@require_GET
@allowed(policies.sets_up_cases, at=places.agency)
def show_all(request: StaffRequest, agency: Agency) -> HttpResponse:
    """All kinds, and a form for a new one."""
    return _all(request, agency, NamesForm())


@require_POST
@allowed(policies.sets_up_cases, at=places.agency)
def additions(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Add a kind with the least it needs."""
    form = NamesForm(request.POST)
    if form.is_valid():
        try:
            kind = shaping.add_type(agency, form.names(), _skeleton())
        except shaping.Refused as refusal:
            form.add_error("name_id", refusals.said(refusal))
        else:
            words = gettext("The kind was added. Make its stages your own next.")
            messages.info(request, words)
            return redirect("case-type", slug=kind.slug)
    return _all(request, agency, form, UNPROCESSABLE)


@require_GET
@allowed(policies.sets_up_cases, at=places.agency)
def show(request: StaffRequest, agency: Agency, slug: str) -> HttpResponse:
    """One kind; for htmx only the test talk."""
    return page(request, find(agency, slug))


def find(agency: Agency, slug: str) -> CaseType:
    """Return a kind of an agency; there may be none of that name."""
    kind = CaseType.objects.filter(agency=agency, slug=slug).first()
    if kind is None:
        raise Http404
    return kind


def page(request: StaffRequest, kind: CaseType, **bound: Any) -> HttpResponse:
    """Return the page of a kind; forms that were refused come with their errors."""
    status = bound.pop("status", UNPROCESSABLE if bound else 200)
    row = kinds.of_agencies([kind.agency_id])[kind.id]
    now = clock.now()
    asked = trials.read(request.GET, row, now)
    context: dict[str, Any] = {
        "kind": kind,
        "asked": asked,
        "replies": trials.replies(row, asked, now) if asked else [],
        "row": row,
        "case_offices": [
            one for one in offices.offices().values() if one.agency_id == kind.agency_id
        ],
    }
    if request.htmx:
        return render(request, "cases/trial.html", context)
    standing = shaping.standing(kind)
    context |= {
        "drawing": diagram.draw(row),
        "stages": [
            (one, StageForm(stage=one), standing.get(one.id, 0))
            for one in kind.stages.all()
        ],
        "promises": kind.promises.select_related("from_stage"),
        "documents": kind.documents.all(),
        "today": now.date(),
        "type_form": TypeForm(kind=kind),
        "new_stage": NewStageForm(),
        "promise_form": PromiseForm(kind=kind, initial={"valid_from": now.date()}),
        "document_form": DocumentForm(),
        "proxy_form": ProxyForm(),
        "fees_form": FeesForm(kind=kind),
        **bound,
    }
    return render(request, "cases/type.html", context, status=status)


def _all(
    request: StaffRequest, agency: Agency, form: NamesForm, status: int = 200
) -> HttpResponse:
    found = [
        (one, sum(shaping.standing(one).values()))
        for one in CaseType.objects.filter(agency=agency).prefetch_related("stages")
    ]
    context = {"agency": agency, "types": found, "form": form}
    return render(request, "cases/types.html", context, status=status)


def _skeleton() -> list[dict[str, Any]]:
    return [
        {"names": _spoken(name), "kind": kind, "icon": icon}
        for name, kind, icon in SKELETON
    ]


def _spoken(name: str) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = gettext(name)
    return found
