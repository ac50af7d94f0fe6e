"""What a view is given: a request of somebody who signed in, or of anybody."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from loket.offices.models import Staff


class Request(HttpRequest):
    """A request of anybody."""

    htmx: HtmxDetails
    trace: str


class StaffRequest(Request):
    """A request of somebody who signed in."""

    user: Staff


def address_of(request: HttpRequest) -> str:
    """Return where a request comes from."""
    return str(request.META.get("REMOTE_ADDR", ""))


def trace_of(request: HttpRequest) -> str:
    """Return the id of a request, by which its log lines are found."""
    return str(getattr(request, "trace", ""))
