"""What the forms of a talk bring, and what is said when somebody else acted first."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from loket.lib import ids
from loket.messaging.models import Conversation
from loket.web.requests import StaffRequest


def version(request: StaffRequest) -> int:
    """Return the version of the talk that was looked at, -1 if none is named."""
    words = request.POST.get("version", "")
    return int(words) if words.isdecimal() and len(words) <= len("2147483647") else -1


def key(request: StaffRequest) -> UUID:
    """Return the key of a form, a new one if it has none."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return ids.new()


def changed(talk_id: UUID) -> str:
    """Somebody else acted first: say what is true now."""
    talk = Conversation.objects.select_related("officer").get(id=talk_id)
    if talk.officer is None:
        return gettext("Meanwhile the machine answers in this talk again.")
    name = {"name": talk.officer.name}
    return gettext("Meanwhile %(name)s took this talk.") % name
