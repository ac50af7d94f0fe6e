"""
The training page: a citizen's phone, and behind it every step in the office.

It exists only on a training desk; everywhere else the address leads to work.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from loket.lib import walls
from loket.offices import firstrun
from loket.offices.models import Agency, Duty, Office, Role, Staff
from loket.web.access import public
from loket.web.demo import behind, emulator, people
from loket.web.requests import Request
from loket.web.signin.views import enter
from loket.web.templatetags.loket import ZONES

TRAINEE = ("sari@loket.test", "Sari Wulandari")
MOST_CHIPS = 8

# What can be tried: a name for the address, the words, how often they are sent.
CHIPS: dict[str, tuple[Any, int]] = {
    "tomorrow": (gettext_lazy("I want a new passport, tomorrow"), 1),
    "ready": (gettext_lazy("Is my passport ready?"), 1),
    "mine": (gettext_lazy("My bookings"), 1),
    "cancel": (gettext_lazy("Cancel my booking"), 1),
    "sunday": (gettext_lazy("Can I come on Sunday?"), 1),
    "person": (gettext_lazy("I want to speak to an officer"), 1),
    "twice": (gettext_lazy("Menu"), 2),
}


@require_GET
@public
def home(request: Request) -> HttpResponse:
    """The training page; on a real desk, the way to work."""
    if not settings.LOKET_DEMO:
        return redirect("first-run" if firstrun.is_open() else "desk")
    citizen = people.citizen(request.GET.get("phone", ""))
    with walls.lifted():
        context = {
            "citizen": citizen,
            "citizens": people.CITIZENS,
            "chips": CHIPS,
            "emulator_url": settings.LOKET_EMULATOR_URL,
            "first_office": Office.objects.first(),
            **_behind(citizen.phone),
        }
        return render(request, "demo/page.html", context)


@require_GET
@public
def steps(request: Request) -> HttpResponse:
    """The part that follows the talk."""
    _only_in_training()
    citizen = people.citizen(request.GET.get("phone", ""))
    with walls.lifted():
        context = {"citizen": citizen, **_behind(citizen.phone)}
        was_silent = request.GET.get("talk") == "none" and context["talk"] is not None
        name = "demo/live.html" if was_silent else "demo/steps.html"
        response = render(request, name, context)
    if was_silent:
        # Somebody spoke for the first time: from now on the page listens.
        response["HX-Retarget"], response["HX-Reswap"] = "#live", "outerHTML"
    return response


@require_POST
@public
def say(request: Request) -> HttpResponse:
    """Let the citizen say one of the prompts."""
    _only_in_training()
    citizen = people.citizen(request.POST.get("phone", ""))
    words, times = CHIPS.get(request.POST.get("chip", ""), ("", 0))
    try:
        for _ in range(times):
            emulator.say(settings.LOKET_EMULATOR_URL, citizen.phone, str(words))
    except emulator.NoEmulator:
        return render(request, "demo/no_emulator.html", status=200)
    if request.htmx:
        return HttpResponse(status=204)
    return redirect(f"{reverse('home')}?phone={citizen.phone}")


@require_POST
@public
def sign_in_trainee(request: Request) -> HttpResponse:
    """Sign in as an invented officer, who has no password and leads nothing real."""
    _only_in_training()
    agency = Agency.objects.order_by("id").first()
    if agency is None:
        raise Http404
    email, name = TRAINEE
    staff = Staff.objects.filter(email=email).first()
    if staff is None:
        staff = Staff.objects.create_user(email, None, name=name)
    with walls.lifted():
        Role.objects.get_or_create(
            staff=staff, agency=agency, office=None, duty=Duty.HEAD
        )
    return enter(request, staff, "desk")


def _only_in_training() -> None:
    if not settings.LOKET_DEMO:
        raise Http404


def _behind(phone: str) -> dict[str, Any]:
    talk = people.talk_of(phone)
    turn = behind.newest(talk) if talk else None
    shown = turn.shown if turn else None
    zone = turn.office.zone if turn and turn.office else next(iter(ZONES))
    return {
        "talk": talk,
        "turn": turn,
        "zone": zone,
        "boxes": behind.boxes(shown, shown.slot) if shown else [],
    }
