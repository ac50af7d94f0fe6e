"""Who did what, for those who may ask; to look at, and to take along as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from django.db import connection
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from loket.lib import audit, clock, walls
from loket.lib.audit import Entry, reading
from loket.lib.audit.reading import Asked, Row, Whose
from loket.offices import people, policies
from loket.offices.models import Agency, Office
from loket.offices.rules import RULES
from loket.web import places
from loket.web.access import allowed
from loket.web.audit import asked as asking
from loket.web.audit import shown
from loket.web.audit.words import ACTIONS
from loket.web.requests import StaffRequest
from loket.web.streams import streamed

PAGE, PORTION = 50, 1000
# Which a spreadsheet would take for the beginning of a formula (OWASP, CSV Injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "id", "at", "kind", "actor_id", "who", "origin", "trace", "action", "subject",
    "office", "details",
)  # fmt: skip


@require_GET
@allowed(policies.reads_audit, at=places.agency)
def show(request: StaffRequest, agency: Agency) -> HttpResponse:
    """One page of the list, by what the address asks for."""
    offices = list(policies.offices_where(request.user, "reads_audit"))
    asked = asking.read(request.GET)
    found = _fetch(_whose(request, agency, offices), asked, PAGE + 1)
    context = {
        "entries": shown.of(found[:PAGE], offices),
        "older": _address(request, found[PAGE - 1]) if len(found) > PAGE else "",
        "query": _query(request),
        "offices": offices,
        "people": people.of(agency),
        "actions": sorted(ACTIONS.items(), key=lambda pair: str(pair[1])),
    }
    return render(request, "audit/page.html", context)


@require_GET
@allowed(policies.reads_audit, at=places.agency)
def export(request: StaffRequest, agency: Agency) -> HttpResponseBase:
    """All entries that fit, as a table for spreadsheets; that is an entry, too."""
    offices = list(policies.offices_where(request.user, "reads_audit"))
    whose, asked = _whose(request, agency, offices), asking.read(request.GET)
    details = {name: request.GET[name] for name in request.GET if name != "subject"}
    audit.note(Entry("audit.exported", str(agency.pk), agency.pk, details=details))
    parts = _lines(whose, asked, offices)
    answer = streamed(request, parts, "text/csv; charset=utf-8")
    name = f"audit-{agency.slug}-{clock.now():%Y%m%d-%H%M}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _whose(request: StaffRequest, agency: Agency, offices: Sequence[Office]) -> Whose:
    ours = frozenset(it.pk for it in offices if it.agency_id == agency.pk)
    duties = RULES["reads_audit"].duties
    is_whole = any(
        role.agency_id == agency.pk and role.office_id is None and role.duty in duties
        for role in policies.roles_of(request.user)
    )
    return Whose(agency.pk, ours, is_whole)


def _fetch(whose: Whose, asked: Asked, limit: int) -> list[Row]:
    with connection.cursor() as cursor:
        return reading.page(cursor, whose, asked, limit)


def _lines(whose: Whose, asked: Asked, offices: Sequence[Office]) -> Iterator[str]:
    """The table in portions; the wall of the request has fallen when they are made."""
    scope = walls.Scope(frozenset({whose.agency_id}), whose.offices)
    yield _table([COLUMNS])
    more: Asked | None = asked
    while more is not None:
        with walls.raised():
            walls.show(scope)
            found = _fetch(whose, more, PORTION)
            lines = [_cells(one) for one in shown.of(found, offices)]
        yield _table(lines)
        more = reading.following(asked, found[-1]) if len(found) == PORTION else None


def _cells(one: shown.Shown) -> Sequence[object]:
    row = one.row
    return (
        row.id, row.at.isoformat(), row.kind.value, row.actor_id, one.who, row.origin,
        row.trace, row.action, row.subject, one.office,
        ", ".join(f"{name}: {value}" for name, value in row.details.items()),
    )  # fmt: skip


def _table(lines: Sequence[Sequence[object]]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows([_harmless(cell) for cell in line] for line in lines)
    return written.getvalue()


def _harmless(cell: object) -> str:
    words = "" if cell is None else str(cell)
    return f"'{words}" if words.startswith(FORMULA) else words


def _query(request: StaffRequest) -> str:
    return urlencode([(k, v) for k, v in request.GET.items() if v and k != "before"])


def _address(request: StaffRequest, last: Row) -> str:
    return f"?{_query(request)}&before={last.id}"
