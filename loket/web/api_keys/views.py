"""Keys of other systems: made, seen, taken back. The secret is shown once."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from loket.lib import clock
from loket.lib.clock import HOME_ZONE
from loket.offices import policies
from loket.offices.models import Agency, Office
from loket.partners import keys
from loket.partners.keys import MOST_PER_MINUTE, Wanted
from loket.partners.models import PER_MINUTE, ApiKey
from loket.partners.scopes import Scope
from loket.web import places
from loket.web.access import allowed
from loket.web.api_keys.words import SCOPES, WRONG
from loket.web.office import forms as fields
from loket.web.requests import StaffRequest
from loket.web.statuses import UNPROCESSABLE


class KeyForm(forms.Form):
    """What a new key shall be."""

    name = fields.text(gettext_lazy("What it is for, such as the system's name"), 80)
    source = fields.text(
        gettext_lazy("Short name under which its cases stand, such as simkim"), 60
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Rights"),
        choices=[(scope.value, words) for scope, words in SCOPES.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    offices = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Offices (none: all)"),
        queryset=Office.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    expires_on = fields.day(
        gettext_lazy("Last day (empty: until it is revoked)"), required=False
    )
    per_minute = fields.whole(
        gettext_lazy("Requests a minute"), MOST_PER_MINUTE, 1, initial=PER_MINUTE
    )

    def __init__(self, agency: Agency, *args: Any) -> None:
        super().__init__(*args)
        here = Office.objects.filter(agency=agency)
        self.fields["offices"].queryset = here  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """Return what was entered, as a key is made."""
        said = self.cleaned_data
        last = said["expires_on"]
        zone = ZoneInfo(HOME_ZONE)
        return Wanted(
            name=said["name"],
            source=said["source"],
            scopes=[Scope(word) for word in said["scopes"]],
            offices=list(said["offices"]),
            expires_at=datetime.combine(last, time.max, zone) if last else None,
            per_minute=said["per_minute"],
        )


@require_GET
@allowed(policies.sets_up, at=places.agency)
def show(request: StaffRequest, agency: Agency) -> HttpResponse:
    """All keys, and the form for a new one."""
    return _page(request, agency, KeyForm(agency))


@require_POST
@allowed(policies.sets_up, at=places.agency)
def add(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Make a key and show its secret, this once: it stands in no other page."""
    form = KeyForm(agency, request.POST)
    if form.is_valid():
        try:
            key, secret = keys.add(agency, form.wanted(), clock.now())
        except keys.BadKey as refusal:
            part, said = WRONG[refusal.part]
            form.add_error(part, str(said))
        else:
            fresh = {"key": key, "secret": secret}
            return _page(request, agency, KeyForm(agency), fresh)
    return _page(request, agency, form, status=UNPROCESSABLE)


@require_POST
@allowed(policies.sets_up, at=places.agency)
def revoke(request: StaffRequest, agency: Agency, key_id: int) -> HttpResponse:
    """Take a key back at once."""
    key = ApiKey.objects.filter(agency=agency, id=key_id).first()
    if key is None:
        raise Http404
    if keys.revoke(key, clock.now()):
        said = gettext("The key was revoked; it opens nothing any more.")
    else:
        said = gettext("That key was revoked before.")
    messages.info(request, said)
    return redirect("api-keys")


def _page(
    request: StaffRequest,
    agency: Agency,
    form: KeyForm,
    fresh: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    codes = dict(Office.objects.filter(agency=agency).values_list("id", "code"))
    now = clock.now()
    shown = [
        {
            "key": key,
            "scopes": [SCOPES[Scope(word)] for word in key.scopes],
            "offices": ", ".join(codes[id_] for id_ in key.offices if id_ in codes),
            "is_over": key.expires_at is not None and key.expires_at <= now,
        }
        for key in ApiKey.objects.filter(agency=agency)
    ]
    context = {"keys": shown, "form": form, "fresh": fresh}
    return render(request, "api_keys/page.html", context, status=status)
