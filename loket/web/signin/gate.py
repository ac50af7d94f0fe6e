"""
Whoever has no second factor is led to set one up, before anything else.

Whether somebody has one is asked once a session: taking it away ends all sessions.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from loket.offices import entry

_KNOWN = "has_second_factor"


def is_open(request: HttpRequest) -> bool:
    """Test if somebody who signed in may go on."""
    if not settings.LOKET_SECOND_FACTOR or request.session.get(_KNOWN):
        return True
    if not entry.has_second_factor(request.user):  # type: ignore[arg-type]
        return False
    request.session[_KNOWN] = True
    return True
