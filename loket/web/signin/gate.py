"""
Whoever has no second factor is led to set one up, before anything else.

Whether somebody has one is asked once a session: taking it away ends all sessions.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest

from loket.lib import clock
from loket.offices import entry

_KNOWN = "has_second_factor"
_ADDED_AT = "second_factor_added_at"
JUST_NOW = timedelta(minutes=15)


def is_open(request: HttpRequest) -> bool:
    """Test if somebody who signed in may go on."""
    if not settings.LOKET_SECOND_FACTOR or request.session.get(_KNOWN):
        return True
    if not entry.has_second_factor(request.user):  # type: ignore[arg-type]
        return False
    request.session[_KNOWN] = True
    return True


def note_added(request: HttpRequest) -> None:
    """Remember that somebody proved who they are by setting a factor up."""
    request.session[_ADDED_AT] = clock.now().timestamp()


def is_proof_fresh(request: HttpRequest) -> bool:
    """Test if a factor was set up a moment ago, so that its codes can be shown."""
    added_at = float(request.session.get(_ADDED_AT, 0))
    return clock.now().timestamp() - added_at < JUST_NOW.total_seconds()
