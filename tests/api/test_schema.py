"""
What the OpenAPI file says is true: a program that knows nothing else of the desk asks
for everything in it, in right ways and in wrong ones, and gets what is promised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from loket.bookings.models import Slot
from loket.offices.models import Office
from tests.api.conftest import System, record

schema = schemathesis.openapi.from_wsgi(
    "/api/v1/openapi.json", app=get_wsgi_application()
)
# Few of each operation, because there are many: what is sure to be tried stands in the
# phase of coverage, these come by chance on top.
BY_CHANCE = settings(
    max_examples=8,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def desk(
    office: Office, slot: Slot, make_system: Callable[..., System]
) -> Iterator[dict[str, str]]:
    """A desk with something of everything, and the header of a key for all of it."""
    system = make_system(office.agency, per_minute=60_000)
    system.sends("/cases/records", {"records": [record("bayar")]})
    # Requests share the transaction of the test, as those of Django's client do.
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield system.headers
    for signal in signals:
        signal.connect(close_old_connections)


@schema.parametrize()
@BY_CHANCE
def test_every_operation_keeps_what_the_file_promises(
    case: schemathesis.Case, desk: dict[str, str]
) -> None:
    case.call_and_validate(headers=desk)
