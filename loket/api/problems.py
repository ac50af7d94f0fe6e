"""
What can go wrong, as problem details (RFC 9457): a stable code, and what to do.

Nothing of what was sent is repeated in an answer: it may hold somebody's data, and
answers are kept in other systems' logs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from django.http import HttpResponse

CONTENT_TYPE = "application/problem+json"
WHERE = "/api/v1/problems"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its HTTP status, its title, and the way out of it."""

    status: int
    title: str
    remedy: str


# Codes are part of the API: never rename one.
KINDS: Mapping[str, Kind] = {
    "not_json": Kind(
        400,
        "The body is no JSON.",
        "Send JSON in UTF-8 with the type application/json.",
    ),
    "key_missing": Kind(
        401,
        "A key is needed.",
        "Send the header Authorization: Bearer and your key.",
    ),
    "key_refused": Kind(
        401,
        "The key opens nothing.",
        "It is wrong, was revoked, or its time is over. Ask an administrator.",
    ),
    "scope_missing": Kind(
        403,
        "The key has no right to do this.",
        "Ask an administrator for a key with the scope that is named.",
    ),
    "not_found": Kind(
        404,
        "There is no such thing, or not for this key.",
        "Check the address and the id; a key sees only its own offices.",
    ),
    "method": Kind(
        405,
        "This address takes no such method.",
        "See the header Allow, and the OpenAPI file.",
    ),
    "in_flight": Kind(
        409,
        "The same request is being carried out.",
        "Wait some seconds and send it again with the same Idempotency-Key.",
    ),
    "conflict": Kind(
        409,
        "It stands otherwise than you think.",
        "Read it anew; the reason is named.",
    ),
    "too_large": Kind(
        413,
        "The body is larger than 3 MB.",
        "Send fewer records in each call.",
    ),
    "malformed": Kind(
        422,
        "The request does not have the shape that is asked for.",
        "Correct the fields that are named; see the OpenAPI file.",
    ),
    "other_body": Kind(
        409,
        "This Idempotency-Key was used for another request.",
        "Use a new one for each request, the old one only to repeat it.",
    ),
    "rate_limited": Kind(
        429,
        "The key has used up its requests of this minute.",
        "Wait as long as the header Retry-After says.",
    ),
    "failed": Kind(
        500,
        "We failed.",
        "Nothing was changed. Send it again later; tell us if it stays.",
    ),
    "away": Kind(
        503,
        "The database is away.",
        "Nothing was changed. Send it again after some seconds.",
    ),
}


class Wrong(msgspec.Struct, frozen=True):
    """A field that is wrong: where it stands (RFC 6901), and a code for what it is."""

    pointer: str
    code: str


class Problem(Exception):
    """Ends a request with a problem; `reason` is a second code that says more."""

    def __init__(
        self,
        code: str,
        *,
        reason: str = "",
        errors: Sequence[Wrong] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.reason = reason
        self.errors = errors
        self.headers = dict(headers or {})


def answer(problem: Problem) -> HttpResponse:
    """Return the answer that tells of a problem."""
    kind = KINDS[problem.code]
    said: dict[str, Any] = {
        "type": f"{WHERE}#{problem.code}",
        "title": kind.title,
        "status": kind.status,
        "detail": kind.remedy,
        "code": problem.code,
    }
    if problem.reason:
        said["reason"] = problem.reason
    if problem.errors:
        said["errors"] = problem.errors
    response = HttpResponse(
        msgspec.json.encode(said), status=kind.status, content_type=CONTENT_TYPE
    )
    for name, value in problem.headers.items():
        response[name] = value
    return response
