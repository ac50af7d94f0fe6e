"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from loket.offices import policies
from loket.web.alarms import shown as alarms
from loket.web.people import counts as requests
from loket.web.stuck import counts
from loket.web.waiting import counts as waiting

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "theme"


def house(request: HttpRequest) -> dict[str, Any]:
    """The look that was chosen, the way around, and whether this is a training desk."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "theme": chosen if chosen in THEMES else THEMES[0],
        "language": getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE),
        "is_training": settings.LOKET_DEMO,
        "ways": SimpleLazyObject(lambda: _ways(request)),
    }


def _ways(request: HttpRequest) -> dict[str, Any]:
    """Where somebody may go; asked for only by pages of people who signed in."""
    staff = request.user
    if not staff.is_authenticated:
        return {"offices": []}
    agency = policies.agency_of(staff)
    mends = agency is not None and policies.mends_messages(staff, agency)
    answers = agency is not None and policies.answers_citizens(staff, agency)
    offices = policies.offices_of(staff)
    managed = (one for one in offices if policies.manages_office(staff, one))
    return {
        "offices": offices,
        "managed": next(managed, None),
        "answers": answers,
        "waiting": waiting.total(agency) if agency and answers else 0,
        "requests": requests.total(agency) if agency and answers else 0,
        "texts": agency is not None and policies.chooses_some_words(staff, agency),
        "messages": mends,
        "costs": agency is not None and policies.sees_costs(staff, agency),
        "stuck": counts.total(agency) if agency and mends else 0,
        "alarms": alarms.of(agency) if agency else [],
        "cases": agency is not None and policies.sees_some_cases(staff, agency),
        "imports": SimpleLazyObject(
            lambda: agency is not None and policies.imports_cases(staff, agency)
        ),
        "system": agency is not None and policies.sees_health(staff, agency),
        "people": agency is not None and policies.sees_people(staff, agency),
        "audit": agency is not None and policies.reads_audit(staff, agency),
        "decrees": agency is not None and policies.decrees(staff, agency),
        "retention": agency is not None and policies.sees_retention(staff, agency),
        "setup": agency is not None and policies.sets_up(staff, agency),
    }
