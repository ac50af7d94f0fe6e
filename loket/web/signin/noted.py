"""Writing into the audit list who came in, who was refused, and what they came with."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import user_logged_in
from allauth.mfa import signals
from django.http import HttpRequest

from loket.lib import audit, clock
from loket.lib.audit import Actor, ActorKind, Entry, acting
from loket.offices import policies
from loket.offices.models import Staff
from loket.web.requests import address_of


def refused(email: str) -> None:
    """Somebody named an account, or none that we know, and could not prove it."""
    audit.note(_about(email, "sign_in.refused"))


def locked(email: str) -> None:
    """Somebody tried too often; told once, however long they go on."""
    audit.saw(_about(email, "sign_in.locked"), clock.now())


def left(request: HttpRequest) -> None:
    """Somebody who signed in goes."""
    if isinstance(request.user, Staff):
        with acting(Actor(ActorKind.STAFF, request.user.pk, address_of(request))):
            audit.note(_entry("sign_out.done", request.user))


def _about(email: str, action: str) -> Entry:
    # What was typed is not kept: people type passwords into the wrong field.
    staff = Staff.objects.filter(email=email).first()
    return _entry(action, staff) if staff else Entry(action, "")


def _entry(action: str, staff: Staff, **details: object) -> Entry:
    agency = policies.agency_of(staff)
    return Entry(action, str(staff.pk), agency.pk if agency else None, None, details)


def _came_in(request: HttpRequest, user: Staff, **_: Any) -> None:
    with acting(Actor(ActorKind.STAFF, user.pk, address_of(request))):
        audit.note(_entry("sign_in.done", user))


def _added(user: Staff, authenticator: Any, **_: Any) -> None:
    audit.note(_entry("second_factor.added", user, kind=authenticator.type))


def _removed(user: Staff, authenticator: Any, **_: Any) -> None:
    audit.note(_entry("second_factor.removed", user, kind=authenticator.type))


def _renewed(user: Staff, **_: Any) -> None:
    audit.note(_entry("recovery_codes.renewed", user))


def _failed(user: Staff, authenticator: Any, **_: Any) -> None:
    audit.note(_entry("second_factor.refused", user, kind=authenticator.type))


def listen() -> None:
    """Hear of what happens inside the sign-in library."""
    for signal, receiver in (
        (user_logged_in, _came_in),
        (signals.authenticator_added, _added),
        (signals.authenticator_removed, _removed),
        (signals.authenticator_reset, _renewed),
        (signals.authentication_failed, _failed),
    ):
        signal.connect(receiver, dispatch_uid=f"noted {receiver.__name__}")
