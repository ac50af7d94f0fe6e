"""The list of a day on paper, and what was written on it, entered afterwards."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

from loket.bookings import arrivals, papers
from loket.bookings.arrivals import BEFORE, Came
from loket.bookings.models import Paper
from loket.dialogue import papers as paper
from loket.lib import clock
from loket.lib.crypto import CannotOpen
from loket.offices import policies
from loket.offices.models import Office
from loket.web import places
from loket.web.access import allowed
from loket.web.booking import shown
from loket.web.requests import StaffRequest
from loket.web.statuses import UNPROCESSABLE

UNDO = "paper-arrivals"


@require_GET
@allowed(policies.keeps_papers, at=places.office)
def day_list(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """The list of a day, to be printed; and the lists that are laid by."""
    day = _day(office, request.GET)
    rows = paper.rows_of(office.id, day, settings.LOKET_KEYRING())
    context = {
        "office": office,
        "day": day,
        "rows": [(row, shown.service_name(row.service_id)) for row in rows],
        "people": sum(row.size for row in rows),
        "kept": papers.kept(office.id),
        "now": clock.now().astimezone(ZoneInfo(office.zone)),
    }
    return render(request, "papers/day_list.html", context)


@require_GET
@allowed(policies.keeps_papers, at=places.office)
def day_list_pdf(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """The list of a day as PDF, made now."""
    day = _day(office, request.GET)
    rows = paper.rows_of(office.id, day, settings.LOKET_KEYRING())
    papers.note_seen(office.agency_id, office.id, day)
    return _pdf(office, day, paper.draw(office.id, day, rows, clock.now()))


@require_GET
@allowed(policies.keeps_papers, at=places.office_of_paper)
def kept_pdf(request: StaffRequest, office: Office, paper_id: UUID) -> HttpResponse:
    """A list that was laid by."""
    found = Paper.objects.get(id=paper_id)
    try:
        pdf = papers.read(found, settings.LOKET_KEYRING())
    except (FileNotFoundError, CannotOpen):
        raise Http404 from None
    papers.note_seen(office.agency_id, office.id, found.day)
    return _pdf(office, found.day, pdf)


@require_GET
@allowed(policies.keeps_papers, at=places.office)
def entry(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """Tick who came, with the time on paper."""
    return _entry(request, office, _day(office, request.GET))


@require_POST
@allowed(policies.marks_bookings, at=places.office)
def enter(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """Note all who are ticked at once."""
    day = _day(office, request.POST)
    try:
        came = _ticked(request.POST, office, day)
    except ValueError:
        wrong = gettext("Write each time as hours and minutes, such as 09:40.")
        return _entry(request, office, day, wrong, UNPROCESSABLE)
    now = clock.now()
    if any(one.at > now for one in came):
        wrong = gettext("A time is still to come; look at the day and the times.")
        return _entry(request, office, day, wrong, UNPROCESSABLE)
    done = arrivals.enter(office.id, came, request.user.id, now)
    request.session[UNDO] = [str(id_) for id_ in sorted(done)]
    said = ngettext(
        "%(n)s booking marked as arrived.",
        "%(n)s bookings marked as arrived.",
        len(done),
    )
    messages.info(request, said % {"n": len(done)})
    return redirect(f"{reverse('paper-entry', args=[office.code])}?day={day}&done=1")


@require_POST
@allowed(policies.marks_bookings, at=places.office)
def undo(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """Take back what was entered last."""
    ids = [UUID(word) for word in request.session.pop(UNDO, [])]
    done = arrivals.take_back(office.id, ids, request.user.id, clock.now())
    said = ngettext(
        "%(n)s booking is expected again.",
        "%(n)s bookings are expected again.",
        len(done),
    )
    messages.info(request, said % {"n": len(done)})
    day = _day(office, request.POST)
    return redirect(f"{reverse('paper-entry', args=[office.code])}?day={day}")


def _ticked(words: QueryDict, office: Office, day: date) -> list[Came]:
    """
    Return who is ticked, and when they came.

    :raises ValueError: if a time cannot be read
    """
    zone = ZoneInfo(office.zone)
    return [
        Came(
            UUID(word),
            datetime.combine(
                day, time.fromisoformat(words.get(f"at-{word}", "")), zone
            ),
        )
        for word in words.getlist("came")
    ]


def _entry(
    request: StaffRequest, office: Office, day: date, wrong: str = "", status: int = 200
) -> HttpResponse:
    rows = paper.rows_of(office.id, day, settings.LOKET_KEYRING())
    waiting = [row for row in rows if row.state in BEFORE]
    ticked = set(request.POST.getlist("came"))
    context: dict[str, Any] = {
        "office": office,
        "day": day,
        "rows": [
            (
                row,
                shown.service_name(row.service_id),
                request.POST.get(f"at-{row.id}", f"{row.starts:%H:%M}"),
                str(row.id) in ticked,
            )
            for row in waiting
        ],
        "arrived": len(rows) - len(waiting),
        "may_undo": request.GET.get("done") == "1" and bool(request.session.get(UNDO)),
        "wrong": wrong,
    }
    return render(request, "papers/entry.html", context, status=status)


def _pdf(office: Office, day: date, pdf: bytes) -> HttpResponse:
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{office.code}-{day}.pdf"'
    return answer


def _day(office: Office, words: QueryDict) -> date:
    try:
        return date.fromisoformat(words.get("day", ""))
    except ValueError:
        return clock.now().astimezone(ZoneInfo(office.zone)).date()
