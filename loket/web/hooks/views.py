"""Webhooks: where other systems are told, tried out, with a log, switched on again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from loket.lib import clock
from loket.offices import policies
from loket.offices.models import Agency, Office
from loket.partners import addresses, subscriptions
from loket.partners.hooks import SUBSCRIBABLE, HookKind
from loket.partners.models import Delivery, Subscription
from loket.partners.states import DeliveryState
from loket.partners.subscriptions import Wanted
from loket.web import places
from loket.web.access import allowed
from loket.web.hooks.words import KINDS, REASONS, STATES
from loket.web.office import forms as fields
from loket.web.requests import StaffRequest
from loket.web.statuses import UNPROCESSABLE

MOST_SHOWN = 50


class HookForm(forms.Form):
    """Where to tell, of what, and of which offices."""

    url = fields.text(gettext_lazy("Address that takes events"), addresses.LONGEST)
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What to tell"),
        choices=[(kind.value, KINDS[kind]) for kind in SUBSCRIBABLE],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one event.")},
    )
    offices = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Offices (none: all)"),
        queryset=Office.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, agency: Agency, *args: Any) -> None:
        super().__init__(*args)
        here = Office.objects.filter(agency=agency)
        self.fields["offices"].queryset = here  # type: ignore[attr-defined]


def subscription_of(agency: Agency, hook_id: int) -> Subscription:
    """
    Return a subscription of an agency.

    :raises Http404: if there is none
    """
    found = Subscription.objects.filter(agency=agency, id=hook_id).first()
    if found is None:
        raise Http404
    return found


@require_GET
@allowed(policies.sets_up, at=places.agency)
def show_all(request: StaffRequest, agency: Agency) -> HttpResponse:
    """All subscriptions, and the form for a new one."""
    return _page(request, agency, HookForm(agency))


@require_POST
@allowed(policies.sets_up, at=places.agency)
def add(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Add a subscription and show the secret that signs, this once."""
    form = HookForm(agency, request.POST)
    if form.is_valid():
        said = form.cleaned_data
        kinds = [HookKind(word) for word in said["kinds"]]
        wanted = Wanted(said["url"], kinds, [one.id for one in said["offices"]])
        keyring = settings.LOKET_KEYRING()
        try:
            made, secret = subscriptions.add(agency, wanted, clock.now(), keyring)
        except addresses.BadAddress as refusal:
            form.add_error("url", str(REASONS[refusal.reason]))
        except subscriptions.TooMany:
            words = gettext("There are as many as there may be; remove one first.")
            form.add_error("url", words)
        else:
            fresh = {"hook": made, "secret": secret}
            return _page(request, agency, HookForm(agency), fresh)
    return _page(request, agency, form, status=UNPROCESSABLE)


@require_GET
@allowed(policies.sets_up, at=places.agency)
def show(request: StaffRequest, agency: Agency, hook_id: int) -> HttpResponse:
    """One subscription with the log of what was sent."""
    hook = subscription_of(agency, hook_id)
    rows = Delivery.objects.filter(subscription=hook).order_by("-id")[:MOST_SHOWN]
    log = [
        {
            "row": row,
            "kind": KINDS[HookKind(row.kind)],
            "state": STATES[DeliveryState(row.state)],
            "reason": REASONS.get(row.reason, ""),
        }
        for row in rows
    ]
    context = {"hook": hook, "log": log, "kinds": _kinds(hook)}
    return render(request, "hooks/hook.html", context)


@require_POST
@allowed(policies.sets_up, at=places.agency)
def test(request: StaffRequest, agency: Agency, hook_id: int) -> HttpResponse:
    """Send an event of no meaning."""
    subscriptions.test(subscription_of(agency, hook_id), clock.now())
    words = gettext(
        "A test is on its way. Load this page again to see what came of it."
    )
    messages.info(request, words)
    return redirect("webhook", hook_id)


@require_POST
@allowed(policies.sets_up, at=places.agency)
def switch_on(request: StaffRequest, agency: Agency, hook_id: int) -> HttpResponse:
    """Switch on what failed for three days."""
    subscriptions.switch_on(subscription_of(agency, hook_id))
    messages.info(request, gettext("Switched on. What it missed is sent now."))
    return redirect("webhook", hook_id)


@require_POST
@allowed(policies.sets_up, at=places.agency)
def replay(
    request: StaffRequest, agency: Agency, hook_id: int, delivery_id: int
) -> HttpResponse:
    """Send one event again."""
    hook = subscription_of(agency, hook_id)
    if not Delivery.objects.filter(id=delivery_id, subscription=hook).exists():
        raise Http404
    is_done = subscriptions.replay(agency.id, delivery_id, clock.now())
    done, no = gettext("It is sent again."), gettext("It waits to be sent already.")
    messages.info(request, done if is_done else no)
    return redirect("webhook", hook_id)


@require_POST
@allowed(policies.sets_up, at=places.agency)
def remove(request: StaffRequest, agency: Agency, hook_id: int) -> HttpResponse:
    """End a subscription."""
    subscriptions.remove(subscription_of(agency, hook_id))
    messages.info(request, gettext("Removed. Nothing more is sent there."))
    return redirect("webhooks")


def _page(
    request: StaffRequest,
    agency: Agency,
    form: HookForm,
    fresh: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    found = Subscription.objects.filter(agency=agency)
    shown = [{"hook": one, "kinds": _kinds(one)} for one in found]
    context = {"hooks": shown, "form": form, "fresh": fresh}
    return render(request, "hooks/page.html", context, status=status)


def _kinds(hook: Subscription) -> list[Any]:
    return [KINDS[HookKind(word)] for word in hook.kinds]
