"""Tables of cases: brought in, matched, checked, taken, and taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST

from loket.cases.imports import actions
from loket.cases.imports.actions import ColumnsMissing, NotNow, TooBig
from loket.cases.imports.reading import Unreadable
from loket.cases.models import Import
from loket.lib import clock
from loket.offices import policies
from loket.offices.models import Agency
from loket.web import places
from loket.web.access import allowed
from loket.web.cases import remedies, tables
from loket.web.cases.uploading import Sealing
from loket.web.requests import StaffRequest
from loket.web.statuses import CONFLICT, UNPROCESSABLE

MOST_SHOWN = 50


@require_GET
@allowed(policies.imports_cases, at=places.agency)
def show_all(request: StaffRequest, agency: Agency) -> HttpResponse:
    """The way in for a table, and what was brought in before."""
    return _all(request, agency)


# Reading the form for its token would take the file in before we can seal it: the token
# is looked at inside, once the file goes the right way.
@csrf_exempt
@require_POST
@allowed(policies.imports_cases, at=places.agency)
def additions(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Take a table in."""
    sealing = Sealing(request)
    request.upload_handlers = [sealing]
    try:
        answer: HttpResponse = _added(request, agency, sealing)
    finally:
        sealing.leave()
    return answer


@csrf_protect
def _added(request: StaffRequest, agency: Agency, sealing: Sealing) -> HttpResponse:
    # The form is read here, if the look at its token has not done so.
    _ = request.FILES
    uploading = None if sealing.failure else sealing.taken()
    wrong = _failure(sealing.failure)
    if uploading is None:
        wrong = wrong or gettext("Choose a file first.")
        return _all(request, agency, wrong, UNPROCESSABLE)
    try:
        table = uploading.finish(agency.id, sealing.name, clock.now())
    except Unreadable as refusal:
        why = remedies.UNREADABLE.get(refusal.reason, refusal.reason)
        wrong = gettext("This file cannot be read: %(why)s.") % {"why": why}
        return _all(request, agency, wrong, UNPROCESSABLE)
    return redirect("case-import", import_id=table.id)


def _failure(failure: Exception | None) -> str:
    if failure is None:
        return ""
    if isinstance(failure, TooBig):
        return gettext("The file is larger than 64 MB; split it.")
    return gettext("The file cannot be kept: the disk of the desk may be full.")


@require_GET
@allowed(policies.imports_cases, at=places.agency_of_import)
def show(request: StaffRequest, agency: Agency, import_id: UUID) -> HttpResponse:
    """One table; for htmx only the part that changes."""
    return _one(request, agency, import_id)


@require_POST
@allowed(policies.imports_cases, at=places.agency_of_import)
def checks(request: StaffRequest, agency: Agency, import_id: UUID) -> HttpResponse:
    """Have all rows looked at with these columns."""
    table = Import.objects.get(id=import_id)
    columns, fixed = tables.said(request.POST, table)
    try:
        actions.check(import_id, columns, fixed)
    except ColumnsMissing as missing:
        names = ", ".join(remedies.field(one.value) for one in missing.fields)
        wrong = gettext("Say which column holds these, or one value for all: %(names)s")
        said = wrong % {"names": names}
        return _one(request, agency, import_id, said, UNPROCESSABLE, (columns, fixed))
    except NotNow:
        return _not_now(request, agency, import_id)
    return redirect("case-import", import_id=import_id)


@require_POST
@allowed(policies.imports_cases, at=places.agency_of_import)
def runs(request: StaffRequest, agency: Agency, import_id: UUID) -> HttpResponse:
    """Have the good rows taken."""
    try:
        actions.run(import_id)
    except NotNow:
        return _not_now(request, agency, import_id)
    return redirect("case-import", import_id=import_id)


@require_POST
@allowed(policies.imports_cases, at=places.agency_of_import)
def undoings(request: StaffRequest, agency: Agency, import_id: UUID) -> HttpResponse:
    """Have everything taken back."""
    try:
        actions.undo(import_id)
    except NotNow:
        return _not_now(request, agency, import_id)
    messages.info(request, gettext("It is being taken back."))
    return redirect("case-import", import_id=import_id)


def _not_now(request: StaffRequest, agency: Agency, import_id: UUID) -> HttpResponse:
    wrong = gettext("Nothing was done: meanwhile the table has gone a step further.")
    return _one(request, agency, import_id, wrong, CONFLICT)


def _all(
    request: StaffRequest, agency: Agency, wrong: str = "", status: int = 200
) -> HttpResponse:
    found = Import.objects.filter(agency_id=agency.id)[:MOST_SHOWN]
    context = {"imports": tables.lines(found), "wrong": wrong}
    return render(request, "cases/imports.html", context, status=status)


def _one(
    request: StaffRequest,
    agency: Agency,
    import_id: UUID,
    wrong: str = "",
    status: int = 200,
    chosen: tables.Matching | None = None,
) -> HttpResponse:
    table = Import.objects.get(id=import_id)
    context: dict[str, Any] = {
        "table": table,
        "line": tables.lines([table])[0],
        "topic": f"import:{import_id}",
        "wrong": wrong,
        "faults": tables.faults(table),
        "percent": tables.percent(table),
        "counts": tables.counts(table),
    }
    if table.state in tables.MATCHABLE:
        keyring = settings.LOKET_KEYRING()
        context |= tables.matching(table, agency, chosen, keyring)
    template = "cases/import_part.html" if request.htmx else "cases/import.html"
    return render(request, template, context, status=status)
