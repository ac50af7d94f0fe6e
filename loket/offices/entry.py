"""
How somebody gets in: one-time links, sessions, second factors, and the end of all.

A link stands for a password that is not chosen yet. It counts for a day and once: the
first password chosen by it, a later link, and a sign-in make it worthless.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.utils.http import base36_to_int, int_to_base36

from loket.lib import audit
from loket.lib.audit import Entry
from loket.offices.models import Agency, Staff

JUST_NOW = timedelta(minutes=15)
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@transaction.atomic
def make_link(staff: Staff, agency: Agency | None = None) -> tuple[str, str]:
    """
    Let somebody choose a new password; return the two words of the link.

    What they had counts no more: the old password, older links, open sessions.
    """
    staff.set_unusable_password()
    staff.save(update_fields=["password"])
    end_sessions(staff)
    audit.note(Entry("password.reset", str(staff.pk), agency.pk if agency else None))
    return int_to_base36(staff.pk), default_token_generator.make_token(staff)


def holder(who: str, token: str) -> Staff | None:
    """Return whose link this is, None if it counts no more."""
    try:
        staff = Staff.objects.filter(id=base36_to_int(who), is_active=True).first()
    except (ValueError, OverflowError):
        return None
    is_good = staff is not None and default_token_generator.check_token(staff, token)
    return staff if is_good else None


@transaction.atomic
def choose_password(staff: Staff, password: str) -> None:
    """Set a password and end all sessions."""
    staff.set_password(password)
    staff.save(update_fields=["password"])
    end_sessions(staff)
    audit.note(Entry("password.changed", str(staff.pk), _agency(staff)))


def has_second_factor(staff: Staff, *, beside: int = 0) -> bool:
    """Test if somebody has an app or a passkey, beside one of them."""
    found = Authenticator.objects.filter(user=staff, type__in=FACTORS)
    return bool(found.exclude(id=beside).exists())


def has_fresh_factor(staff: Staff, now: datetime) -> bool:
    """Test if somebody proved who they are by setting a factor up a moment ago."""
    found = Authenticator.objects.filter(user=staff, type__in=FACTORS)
    return bool(found.filter(created_at__gt=now - JUST_NOW).exists())


@transaction.atomic
def reset_second_factor(staff: Staff, agency: Agency | None = None) -> bool:
    """
    Take all second factors away, because they are lost, and end all sessions; False
    if there was none. The next sign-in leads to setting one up.
    """
    gone, _ = Authenticator.objects.filter(user=staff).delete()
    end_sessions(staff)
    if gone:
        where = agency.pk if agency else _agency(staff)
        audit.note(Entry("second_factor.reset", str(staff.pk), where))
    return bool(gone)


def sessions(staff: Staff) -> Sequence[UserSession]:
    """Return where somebody is signed in, the newest first."""
    found = UserSession.objects.purge_and_list(staff)
    return sorted(found, key=lambda one: one.created_at, reverse=True)


@transaction.atomic
def end_session(staff: Staff, session_id: int) -> bool:
    """End one session of somebody; False if they have no such session."""
    found = UserSession.objects.filter(user=staff, id=session_id).first()
    if found is None:
        return False
    found.end()
    audit.note(Entry("session.ended", str(staff.pk), _agency(staff)))
    return True


def end_sessions(staff: Staff) -> None:
    """End all sessions of somebody."""
    for one in UserSession.objects.filter(user=staff):
        one.end()


def _agency(staff: Staff) -> int | None:
    found: int | None = (
        Agency.objects.filter(role__staff=staff).values_list("id", flat=True).first()
    )
    return found
