"""The OpenAPI file: what the operations say of themselves, and the problems of each."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from loket.api import problems
from loket.api.doors import public
from loket.api.problems import CONTENT_TYPE, KINDS
from loket.api.v1.api import api

PREFIX = "/api/v1/"
ALWAYS = (400, 401, 403, 404, 409, 422, 429, 503)
WITH_BODY = (413,)

PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "Problem details (RFC 9457). `code` is stable, `detail` says what "
    "to do; nothing that was sent is repeated.",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string", "enum": sorted(KINDS)},
        "reason": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "code"],
                "properties": {
                    "pointer": {"type": "string"},
                    "code": {"type": "string"},
                },
            },
        },
    },
}


@cache
def document() -> dict[str, Any]:
    """Return the whole file."""
    made: dict[str, Any] = json.loads(
        json.dumps(api.get_openapi_schema(path_prefix=PREFIX), default=str)
    )
    made["components"]["schemas"]["Problem"] = PROBLEM
    for methods in made["paths"].values():
        for operation in methods.values():
            _leave_out_null(operation)
            _add_problems(operation)
    return made


def _leave_out_null(operation: dict[str, Any]) -> None:
    """In an address there is no null: a word that is optional is left out."""
    operation.pop("description", None)
    for one in operation["parameters"]:
        shapes = one["schema"].pop("anyOf", [])
        for shape in shapes:
            if shape != {"type": "null"}:
                one["schema"] |= shape


def _add_problems(operation: dict[str, Any]) -> None:
    statuses = set(ALWAYS)
    if "requestBody" in operation:
        statuses |= set(WITH_BODY)
    content = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status in sorted(statuses):
        words = " ".join(one.title for one in KINDS.values() if one.status == status)
        said = {"description": words, "content": content}
        operation["responses"][str(status)] = said


@public
@require_GET
def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI file."""
    packed = json.dumps(document(), indent=1, sort_keys=False)
    return HttpResponse(packed, content_type="application/json")


@public
@require_GET
def list_problems(request: HttpRequest) -> HttpResponse:
    """Every code of a problem with its meaning and its remedy."""
    found = {
        code: {"status": one.status, "title": one.title, "detail": one.remedy}
        for code, one in KINDS.items()
    }
    return HttpResponse(json.dumps(found, indent=1), content_type="application/json")


@public
@csrf_exempt
def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Any other address under /api/."""
    return problems.answer(problems.Problem("not_found"))
