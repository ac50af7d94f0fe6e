"""
The second factor, as the sign-in library asks for it and sets it up, on our pages.

Each of its views is named here with who may use it; what is not named has no address.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from allauth.account import views as account
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from loket.offices.models import Staff
from loket.web import places
from loket.web.access import allowed, own, public
from loket.web.requests import StaffRequest
from loket.web.signin.adapters import SecondFactors

View = Callable[..., HttpResponseBase]


def _public(view: View) -> View:
    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def shown(request: HttpRequest, **names: object) -> HttpResponseBase:
        return view(request, **names)

    return public(shown)


# Whoever proved their password, but is not in yet.
authenticate = _public(base.authenticate)
sign_in_by_passkey = _public(webauthn.login_webauthn)

# Proving again who one is, before second factors are changed.
again_by_password = own(account.reauthenticate)
again_by_code = own(base.reauthenticate)
again_by_passkey = own(webauthn.reauthenticate_webauthn)

add_app = own(totp.activate_totp)
remove_app = own(totp.deactivate_totp)
add_passkey = own(webauthn.add_webauthn)
show_codes = own(codes.view_recovery_codes)
renew_codes = own(codes.generate_recovery_codes)


@allowed(places.is_own, at=places.own_desk, before_factor=True)
def remove_passkey(request: StaffRequest, staff: Staff, pk: int) -> HttpResponse:
    """Take a passkey away, unless it is all that somebody must have."""
    kind = Authenticator.Type.WEBAUTHN
    passkey = get_object_or_404(Authenticator, id=pk, user=staff, type=kind)
    adapter = SecondFactors()
    if not adapter.can_delete_authenticator(passkey):
        words = adapter.error_messages["cannot_delete_authenticator"]
        messages.error(request, str(words))
        return redirect("me")
    answer: HttpResponse = webauthn.remove_webauthn(request, pk=pk)
    return answer
