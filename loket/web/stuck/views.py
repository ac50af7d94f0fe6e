"""Messages that wait for a decision, and the decisions."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from loket.contacts import actions as contacts
from loket.contacts.models import IdentityConflict
from loket.lib import audit, clock
from loket.lib.audit import Entry
from loket.messaging import outbox, turns
from loket.messaging.models import Event, Message
from loket.offices import policies
from loket.offices.models import Agency
from loket.web import places
from loket.web.access import allowed
from loket.web.requests import StaffRequest
from loket.web.stuck import notices, waiting


@require_GET
@allowed(policies.mends_messages, at=places.agency)
def show(request: StaffRequest, agency: Agency) -> HttpResponse:
    """All that waits; for htmx only the list."""
    audit.saw(Entry("stuck.seen", str(agency.pk), agency.pk), clock.now())
    template = "stuck/list.html" if request.htmx else "stuck/page.html"
    context = {
        "waiting": waiting.of(agency),
        "notices": notices.tally(agency, clock.now()),
    }
    return render(request, template, context)


@require_POST
@allowed(policies.mends_messages, at=places.agency)
def retry(request: StaffRequest, agency: Agency, event_id: UUID) -> HttpResponse:
    """Try a parked event again."""
    _check(agency, Event.objects.filter(id=event_id).first())
    is_done = turns.unpark(event_id, agency.id)
    return _back(request, is_done, gettext("The message is read again."))


@require_POST
@allowed(policies.mends_messages, at=places.agency)
def resend(request: StaffRequest, agency: Agency, message_id: UUID) -> HttpResponse:
    """Send a message again of which nobody knows whether it was sent."""
    _check(agency, Message.objects.filter(id=message_id).first())
    is_done = outbox.resend(message_id, agency.id)
    return _back(request, is_done, gettext("The message is sent again."))


@require_POST
@allowed(policies.mends_messages, at=places.agency)
def drop(request: StaffRequest, agency: Agency, message_id: UUID) -> HttpResponse:
    """Give such a message up."""
    _check(agency, Message.objects.filter(id=message_id).first())
    is_done = outbox.drop(message_id, agency.id)
    return _back(request, is_done, gettext("The message was given up."))


@require_POST
@allowed(policies.mends_messages, at=places.agency)
def settle(request: StaffRequest, agency: Agency, conflict_id: int) -> HttpResponse:
    """Note that somebody looked at two contacts that were named as one."""
    ours = IdentityConflict.objects.filter(kept__agency_id=agency.id)
    if not ours.filter(id=conflict_id).exists():
        raise Http404
    is_done = contacts.settle(conflict_id, agency.id, request.user.id, clock.now())
    return _back(request, is_done, gettext("Noted. Nothing was merged."))


def _check(agency: Agency, row: Event | Message | None) -> None:
    """
    Let nobody decide about another agency's messages. What was decided meanwhile is
    answered kindly: the message itself is still there.

    :raises Http404: if it is one, or nobody's
    """
    if row is None or not waiting.belongs(agency, row.account_id):
        raise Http404


def _back(request: StaffRequest, is_done: bool, words: str) -> HttpResponse:
    gone = gettext("That was decided meanwhile; the list shows what is left.")
    messages.info(request, words if is_done else gone)
    return redirect("stuck")
