"""Talks that people wait in: reading one, taking it, answering, giving it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from loket.channels.whatsapp.limits import TEXT_BODY, length
from loket.dialogue import handover
from loket.lib import audit, clock, ids
from loket.lib.audit import Entry
from loket.lib.clock import HOME_ZONE
from loket.messaging import conversations
from loket.messaging.conversations import Answer
from loket.messaging.models import Conversation
from loket.offices import answering, policies
from loket.offices.models import Agency
from loket.web import places
from loket.web.access import allowed
from loket.web.requests import StaffRequest
from loket.web.statuses import CONFLICT, UNPROCESSABLE
from loket.web.waiting import asked, found, invitations, thread
from loket.web.waiting.thread import Thread


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer that was not sent, and why."""

    words: str = ""
    wrong: str = ""


@require_GET
@allowed(policies.answers_citizens, at=places.agency)
def show_all(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Who waits; for htmx only the list."""
    audit.saw(Entry("talks.seen", str(agency.pk), agency.pk), clock.now())
    template = "waiting/list.html" if request.htmx else "waiting/page.html"
    context = {**_list(request, agency), "open": request.GET.get("open", "")}
    return render(request, template, context)


@require_GET
@allowed(policies.answers_citizens, at=places.agency_of_talk)
def show(request: StaffRequest, agency: Agency, talk_id: UUID) -> HttpResponse:
    """A talk beside the list; for htmx only what changes in it."""
    audit.saw(Entry("talk.seen", str(talk_id), agency.pk), clock.now())
    shown = _thread(request, talk_id)
    if not request.htmx:
        return _page(request, agency, shown)
    return _part(request, shown)


@require_POST
@allowed(policies.answers_citizens, at=places.agency_of_talk)
def take(request: StaffRequest, agency: Agency, talk_id: UUID) -> HttpResponse:
    """Give the talk to whoever asks."""
    try:
        version = asked.version(request)
        conversations.take(talk_id, version, request.user.id, clock.now())
    except conversations.Changed:
        messages.info(request, asked.changed(talk_id))
    return redirect("talk", talk_id=talk_id)


@require_POST
@allowed(policies.answers_citizens, at=places.agency_of_talk)
def answer(request: StaffRequest, agency: Agency, talk_id: UUID) -> HttpResponse:
    """Send what an officer wrote; what cannot be sent stays in the form."""
    words = request.POST.get("words", "").replace("\r\n", "\n").strip()
    wrong, status = _wrong(words), UNPROCESSABLE
    if not wrong:
        wrong, status = _send(request, talk_id, words), CONFLICT
    if wrong:
        shown = _thread(request, talk_id)
        return _page(request, agency, shown, Draft(words, wrong), status)
    return redirect("talk", talk_id=talk_id)


@require_POST
@allowed(policies.answers_citizens, at=places.agency_of_talk)
def give_back(request: StaffRequest, agency: Agency, talk_id: UUID) -> HttpResponse:
    """Let the machine answer again."""
    talk = Conversation.objects.get(id=talk_id)
    try:
        conversations.give_back(
            talk_id,
            asked.version(request),
            request.user.id,
            clock.now(),
            handover.back(agency.id, talk.language),
        )
    except conversations.Changed:
        messages.info(request, asked.changed(talk_id))
        return redirect("talk", talk_id=talk_id)
    messages.info(request, gettext("The machine answers in this talk again."))
    return redirect("waiting")


def _send(request: StaffRequest, talk_id: UUID, words: str) -> str:
    """Send an answer; return why it was not sent, "" if it was."""
    said = Answer(
        talk_id, asked.version(request), request.user.id, words, asked.key(request)
    )
    try:
        conversations.answer(said, clock.now())
    except conversations.Changed:
        return asked.changed(talk_id)
    except conversations.NotYours:
        return gettext("Take this talk first; then your answer can be sent.")
    except conversations.WindowClosed:
        return gettext(
            "24 hours have passed since the citizen wrote; your answer can be sent "
            "when they write again."
        )
    return ""


def _wrong(words: str) -> str:
    if not words:
        return gettext("Write an answer first.")
    if length(words) > TEXT_BODY:
        values = {"most": TEXT_BODY, "have": length(words)}
        return (
            gettext("Write at most %(most)s characters; these are %(have)s.") % values
        )
    return ""


def _zone(request: StaffRequest) -> str:
    offices = policies.offices_of(request.user)
    return offices[0].zone if offices else HOME_ZONE


def _thread(request: StaffRequest, talk_id: UUID) -> Thread:
    talk = Conversation.objects.select_related("officer").get(id=talk_id)
    most = request.GET.get("most", "")
    rows = int(most) if most.isdecimal() and len(most) <= len("999") else thread.PAGE
    return thread.of(talk, request.user, clock.now(), rows)


def _page(
    request: StaffRequest,
    agency: Agency,
    shown: Thread,
    draft: Draft | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        **_list(request, agency),
        **_form(shown, draft),
        "thread": shown,
        "topic": f"conversation:{shown.talk.id}",
    }
    return render(request, "waiting/page.html", context, status=status)


def _part(request: StaffRequest, shown: Thread) -> HttpResponse:
    """What is new: the log only if it is, so that nothing is read aloud twice."""
    is_same = request.GET.get("seen") == shown.stamp
    context = {
        **_form(shown),
        "thread": shown,
        "zone": _zone(request),
        "is_same": is_same,
        "is_stale": request.GET.get("form") != shown.form,
    }
    response = render(request, "waiting/part.html", context)
    if is_same:
        response["HX-Reswap"] = "none"
    return response


def _form(shown: Thread, draft: Draft | None = None) -> dict[str, Any]:
    return {
        "draft": draft or Draft(),
        "key": ids.new(),
        "most_chars": TEXT_BODY,
        "invitation": invitations.offered(shown),
    }


def _list(request: StaffRequest, agency: Agency) -> dict[str, Any]:
    now = clock.now()
    rows = found.of(agency, request.user, now)
    zone = _zone(request)
    return {
        "found": rows,
        "now": now.astimezone(ZoneInfo(zone)),
        "zone": zone,
        "answering": answering.find([agency.id], now).get(agency.id),
        "list_topic": conversations.topic(agency.id),
        "topics": [conversations.topic(agency.id), *rows.topics],
    }
