"""The one-time link by which somebody chooses a password, the first or a new one."""

from __future__ import annotations

from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from loket.lib import clock
from loket.lib.audit import Actor, ActorKind, acting
from loket.offices import entry
from loket.web import throttle
from loket.web.access import public
from loket.web.requests import Request, address_of
from loket.web.signin.mine import NewPassword
from loket.web.signin.views import enter
from loket.web.statuses import GONE, TOO_MANY, UNPROCESSABLE

MOST_TRIES = 30


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@public
def join(request: Request, who: str, token: str) -> HttpResponse:
    """Choose a password and come in; a link that counts no more says so."""
    if not throttle.may_try(f"joining {address_of(request)}", MOST_TRIES, clock.now()):
        return render(request, "signin/gone.html", status=TOO_MANY)
    staff = entry.holder(who, token)
    if staff is None:
        return render(request, "signin/gone.html", status=GONE)
    form = NewPassword(request.POST or None, staff=staff)
    if request.method == "POST" and form.is_valid():
        with acting(Actor(ActorKind.STAFF, staff.pk, address_of(request))):
            entry.choose_password(staff, form.cleaned_data["password"])
        return enter(request, staff, "desk")
    context = {
        "form": form,
        "staff": staff,
        "password_rules": password_validators_help_texts(),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "signin/joining.html", context, status=status)
