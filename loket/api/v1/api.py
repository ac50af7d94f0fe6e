"""The whole of version 1: its operations, and what it says when it cannot."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import structlog
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from loket.api import problems
from loket.api.problems import Problem, Wrong
from loket.api.v1.bookings import bookings
from loket.api.v1.case_reading import cases as read_cases
from loket.api.v1.cases import cases
from loket.api.v1.offices import offices
from loket.api.v1.people import people
from loket.api.v1.slots import slots
from loket.api.v1.snapshots import snapshots
from loket.api.v1.webhooks import webhooks
from loket.lib import logs

# The name of a field may be anything that somebody sent.
_PLAIN = re.compile(r"[a-z_]{1,40}|[0-9]{1,4}")

log = structlog.get_logger(__name__)

NOUNS = (offices, cases, read_cases, snapshots, slots, bookings, people, webhooks)
RETRY_AFTER_S = "10"


class StrictJson(Parser):
    """Bodies in JSON, and nothing that only looks like it."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Read a body. Whatever this raises, its caller turns into an HttpError."""
        return msgspec.json.decode(request.body)


api = NinjaAPI(
    title="Loket",
    version="1",
    description="How other systems speak with a desk.",
    openapi_url=None,
    docs_url=None,
    parser=StrictJson(),
    urls_namespace="api-v1",
)
for noun in NOUNS:
    api.add_router("", noun.router)


@api.exception_handler(Problem)
def tell_problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Tell what is wrong."""
    return problems.answer(problem)


@api.exception_handler(HttpError)
def tell_body(request: HttpRequest, failure: HttpError) -> HttpResponse:
    """Tell that the body cannot be read: nothing else ends in this error here."""
    return problems.answer(Problem("not_json"))


@api.exception_handler(ValidationError)
def tell_shape(request: HttpRequest, failure: ValidationError) -> HttpResponse:
    """Tell which fields have the wrong shape, without their contents."""
    wrong = [Wrong(_pointer(one["loc"]), str(one["type"])) for one in failure.errors]
    return problems.answer(Problem("malformed", errors=wrong))


@api.exception_handler(RequestDataTooBig)
def tell_size(request: HttpRequest, failure: RequestDataTooBig) -> HttpResponse:
    """Tell that the body is too large."""
    return problems.answer(Problem("too_large"))


@api.exception_handler(Exception)
def tell_failure(request: HttpRequest, failure: Exception) -> HttpResponse:
    """Tell that we failed; the log says where, and nothing of what was sent."""
    if isinstance(failure, OperationalError | InterfaceError):
        return problems.answer(Problem("away", headers={"Retry-After": RETRY_AFTER_S}))
    log.error("api failed", place=logs.place_of(failure))
    return problems.answer(Problem("failed"))


def _pointer(loc: tuple[str | int, ...]) -> str:
    """Where it stands in the body or among the words of the address (RFC 6901)."""
    words = (str(word) for word in loc[2:])
    return "".join(f"/{word if _PLAIN.fullmatch(word) else '?'}" for word in words)
