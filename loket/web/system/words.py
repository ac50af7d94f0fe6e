"""Spans of time and sizes as people say them, and what codes and states mean."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loket.messaging.states import OutboxState
from loket.web.templatetags.loket import number

MINUTE_S, HOUR_S, DAY_S = 60, 3_600, 86_400
# Beyond two of a unit the next smaller one says nothing any more.
_FROM = 2
_SIZES = ((1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB"))
_SMALL = 10

OUTBOX: dict[OutboxState, tuple[str | Promise, str | Promise]] = {
    OutboxState.READY: (_("ready"), _("go out as soon as the number may send")),
    OutboxState.CLAIMED: (_("on their way"), _("the platform is being asked")),
    OutboxState.UNKNOWN: (_("unclear"), _("may have been sent; a person decides")),
    OutboxState.WAITING: (
        _("wait for the citizen"),
        _("go out when the person writes again"),
    ),
}
LANES: dict[str, str | Promise] = {
    "talks": _("Words of citizens"),
    "receipts": _("Receipts"),
    "news": _("News of the platform"),
}
# Source: the table in channels/whatsapp/errors.py; those that end most messages.
FAILURES: dict[int, str | Promise] = {
    130472: _("the person takes part in an experiment of Meta"),
    131026: _("cannot be delivered to this person"),
    131047: _("more than 24 hours since the person wrote"),
    131049: _("Meta keeps marketing from this person"),
    131050: _("the person has stopped us"),
    131051: _("this type of message is not supported"),
    132001: _("the template does not exist in this language"),
    132015: _("the template is paused"),
}


def span(seconds: float) -> str:
    """Write a span of time in its own unit: "4 s", "3 min", "5 h", "2 days"."""
    if seconds < _FROM * MINUTE_S:
        return gettext("%(count)s s") % {"count": number(round(seconds))}
    if seconds < _FROM * HOUR_S:
        return gettext("%(count)s min") % {"count": number(round(seconds / MINUTE_S))}
    if seconds < _FROM * DAY_S:
        return gettext("%(count)s h") % {"count": number(round(seconds / HOUR_S))}
    return gettext("%(count)s days") % {"count": number(round(seconds / DAY_S))}


def size(bytes_: float) -> str:
    """Write a size in bytes in the unit that suits it: "1.2 GB"."""
    for unit, name in _SIZES:
        if bytes_ >= unit:
            many = bytes_ / unit
            return f"{number(round(many, 1) if many < _SMALL else round(many))} {name}"
    return f"{number(bytes_)} B"
