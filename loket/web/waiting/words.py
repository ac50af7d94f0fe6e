"""How the waiting page says why somebody waits, and for how long we may write."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext, gettext_lazy, ngettext

from loket.messaging.conversations import WINDOW

ALARM = "alarm"
HOUR_S = 3600
MINUTE_S = 60

REASONS = {
    "asked": gettext_lazy("Asked for an officer"),
    "not understood": gettext_lazy("The machine did not understand"),
    "complaint": gettext_lazy("Complaint"),
    "erasure": gettext_lazy("Wants their data erased"),
    "export": gettext_lazy("Wants a copy of their data"),
    "after hours": gettext_lazy("Still without an answer at the end of the day"),
    "forgotten": gettext_lazy("Still without an answer after 24 hours"),
}
ALARMS = {
    "life": gettext_lazy("Life in danger"),
    "trafficking": gettext_lazy("Perhaps trafficked"),
}

TYPES = {
    "audio": gettext_lazy("Voice message"),
    "voice": gettext_lazy("Voice message"),
    "image": gettext_lazy("Picture"),
    "video": gettext_lazy("Video"),
    "sticker": gettext_lazy("Sticker"),
    "document": gettext_lazy("Document"),
    "location": gettext_lazy("Place on the map"),
    "contacts": gettext_lazy("Contact card"),
    "reaction": gettext_lazy("Reaction"),
    "call_connect": gettext_lazy("Call that was not taken"),
}


def is_alarm(reason: str) -> bool:
    """Test if a reason means that somebody may be in danger."""
    return reason.startswith(ALARM)


def reason(code: str) -> str:
    """Return why somebody waits, in words."""
    if is_alarm(code):
        kind = code.removeprefix(ALARM).strip(": ")
        return str(ALARMS.get(kind, gettext("Alarm word")))
    return str(REASONS.get(code, gettext("Asked for an officer")))


def type_(code: str) -> str:
    """Return what came when it was no text, "" for text."""
    if code in {"text", "interactive", "button"}:
        return ""
    return str(TYPES.get(code, gettext("Something that cannot be shown")))


def span(length: timedelta) -> str:
    """Return a length of time: "3 h 12 min", "8 min", "2 days"."""
    minutes = max(0, int(length.total_seconds()) // MINUTE_S)
    days, hours = minutes // (24 * MINUTE_S), minutes // MINUTE_S
    if days:
        return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    if hours:
        values = {"h": hours, "m": minutes % MINUTE_S}
        return gettext("%(h)s h %(m)s min") % values
    return gettext("%(m)s min") % {"m": minutes}


def closes_at(last_inbound_at: datetime) -> datetime:
    """Return until when we may write freely."""
    return last_inbound_at + WINDOW


def left(last_inbound_at: datetime, now: datetime) -> timedelta | None:
    """Return for how long we may still write freely, None if no longer."""
    rest = closes_at(last_inbound_at) - now
    return rest if rest > timedelta(0) else None
