"""Two hands on one message at the same moment: the order must not matter."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest

from loket.lib import ids, sql
from loket.messaging.receipts import QUERIES
from loket.messaging.states import MessageState
from tests.worker.conftest import test_database_url as database_url

CLAIMED = 1
TOO_LONG_S = 5.0


@pytest.fixture
def hands(shared_db: None) -> Iterator[tuple[psycopg.Connection, psycopg.Connection]]:
    """Two connections, each in a transaction of its own."""
    with (
        psycopg.connect(database_url()) as one,
        psycopg.connect(database_url()) as other,
    ):
        yield one, other


@pytest.fixture
def message(hands: tuple[psycopg.Connection, psycopg.Connection]) -> UUID:
    """A message whose call is under way."""
    id_, one = ids.new(), hands[0]
    one.execute(
        "insert into messaging_message (id, conversation_id, account_id, direction,"
        " type, words, state, created_at)"
        " values (%s, %s, 1, 'out', 'text', 'Halo', 1, now())",
        [id_, ids.new()],
    )
    one.execute(
        "insert into messaging_outbox (message_id, account_id, conversation_id,"
        " payload, version, state) values (%s, 1, %s, '{}', 0, %s)",
        [id_, ids.new(), CLAIMED],
    )
    one.commit()
    return id_


def test_a_receipt_that_comes_while_its_message_is_put_aside_settles_it(
    hands: tuple[psycopg.Connection, psycopg.Connection], message: UUID
) -> None:
    """The call timed out just when the platform reported the message delivered."""
    sender, receipts = hands
    sender.execute(QUERIES["unclear"], {"ids": [message], "detail": "no answer"})

    def take_in() -> None:
        rows = [
            {
                "message_id": message,
                "external_id": "wamid.1",
                "rank": MessageState.DELIVERED,
                "code": 0,
                "detail": "",
            }
        ]
        receipts.execute(QUERIES["move_up"], {"rows": sql.rows(rows)})
        receipts.commit()

    thread = threading.Thread(target=take_in)
    thread.start()
    thread.join(0.3)
    sender.commit()
    thread.join(TOO_LONG_S)
    assert sender.execute("select state from messaging_outbox").fetchall() == []
    sender.commit()
