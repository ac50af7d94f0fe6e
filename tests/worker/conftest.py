"""Events that wait in a lane, as the way in would have stored them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from django.db import connection

from loket.channels.types import EventKind, InboundEvent, Sender
from loket.lib import ids
from loket.messaging import intake
from loket.worker.ledger import Ledger


def test_database_url() -> str:
    """The address of the database of this test run."""
    from loket.config import database

    name = connection.settings_dict["NAME"]
    return database.url().replace("/loket?", f"/{name}?")


test_database_url.__test__ = False  # type: ignore[attr-defined]


@pytest.fixture
def ledger(shared_db: None) -> Iterator[Ledger]:
    ledger = Ledger(test_database_url())
    yield ledger
    ledger.close()


@pytest.fixture
def arrive(shared_db: None) -> Callable[..., UUID]:
    """Store what somebody says; return the event's id."""

    def arrive(
        text: str, who: str = "6281100000001", *, choice: str = "", account: int = 1
    ) -> UUID:
        event = InboundEvent(
            external_id=f"wamid.{ids.new().hex}",
            account="100",
            kind=EventKind.MESSAGE,
            type="text",
            sender=Sender(phone=who, name="Siti"),
            text=text,
            choice=choice,
        )
        row = intake.row(event, account)
        with connection.cursor() as cursor:
            values = intake.parameters([row], ids.new(), b"sealed")
            cursor.execute(intake.QUERIES["store"], values)
        return UUID(row.id)

    return arrive
