"""Citizens: looking for one, and what is known of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from loket.contacts.models import Ground
from loket.contacts.subjects import Subject
from loket.lib import clock
from loket.lib.clock import HOME_ZONE
from loket.offices import policies
from loket.offices.models import Agency, Office
from loket.offices.policies import Known
from loket.subjects import find, preview
from loket.web import places
from loket.web.access import allowed
from loket.web.people import page, search, words
from loket.web.people.search import Asked
from loket.web.requests import StaffRequest


@require_GET
@allowed(policies.answers_citizens, at=places.agency)
def start(request: StaffRequest, agency: Agency) -> HttpResponse:
    """The form to look for somebody."""
    offices = policies.offices_of_citizens(request.user, agency)
    context = {"asked": Asked(day=_today(offices)), "found": None}
    return render(request, "people/search.html", context)


@require_POST
@allowed(policies.answers_citizens, at=places.agency)
def searches(request: StaffRequest, agency: Agency) -> HttpResponse:
    """Who was found; one alone opens at once."""
    offices = policies.offices_of_citizens(request.user, agency)
    asked = Asked.read(request.POST, _today(offices))
    if not asked.words:
        return redirect("people")
    found = search.run(asked, agency, offices, settings.LOKET_KEYRING())
    if len(found) == 1:
        return redirect("person", person_id=found[0].id)
    names = {office.id: office.name for office in offices}
    shown = [(hit, names.get(hit.office_id, "")) for hit in found]
    return render(request, "people/search.html", {"asked": asked, "found": shown})


@require_GET
@allowed(policies.sees_citizen, at=places.of_person)
def show(request: StaffRequest, known: Known, person_id: UUID) -> HttpResponse:
    """What is known of somebody; that somebody looked is put on record."""
    subject = find.by_id(person_id)
    if subject is None:
        raise Http404
    offices = policies.offices_of_citizens(request.user, known.agency)
    page.record(subject, offices)
    context = {"person": page.of(subject, offices, clock.now()), "grounds": _grounds()}
    return render(request, "people/page.html", context)


@require_GET
@allowed(policies.sees_citizen, at=places.of_person)
def erasure(request: StaffRequest, known: Known, person_id: UUID) -> HttpResponse:
    """What an erasure would take, and the form to propose it."""
    subject = find.by_id(person_id)
    if subject is None:
        raise Http404
    offices = policies.offices_of_citizens(request.user, known.agency)
    page.record(subject, offices)
    now = clock.now()
    context = {
        "person": page.of(subject, offices, now),
        **previewed(subject, [], offices),
        "grounds": _grounds(),
    }
    return render(request, "people/erasure.html", context)


def previewed(
    subject: Subject, chosen: Collection[UUID], offices: Sequence[Office]
) -> dict[str, Any]:
    """Return what the page says of an erasure."""
    here = {office.id for office in offices}
    made = preview.of(subject, chosen, here, settings.LOKET_KEYRING(), clock.now())
    goes = [(words.TITLES[name], count) for name, count in made.goes]
    return {"preview": made, "goes": goes, "chosen": chosen}


def _grounds() -> list[tuple[Ground, Any]]:
    return list(words.GROUNDS.items())


def _today(offices: list[Office]) -> Any:
    zone = offices[0].zone if offices else HOME_ZONE
    return clock.now().astimezone(ZoneInfo(zone)).date()
