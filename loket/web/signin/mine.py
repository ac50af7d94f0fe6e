"""One's own account: second factors, sessions, password."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loket.offices import entry
from loket.offices.models import Staff
from loket.web import places
from loket.web.access import allowed
from loket.web.requests import StaffRequest
from loket.web.signin.adapters import Accounts
from loket.web.statuses import UNPROCESSABLE

_INPUT = {"class": "form-control"}


class NewPassword(forms.Form):
    """A password that is chosen, held against the house's rules."""

    password = forms.CharField(
        label=gettext_lazy("New password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={**_INPUT, "autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, staff: Staff, **more: Any) -> None:
        super().__init__(*args, **more)
        self.staff = staff

    def clean_password(self) -> str:
        """Refuse what is weak, or resembles its owner."""
        password = str(self.cleaned_data["password"])
        validate_password(password, self.staff)
        return password


class PasswordChange(NewPassword):
    """The old password, and a new one."""

    old = forms.CharField(
        label=gettext_lazy("Your password until now"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(
            attrs={**_INPUT, "autocomplete": "current-password"}
        ),
    )
    field_order = ("old", "password")

    def clean_old(self) -> str:
        """Refuse somebody who only found the screen unlocked."""
        adapter = Accounts()
        old = str(self.cleaned_data["old"])
        if not adapter.reauthenticate(self.staff, old):
            raise ValidationError(str(adapter.error_messages["incorrect_password"]))
        return old


@require_GET
@allowed(places.is_own, at=places.own_desk, before_factor=True)
def show(request: StaffRequest, staff: Staff) -> HttpResponse:
    """What somebody signs in with, and where they are signed in."""
    found = list(Authenticator.objects.filter(user=staff).order_by("id"))
    kinds = {one.type for one in found}
    context = {
        "app": next((it for it in found if it.type == Authenticator.Type.TOTP), None),
        "passkeys": [it for it in found if it.type == Authenticator.Type.WEBAUTHN],
        "has_codes": Authenticator.Type.RECOVERY_CODES in kinds,
        "has_factor": bool(kinds & set(entry.FACTORS)),
        "must_have": settings.LOKET_SECOND_FACTOR,
        "sessions": entry.sessions(staff),
        "here": request.session.session_key,
    }
    must = context["must_have"] and not context["has_factor"]
    return render(request, "signin/must.html" if must else "signin/me.html", context)


@require_POST
@allowed(places.is_own, at=places.own_desk, before_factor=True)
def end_session(request: StaffRequest, staff: Staff, session_id: int) -> HttpResponse:
    """End one session of one's own, perhaps the one that asks."""
    if not entry.end_session(staff, session_id):
        raise Http404
    messages.info(request, gettext("That session was ended."))
    return redirect("me")


@sensitive_post_parameters("password", "old")
@require_http_methods(["GET", "POST"])
@allowed(places.is_own, at=places.own_desk)
def password(request: StaffRequest, staff: Staff) -> HttpResponse:
    """Choose another password; every other session ends."""
    form = PasswordChange(request.POST or None, staff=staff)
    if request.method == "POST" and form.is_valid():
        entry.choose_password(staff, form.cleaned_data["password"])
        update_session_auth_hash(request, staff)
        password_changed.send(sender=Staff, request=request, user=staff)
        words = gettext("Your password was changed. All other sessions were ended.")
        messages.info(request, words)
        return redirect("me")
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "password_rules": password_validators_help_texts()}
    return render(request, "signin/password.html", context, status=status)
