"""
Every view says who may use it: `@allowed(policy, at=place)` or `@public`.

A house test walks all routes and finds the view that says nothing. Somebody who may
not see a thing is told that it does not exist, so that ids cannot be tried out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.cache import add_never_cache_headers

from loket.lib.audit import Actor, ActorKind, acting
from loket.offices.models import Staff
from loket.web.requests import StaffRequest, address_of, trace_of

P = ParamSpec("P")
Place = TypeVar("Place")
Answer = HttpResponse

View = Callable[..., Answer]


def allowed(
    policy: Callable[[Staff, Place], bool],
    at: Callable[..., Place | None],
) -> Callable[
    [Callable[Concatenate[StaffRequest, Place, P], Answer]], Callable[..., Answer]
]:
    """
    Let a view be used by signed-in staff whom `policy` allows it at a place.

    `at` finds the place from the person and the words in the address; the view gets
    the place in their stead, then the words.
    """

    def guard(
        view: Callable[Concatenate[StaffRequest, Place, P], Answer],
    ) -> Callable[..., Answer]:
        @wraps(view)
        def guarded(request: Any, **names: Any) -> Answer:
            if not request.user.is_authenticated:
                return sign_in_first(request)
            place = at(request.user, **names)
            if place is None or not policy(request.user, place):
                raise Http404
            who = Actor(
                ActorKind.STAFF, request.user.id, address_of(request), trace_of(request)
            )
            with acting(who):
                answer = view(request, place, **names)  # type: ignore[call-arg]
            add_never_cache_headers(answer)
            return answer

        guarded.policy = policy  # type: ignore[attr-defined]
        return guarded

    return guard


def public(view: View) -> View:
    """Let a view be used by anybody; the house test also wants it on its list."""
    view.policy = "public"  # type: ignore[attr-defined]
    return view


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Return the way to the sign-in page and back; for a part of a page, the page's."""
    if getattr(request, "htmx", False):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = resolve_url("sign-in")
        return response
    return redirect_to_login(request.get_full_path(), resolve_url("sign-in"))
