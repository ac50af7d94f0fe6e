"""What an office offers: hours, services and places, and when they can be booked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

from loket.bookings import scheduling
from loket.bookings.changes import Lowering
from loket.bookings.models import Schedule
from loket.bookings.releasing import Rule
from loket.bookings.scheduling import Row
from loket.lib import clock
from loket.offices import calendars, policies
from loket.offices.models import Office, Service
from loket.web import places
from loket.web.access import allowed
from loket.web.office.affected import carry_out
from loket.web.office.release_form import ReleaseForm
from loket.web.requests import StaffRequest
from loket.web.statuses import UNPROCESSABLE
from loket.web.weekly import WEEK

MOST_PLACES = 999
FIRST_HOUR, LAST_HOUR = 7, 20
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Line:
    """An hour of the week, and its places on each weekday; None where it is closed."""

    starts: time
    cells: list[tuple[date, str, int | None]]


@require_GET
@allowed(policies.manages_office, at=places.office)
def show(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """The week of one service, its rule, and what the rule opens."""
    return _page(request, office, _service(office, request.GET.get("service", "")))


@require_POST
@allowed(policies.manages_office, at=places.office)
def schedules(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """Set the places of the week."""
    service = _service(office, request.POST.get("service", ""))
    rows = _rows(office, service, request.POST)
    over = scheduling.set_schedule(office, service.id, rows, clock.now())
    words = gettext("Saved.")
    if over:
        words = ngettext(
            "Saved. In %(n)s hour more people have booked than it offers now; they "
            "stay.",
            "Saved. In %(n)s hours more people have booked than they offer now; they "
            "stay.",
            over,
        ) % {"n": over}
    messages.info(request, words)
    return redirect(_address(office, service))


@require_POST
@allowed(policies.manages_office, at=places.office)
def releases(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """Show what a release rule would open, or set it."""
    service = _service(office, request.POST.get("service", ""))
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        return _page(request, office, service, form=form)
    rule = form.rule()
    if "look" in request.POST:
        return _page(request, office, service, form=form, tried=rule)
    scheduling.set_release(office, service.id, rule, clock.now())
    messages.info(request, gettext("Saved. What is open already stays open."))
    return redirect(_address(office, service))


@require_POST
@allowed(policies.manages_office, at=places.office)
def withdrawals(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """Offer a service here no longer."""
    service = _service(office, request.POST.get("service", ""))
    scheduling.stop_offering(office, service.id)
    messages.info(request, gettext("Not offered here any more. Bookings stand."))
    return redirect(_address(office, service))


@require_POST
@allowed(policies.manages_office, at=places.office)
def lowerings(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """Let an hour take fewer people than have booked it, after a look at who goes."""
    service = _service(office, request.POST.get("service", ""))
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
        starts = time.fromisoformat(request.POST.get("hour", ""))
        capacity = int(request.POST.get("capacity", ""))
    except ValueError:
        raise Http404 from None
    reason = request.POST.get("reason", "").strip()[:120]
    change = Lowering(
        office,
        service.id,
        day,
        starts,
        max(0, min(capacity, MOST_PLACES)),
        reason or gettext("Fewer counters are open"),
    )
    back = f"{reverse('agenda', args=[code])}?day={day}&hour={starts:%H:%M}"
    return carry_out(request, office, change, back)


def _service(office: Office, words: str) -> Service:
    found = Service.objects.filter(agency=office.agency_id)
    if words:
        found = found.filter(id=int(words) if words.isdecimal() else 0)
    service = found.first()
    if service is None:
        raise Http404
    return service


def _address(office: Office, service: Service) -> str:
    return f"{reverse('office-schedule', args=[office.code])}?service={service.id}"


def _kept(office: Office, service: Service) -> dict[tuple[int, time], Schedule]:
    rows = Schedule.objects.filter(office_id=office.id, service_id=service.id)
    return {(row.weekday, row.starts_at): row for row in rows}


def _rows(office: Office, service: Service, posted: QueryDict) -> list[Row]:
    kept = _kept(office, service)
    rows = []
    for line in _lines(office, service):
        for weekday, (_, name, _) in enumerate(line.cells):
            words = posted.get(name, "")
            places_ = min(int(words), MOST_PLACES) if words.isdecimal() else 0
            old = kept.get((weekday, line.starts))
            begins = datetime.combine(date.min, line.starts)
            ends = old.ends_at if old else (begins + HOUR).time()
            rows.append(Row(weekday, line.starts, ends, places_))
    return rows


def _lines(office: Office, service: Service) -> list[Line]:
    """The hours that the week has, and those that fit into the opening hours."""
    today = clock.now().astimezone(ZoneInfo(office.zone)).date()
    monday = today - timedelta(days=today.weekday())
    calendar = calendars.load([office.id], monday, monday + timedelta(days=6))
    week = calendar[office.id]
    kept = _kept(office, service)
    opened = {
        (weekday, hour)
        for weekday in range(len(WEEK))
        for span in week.week_spans(monday + timedelta(days=weekday))
        for hour in _hours(span.opens, span.closes)
    }
    starts = sorted({hour for _, hour in opened | kept.keys()})
    return [
        Line(
            hour,
            [
                (day, f"places-{weekday}-{hour:%H%M}", row.capacity if row else 0)
                if (row := kept.get((weekday, hour))) or (weekday, hour) in opened
                else (day, f"places-{weekday}-{hour:%H%M}", None)
                for weekday, day in enumerate(WEEK)
            ],
        )
        for hour in starts
    ]


def _hours(opens: time, closes: time) -> list[time]:
    """The full hours of a span, from its beginning."""
    at, end = datetime.combine(date.min, opens), datetime.combine(date.min, closes)
    found = []
    while at + HOUR <= end:
        found.append(at.time())
        at += HOUR
    return found


def _page(
    request: StaffRequest, office: Office, service: Service, **more: Any
) -> HttpResponse:
    rule = scheduling.rule_of(office, service.id)
    shown: Rule | None = more.pop("tried", None) or rule
    is_refused = "form" in more and not more["form"].is_valid()
    now = clock.now()
    context = {
        "office": office,
        "service": service,
        "services": Service.objects.filter(agency=office.agency_id),
        "lines": _lines(office, service),
        "week": WEEK,
        "rule": rule,
        "is_tried": shown is not rule,
        "form": ReleaseForm(initial=ReleaseForm.initial_of(rule)),
        "openings": scheduling.outlook(office, service.id, shown, now) if shown else [],
        "last": shown.last_day(now, ZoneInfo(office.zone)) if shown else None,
        **more,
    }
    status = UNPROCESSABLE if is_refused else 200
    return render(request, "office/schedule.html", context, status=status)
