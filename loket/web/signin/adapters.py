"""
How the sign-in library is told our ways: whom it lets in, where it leads, what it says.

The library (django-allauth) keeps the stages of a sign-in, second factors and sessions;
accounts, words and looks are ours.
"""

from __future__ import annotations

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy

from loket.lib import clock
from loket.offices import entry
from loket.offices.models import Staff
from loket.web import throttle
from loket.web.requests import address_of

TOO_MANY = gettext_lazy("Too many tries. Please wait 15 minutes, then try again.")
MOST_TRIES = 5
NOWHERE = "0.0.0.0"  # noqa: S104 no address to listen on; a request without one
SEALED_FOR = b"second factor"

_SAID = {
    "mfa/messages/totp_activated.txt": gettext_lazy("The app is set up."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("The app is no longer asked."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("The passkey is set up."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("The passkey was removed."),
}


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by administrators; mails are sent to nobody."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": TOO_MANY,
        "incorrect_password": gettext_lazy("This is not your password."),
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Where a request comes from."""
        return address_of(request) or NOWHERE

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where work begins."""
        return "/offices/"

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Where whoever signed out goes."""
        return "/sign-in/"

    def respond_user_inactive(self, request: HttpRequest, user: Staff) -> HttpResponse:
        """An account that was ended answers like one that never was."""
        messages.error(request, gettext("This passkey does not open anything here."))
        return redirect("sign-in")

    def reauthenticate(self, user: Staff, password: str) -> bool:
        """Test the password of somebody who is signed in, a few times at most."""
        door = f"again {user.pk}"
        if not throttle.may_try(door, MOST_TRIES, clock.now()):
            raise self.validation_error("too_many_login_attempts")
        is_right = user.check_password(password)
        if is_right:
            throttle.forget(door)
        return is_right

    def is_reauthentication_required(self, *, app: str, **_: Any) -> bool:
        """
        The first factor is added right after signing in, and its recovery codes are
        shown; later changes ask again.
        """
        user = context.request.user
        is_first = not entry.has_second_factor(user)
        return not (is_first or entry.has_fresh_factor(user, clock.now()))

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say it in our words, or not at all."""
        words = message or _SAID.get(message_template or "")
        if words:
            messages.add_message(request, level, str(words), extra_tags=extra_tags)


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors lie sealed, and the last one is not taken away."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": gettext_lazy(
            "This is your only second factor; set up another one first."
        ),
        "incorrect_code": gettext_lazy("This code does not fit; take the newest one."),
        "rate_limited": TOO_MANY,
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        sealed = settings.LOKET_KEYRING().seal(text.encode(), SEALED_FOR)
        return base64.b64encode(sealed).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret."""
        sealed = base64.b64decode(encrypted_text)
        return str(settings.LOKET_KEYRING().open(sealed, SEALED_FOR).decode())

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Somebody who must have a second factor keeps the last one."""
        return not settings.LOKET_SECOND_FACTOR or entry.has_second_factor(
            authenticator.user, beside=authenticator.pk
        )

    def generate_authenticator_name(self, user: Staff, type: Authenticator.Type) -> str:
        """What a passkey is called until its owner says otherwise."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey %(count)s") % {"count": count + 1}
