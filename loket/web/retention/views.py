"""
How long data is kept: looked at by those who answer for it, changed by administrators.

A shorter time works back with the next run, and nothing but a backup brings back what
went. So the page counts first, and asks.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from loket.lib import clock
from loket.lib.retention import DataClass, OutOfBounds, Rule
from loket.offices import policies, retention
from loket.offices.models import Agency
from loket.retention import work
from loket.retention.classes import BY_NAME
from loket.web import places
from loket.web.access import allowed
from loket.web.requests import StaffRequest
from loket.web.retention import paper, shown
from loket.web.statuses import UNPROCESSABLE
from loket.web.templatetags.loket import number


@require_GET
@allowed(policies.sees_retention, at=places.agency)
def show(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Every class of data, and what was deleted lately."""
    return _page(request, agency)


@require_GET
@allowed(policies.sees_retention, at=places.agency)
def trials(request: StaffRequest, agency: Agency) -> HttpResponse:
    """The same page with what would go now; nothing is deleted."""
    over = work.over_of(agency.pk, settings.LOKET_KEYRING(), clock.now())
    counts = {one.rule.data.name: one.records for one in over}
    return _page(request, agency, counts)


@require_POST
@allowed(policies.sets_up, at=places.agency)
def days(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Keep a class for other days; if that deletes something, after a look at it."""
    data = BY_NAME.get(request.POST.get("class", ""))
    if data is None or data.is_fixed:
        raise Http404
    try:
        rule = Rule(data, agency.pk, int(request.POST.get("days", "")))
        data.check(rule.days)
    except (ValueError, OutOfBounds):
        return _page(request, agency, wrong=data)
    now = clock.now()
    over = 0 if "sure" in request.POST else _more(rule, agency)
    if over:
        context = {"kept": shown.Kept(data, rule.days), "over": over}
        return render(request, "retention/sure.html", context)
    retention.set_days(agency.pk, data, rule.days, now)
    words = gettext("Kept for %(days)s days from now on.")
    messages.info(request, words % {"days": number(rule.days)})
    return redirect("retention")


@require_GET
@allowed(policies.sees_retention, at=places.agency)
def certificate(request: StaffRequest, agency: Agency) -> HttpResponse:
    """What was deleted, as a text to print, sign and file; it names nobody."""
    now = clock.now()
    span = shown.span(request.GET, now)
    found = retention.certificates(*span, agency.pk)
    lines = paper.lines(found, {agency.pk: agency.name}, span, now)
    answer = HttpResponse("\n".join([*lines, ""]), "text/plain; charset=utf-8")
    name = f"deletion-{agency.slug}-{span.first}-{span.last}.txt"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _more(rule: Rule, agency: Agency) -> int:
    """Count what a rule would delete next; a longer one deletes nothing more."""
    (before,) = retention.rules_of(agency.pk, [rule.data])
    if rule.days >= before.days:
        return 0
    return work.count(rule, settings.LOKET_KEYRING(), clock.now())


def _page(
    request: StaffRequest,
    agency: Agency,
    counts: Mapping[str, int] | None = None,
    wrong: DataClass | None = None,
) -> HttpResponse:
    span = shown.span(request.GET, clock.now())
    classes = shown.classes(agency, counts)
    context = {
        "chosen": [one for one in classes if not one.data.is_fixed],
        "fixed": [one for one in classes if one.data.is_fixed],
        "is_counted": counts is not None,
        "wrong": wrong,
        "span": span,
        "certificates": shown.certificates(agency, span),
        "may_set": policies.sets_up(request.user, agency),
    }
    status = UNPROCESSABLE if wrong else 200
    return render(request, "retention/page.html", context, status=status)
