"""
How an operation is made: who may call it, in whose name it acts, that it is one
transaction, and that a request that comes twice is carried out once.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, NamedTuple

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import BaseModel

from loket.api.keys import ApiRequest, Key
from loket.api.problems import Problem
from loket.lib import clock
from loket.lib.audit import Actor, ActorKind, acting
from loket.partners import repeats
from loket.partners.repeats import InFlight, Kept, OtherRequest, Token
from loket.partners.scopes import Scope

View = Callable[..., BaseModel]
Act = Callable[[], HttpResponse]
How = Callable[[ApiRequest, Act], HttpResponse]
JSON = "application/json"
HEADER = "Idempotency-Key"
OK, CREATED = 200, 201

IDEMPOTENCY: dict[str, Any] = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "A word of yours for this request. Sent again with the same body "
    "within 24 hours, it gets the same answer and does nothing more.",
    "schema": {"type": "string", "minLength": 1, "maxLength": repeats.LONGEST_TOKEN},
}


class Door(NamedTuple):
    """One operation: its address, the right it needs, and what it answers."""

    method: str
    path: str
    scope: Scope
    answer: type[BaseModel]
    status: int = OK
    headers: Sequence[dict[str, Any]] = ()


class Noun:
    """The operations on one kind of thing."""

    def __init__(self, name: str) -> None:
        self.router = Router(tags=[name])

    def reads(
        self, path: str, scope: Scope, answer: type[BaseModel], *, method: str = "GET"
    ) -> Callable[[View], View]:
        """Make an operation that changes nothing."""
        return self._make(Door(method, path, scope, answer), _plainly)

    def writes(
        self,
        path: str,
        scope: Scope,
        answer: type[BaseModel],
        *,
        method: str = "POST",
        status: int = OK,
    ) -> Callable[[View], View]:
        """Make an operation that changes something, all of it or nothing."""
        door = Door(method, path, scope, answer, status, [IDEMPOTENCY])
        return self._make(door, _once)

    def takes(
        self, path: str, scope: Scope, answer: type[BaseModel], *, status: int = OK
    ) -> Callable[[View], View]:
        """Make an operation that changes something, whose answer is kept nowhere."""
        return self._make(Door("POST", path, scope, answer, status), _wholly)

    def _make(self, door: Door, how: How) -> Callable[[View], View]:
        def make(view: View) -> View:
            @wraps(view)
            def operate(request: ApiRequest, *args: Any, **kwargs: Any) -> HttpResponse:
                def act() -> HttpResponse:
                    return _packed(view(request, *args, **kwargs), door.status)

                with acting(_actor(request)):
                    return how(request, act)

            # Shapes are read from the signature; its words are resolved in their place.
            operate.__signature__ = inspect.signature(  # type: ignore[attr-defined]
                view, eval_str=True
            )
            self._add(door, operate)
            return view

        return make

    def _add(self, door: Door, operate: Callable[..., HttpResponse]) -> None:
        more: dict[str, Any] = {"x-scope": door.scope.value}
        if door.headers:
            more["parameters"] = list(door.headers)
        self.router.api_operation(
            [door.method],
            door.path,
            auth=Key(door.scope),
            response={door.status: door.answer},
            operation_id=operate.__name__,
            summary=" ".join((operate.__doc__ or "").split()),
            openapi_extra=more,
        )(operate)


def _plainly(request: ApiRequest, act: Act) -> HttpResponse:
    """Read something."""
    return act()


def _wholly(request: ApiRequest, act: Act) -> HttpResponse:
    """Carry a request out, all of it or nothing."""
    with transaction.atomic():
        return act()


@transaction.atomic
def _once(request: ApiRequest, act: Act) -> HttpResponse:
    """Carry a request out, all of it or nothing, unless that was done already."""
    token = _token(request)
    if token is None:
        return act()
    now = clock.now()
    try:
        kept = repeats.find(token, now)
    except InFlight:
        raise Problem("in_flight", headers={"Retry-After": "1"}) from None
    except OtherRequest:
        raise Problem("other_body") from None
    if kept is not None:
        again = HttpResponse(kept.body, status=kept.status, content_type=JSON)
        again["Idempotent-Replayed"] = "true"
        return again
    answer = act()
    repeats.keep(token, Kept(answer.status_code, answer.content), now)
    return answer


def _token(request: ApiRequest) -> Token | None:
    word = request.headers.get(HEADER)
    if word is None:
        return None
    if not 0 < len(word) <= repeats.LONGEST_TOKEN:
        raise Problem("malformed", reason=HEADER)
    method, path = request.method or "", request.get_full_path()
    body = request.body.decode("utf-8", "surrogateescape")
    return repeats.read(request.auth.key_id, word, method, path, body)


def _packed(answer: BaseModel, status: int) -> HttpResponse:
    packed = answer.__pydantic_serializer__.to_json(answer)
    return HttpResponse(packed, status=status, content_type=JSON)


def _actor(request: ApiRequest) -> Actor:
    origin = str(request.META.get("REMOTE_ADDR", ""))
    trace = str(getattr(request, "trace", ""))
    return Actor(ActorKind.API, request.auth.key_id, origin, trace)


def public(view: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Let anybody read something in which there is nobody's data."""
    view.policy = "public"  # type: ignore[attr-defined]
    return view
