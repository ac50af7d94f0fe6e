"""Asking somebody to write again, once the 24 hours of free answers are over."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from loket.dialogue.notices import invitation
from loket.dialogue.notices.invitation import Invitation
from loket.lib import clock
from loket.messaging import conversations
from loket.messaging.conversations import Answer
from loket.messaging.models import Conversation
from loket.offices import policies
from loket.offices.models import Agency
from loket.web import places
from loket.web.access import allowed
from loket.web.requests import StaffRequest
from loket.web.waiting import asked, words
from loket.web.waiting.thread import Thread


def offered(shown: Thread) -> Invitation | None:
    """Return what an officer may send in a talk now, None if there is nothing."""
    if not shown.is_mine or shown.left or shown.is_invited:
        return None
    talk = shown.talk
    agency = Agency.objects.get(id=talk.agency_id)
    return invitation.find(talk.account_id, agency.name, talk.language)


@require_POST
@allowed(policies.answers_citizens, at=places.agency_of_talk)
def invite(request: StaffRequest, agency: Agency, talk_id: UUID) -> HttpResponse:
    """Ask the citizen of a talk to write again."""
    talk = Conversation.objects.get(id=talk_id)
    found = invitation.find(talk.account_id, agency.name, talk.language)
    if words.left(talk.last_inbound_at, clock.now()):
        messages.info(request, gettext("The citizen has written: you can answer."))
    elif found is None:
        messages.info(request, _not_approved())
    else:
        messages.info(request, _send(request, talk_id, found))
    return redirect("talk", talk_id=talk_id)


def _send(request: StaffRequest, talk_id: UUID, found: Invitation) -> str:
    """Send it; return what is true then."""
    said = Answer(
        talk_id,
        asked.version(request),
        request.user.id,
        found.words,
        asked.key(request),
        found.template,
    )
    try:
        conversations.answer(said, clock.now())
    except conversations.Changed:
        return asked.changed(talk_id)
    except conversations.NotYours:
        return gettext("Take this talk first; then your answer can be sent.")
    except conversations.AlreadyAsked:
        return gettext("The citizen was asked to write within the last 24 hours.")
    return gettext("The citizen is asked to write again.")


def _not_approved() -> str:
    return gettext(
        "WhatsApp has not approved the text for this yet; an administrator finds it "
        "with `loket channel check`."
    )
