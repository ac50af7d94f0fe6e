"""When an office is open: its ordinary week, and weeks that count for a time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from loket.bookings.changes import NewHours
from loket.bookings.releasing import FURTHEST_DAYS
from loket.lib import clock
from loket.offices import calendars, policies, weeks
from loket.offices.models import DatedWeek, Office
from loket.offices.weeks import BadWeek, Frame
from loket.web import places, weekly
from loket.web.access import allowed
from loket.web.office.affected import carry_out
from loket.web.office.forms import DatedWeekForm
from loket.web.requests import StaffRequest
from loket.web.statuses import UNPROCESSABLE
from loket.web.weekly import Day


@require_GET
@allowed(policies.manages_office, at=places.office)
def show(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """The ordinary week, and those for a time."""
    return _page(request, office)


@require_POST
@allowed(policies.manages_office, at=places.office)
def save(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """Set the ordinary week, or a dated one."""
    week = weekly.posted(request.POST)
    dated = _dated(office, request.POST.get("week", ""))
    spans = _sound(week)
    if spans is None:
        return _page(request, office, refused=dated.id if dated else 0)
    first, last = _days(office, dated)
    change = NewHours(
        office,
        (first, last),
        gettext("New opening hours"),
        lambda: weeks.set_week(office, spans, dated),
    )
    return carry_out(request, office, change, reverse("office-hours", args=[code]))


@require_POST
@allowed(policies.manages_office, at=places.office)
def dated_weeks(request: StaffRequest, office: Office, code: str) -> HttpResponse:
    """Add a week that counts for a time; it begins with the ordinary hours."""
    form = DatedWeekForm(request.POST)
    week = weekly.posted(request.POST)
    spans = _sound(week)
    if not form.is_valid() or spans is None:
        is_wrong = spans is None
        return _page(request, office, dated_form=form, new_week=week, is_wrong=is_wrong)
    frame = Frame(**form.cleaned_data)
    change = NewHours(
        office,
        (frame.first, frame.last or frame.first + timedelta(days=FURTHEST_DAYS)),
        frame.name,
        lambda: weeks.add_dated(office, frame, spans),
    )
    return carry_out(request, office, change, reverse("office-hours", args=[code]))


@require_POST
@allowed(policies.manages_office, at=places.office)
def dated_week_removal(
    request: StaffRequest, office: Office, code: str, week_id: int
) -> HttpResponse:
    """Let the ordinary week count again."""
    dated = _dated(office, str(week_id))
    if dated is None:
        raise Http404
    change = NewHours(
        office, _days(office, dated), dated.name, lambda: weeks.remove_dated(dated)
    )
    return carry_out(request, office, change, reverse("office-hours", args=[code]))


def _sound(week: list[Day]) -> weeks.Spans | None:
    """Return the hours of a week, None if they make no sense."""
    if weekly.is_wrong(week):
        return None
    spans = calendars.weekly(weekly.spans(week))
    try:
        weeks.check(spans)
    except BadWeek:
        return None
    return spans


def _dated(office: Office, words: str) -> DatedWeek | None:
    if not words.isdecimal():
        return None
    found = DatedWeek.objects.filter(office=office, id=int(words)).first()
    if found is None:
        raise Http404
    return found


def _days(office: Office, dated: DatedWeek | None) -> tuple[date, date]:
    today = clock.now().astimezone(ZoneInfo(office.zone)).date()
    furthest = today + timedelta(days=FURTHEST_DAYS)
    if dated is None:
        return today, furthest
    return dated.first, dated.last or max(dated.first, furthest)


def _page(request: StaffRequest, office: Office, **more: Any) -> HttpResponse:
    def shown(week: DatedWeek | None) -> list[Day]:
        found = weeks.spans_of(office, week)
        return weekly.stored([(n, *span) for n, some in found.items() for span in some])

    today = clock.now().astimezone(ZoneInfo(office.zone)).date()
    dated = DatedWeek.objects.filter(office=office)
    context = {
        "office": office,
        "week": shown(None),
        "dated": [(one, shown(one)) for one in dated],
        "new_week": shown(None),
        "dated_form": DatedWeekForm(),
        "today": today,
        **more,
    }
    status = UNPROCESSABLE if more else 200
    return render(request, "office/hours.html", context, status=status)
