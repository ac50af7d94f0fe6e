"""The page of costs: months, categories, budgets and rates."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from loket.lib import clock
from loket.messaging import costs, rates
from loket.messaging.models import Rate
from loket.offices import policies
from loket.offices.models import Agency
from loket.web import places
from loket.web.access import allowed
from loket.web.costs import shown
from loket.web.costs.forms import BudgetForm, RateForm
from loket.web.requests import StaffRequest
from loket.web.statuses import UNPROCESSABLE


@require_GET
@allowed(policies.sees_costs, at=places.agency)
def show(request: StaffRequest, agency: Agency) -> HttpResponse:
    """One month, the year behind it, budgets and rates."""
    return _page(request, agency, BudgetForm(agency_id=agency.id), RateForm())


@require_POST
@allowed(policies.mends_messages, at=places.agency)
def budgets(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Set a budget, or take it away."""
    form = BudgetForm(request.POST, agency_id=agency.id)
    if not form.is_valid():
        return _page(request, agency, form, RateForm(), UNPROCESSABLE)
    said = form.cleaned_data
    office_id = said["office"].id if said["office"] else None
    costs.set_budget(agency.id, office_id, said["amount"], said["currency"])
    costs.watch_budgets(clock.now())
    messages.info(request, gettext("The budget was kept."))
    return redirect("costs")


@require_POST
@allowed(policies.sets_up, at=places.agency)
def prices(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Enter what a message costs from a day on."""
    form = RateForm(request.POST)
    if not form.is_valid():
        budget = BudgetForm(agency_id=agency.id)
        return _page(request, agency, budget, form, UNPROCESSABLE)
    said: dict[str, Any] = form.cleaned_data
    micros = said.pop("amount")
    costs.set_rate(Rate(agency=agency, market=form.market, micros=micros, **said))
    words = gettext("The price was kept; it counts for messages from now on.")
    messages.info(request, words)
    return redirect("costs")


def _page(
    request: StaffRequest,
    agency: Agency,
    budget: BudgetForm,
    rate: RateForm,
    status: int = 200,
) -> HttpResponse:
    this_month = costs.month_of(clock.now())
    first = _asked(request, this_month)
    context = {
        "month": shown.month(agency, first),
        "bars": shown.bars(agency, this_month),
        "budgets": shown.budgets(agency, this_month),
        "prices": shown.prices(agency),
        "free": rates.FREE_A_MONTH,
        "budget_form": budget,
        "rate_form": rate,
        "sets_budgets": policies.mends_messages(request.user, agency),
        "sets_rates": policies.sets_up(request.user, agency),
    }
    return render(request, "costs/page.html", context, status=status)


def _asked(request: StaffRequest, this_month: date) -> date:
    """Return the month in the address, this one if it names none."""
    try:
        asked = date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return this_month
    return min(asked, this_month)
