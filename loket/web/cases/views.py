"""The list of cases, the search, and the table to take away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from loket.cases import exporting, kinds, listing
from loket.cases.listing import Standing
from loket.lib import clock
from loket.offices import policies
from loket.offices.models import Agency, Office
from loket.web import places
from loket.web.access import allowed
from loket.web.cases import rows, searching, words
from loket.web.cases.asked import Asked
from loket.web.requests import StaffRequest
from loket.web.streams import streamed

# The stream carries so many topics; who sees more offices than that has the clock.
MOST_LIVE = 20


@require_GET
@allowed(policies.sees_some_cases, at=places.agency)
def show_all(request: StaffRequest, agency: Agency) -> HttpResponse:
    """A list of cases; for htmx only the part that changes."""
    offices = seen(request, agency)
    asked = Asked.read(request.GET, offices)
    context = _context(request, agency, offices, asked)
    template = "cases/list.html" if request.htmx else "cases/all.html"
    return render(request, template, context)


@require_POST
@allowed(policies.sees_some_cases, at=places.agency)
def searches(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Find cases by a number or a name; what was said never stands in an address."""
    offices = seen(request, agency)
    may = [one.id for one in offices if policies.sees_nik(request.user, one)]
    said = request.POST.get("q", "")
    ids = [one.id for one in offices]
    found = searching.find(said, agency.id, ids, may, clock.now())
    if found.one is not None:
        return redirect("case", case_id=found.one)
    context = {"found": found, "rows": rows.of(found.cases, clock.now())}
    return render(request, "cases/found.html", context)


@require_GET
@allowed(policies.exports_cases, at=places.agency)
def exports(request: StaffRequest, agency: Agency) -> HttpResponseBase:
    """The list as a table, row by row."""
    offices = seen(request, agency)
    wanted = Asked.read(request.GET, offices).wanted(offices)
    exporting.note(wanted, agency.id)
    lines = exporting.table(wanted, agency.id, clock.now(), settings.LOKET_KEYRING())
    response = streamed(request, _batches(lines), "text/csv; charset=utf-8")
    name = f"{gettext('cases')}-{clock.now():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def seen(request: HttpRequest, agency: Agency) -> list[Office]:
    """Return the offices of an agency whose cases somebody may see."""
    here = Office.objects.filter(agency=agency)
    return [one for one in here if policies.sees_cases(request.user, one)]  # type: ignore[arg-type]


def _batches(lines: Iterator[str]) -> Iterator[str]:
    """Join lines, so that a long table is not sent one by one."""
    while batch := "".join(islice(lines, listing.PIECE)):
        yield batch


def _context(
    request: StaffRequest, agency: Agency, offices: list[Office], asked: Asked
) -> dict[str, Any]:
    now, wanted = clock.now(), asked.wanted(offices)
    page = listing.page(wanted, now, settings.LOKET_KEYRING())
    counts = listing.counts(wanted, now)
    topics = [f"cases:{id_}" for id_ in wanted.offices[:MOST_LIVE]]
    return {
        "asked": asked,
        "agency": agency,
        "case_offices": offices,
        "rows": rows.of(page.cases, now),
        "lists": [
            {
                "name": words.STANDINGS[one],
                "count": counts[one],
                "address": asked.address(one),
                "is_here": one is asked.standing,
            }
            for one in Standing
        ],
        "count": counts[asked.standing],
        "next": asked.address(after=page.after) if page.after else "",
        "first": asked.address() if asked.after else "",
        "here": asked.address(),
        "empty": words.EMPTY[asked.standing],
        "stages": stages_of(agency),
        "topics": topics,
        "may_open": any(policies.works_on_cases(request.user, one) for one in offices),
        "may_import": policies.imports_cases(request.user, agency),
        "may_export": policies.exports_cases(request.user, agency),
        "now": _local(offices, now),
    }


def stages_of(agency: Agency) -> list[tuple[str, str]]:
    """Return the stages of all kinds of cases, each short name once."""
    found: dict[str, str] = {}
    for kind in kinds.of_agencies([agency.id]).values():
        for stage in kind.stages.values():
            found.setdefault(stage.slug, words.spoken(stage.names))
    return list(found.items())


def _local(offices: list[Office], now: datetime) -> datetime:
    return now.astimezone(ZoneInfo(offices[0].zone)) if offices else now
