"""Events that wait in a lane, as the way in would have stored them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from django.db import connection

from loket.channels.registry import CHANNELS
from loket.channels.types import EventKind, InboundEvent, Sender
from loket.contacts import actions
from loket.contacts.actions import Seen
from loket.lib import ids
from loket.messaging import intake
from loket.messaging.models import ChannelAccount
from loket.offices.models import Agency
from loket.worker import news, rounds
from loket.worker.ledger import Ledger
from tests.channels.whatsapp.payloads import BUSINESS, NUMBER, raw


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


@pytest.fixture
def account(shared_db: None) -> ChannelAccount:
    agency = Agency.objects.create(slug="a", name="A")
    return ChannelAccount.objects.create(
        agency=agency,
        kind="whatsapp",
        external_id=NUMBER,
        business_id=BUSINESS,
        display="+62",
        token=b"",
    )


@pytest.fixture
def told(account: ChannelAccount, ledger: Ledger) -> Callable[..., None]:
    """Let deliveries come in, and let the worker act on the news in them."""

    def told(*trees: object) -> None:
        events = [e for tree in trees for e in CHANNELS["whatsapp"].parse(raw(tree))]
        known = {NUMBER: account.id}
        rows = [
            intake.row(event, known.get(event.account, intake.NO_ACCOUNT))
            for event in events
        ]
        with connection.cursor() as cursor:
            kept = intake.without_doubles(rows)
            values = intake.parameters(kept, ids.new(), b"x")
            cursor.execute(intake.QUERIES["store"], values)
        rounds.work([intake.NEWS_LANE], news.AT_ONCE, news.process, ledger)

    return told


@pytest.fixture
def who(account: ChannelAccount) -> Callable[..., UUID]:
    """Let somebody write; return their contact."""

    def who(**names: str) -> UUID:
        seen = Seen(account.id, account.agency_id, Sender(**names))
        (contact,) = actions.resolve([seen])
        return contact

    return who
