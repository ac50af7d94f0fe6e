"""What the platform told us: of our numbers, and what nobody understood."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from loket.messaging import unknown
from loket.messaging.models import AccountFact, ChannelAccount
from loket.offices import policies
from loket.offices.models import Agency
from loket.web import places
from loket.web.access import allowed
from loket.web.requests import StaffRequest

# How the facts of `messaging.account_readers` are called on the page.
NAMES = {
    "ban": gettext_lazy("Ban"),
    "limit": gettext_lazy("People we may write to first, in 24 hours"),
    "name": gettext_lazy("Display name"),
    "quality": gettext_lazy("Quality"),
    "review": gettext_lazy("Review of the business account"),
    "username": gettext_lazy("Username"),
}


@require_GET
@allowed(policies.mends_messages, at=places.agency)
def show(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Facts of our numbers, and the types of items that nobody understood."""
    accounts = list(
        ChannelAccount.objects.filter(agency=agency)
        .prefetch_related("facts")
        .order_by("id")
    )
    kinds = unknown.kinds(
        [account.id for account in accounts],
        [account.business_id for account in accounts if account.business_id],
    )
    numbers = [(one, [_named(fact) for fact in one.facts.all()]) for one in accounts]
    return render(request, "unknown/page.html", {"kinds": kinds, "numbers": numbers})


def _named(fact: AccountFact) -> tuple[str, AccountFact]:
    return str(NAMES.get(fact.name, fact.name)), fact
