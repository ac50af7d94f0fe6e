"""Officers see whom nothing reaches."""

from __future__ import annotations

from django.db import connection

from loket.messaging.states import MessageState
from tests.web.test_waiting import account, make_talk, say

__all__ = ["account"]


def test_a_number_that_nothing_reaches_is_marked(budi, account):
    talk = make_talk(account)
    page = f"/talks/{talk.id}/"
    for _ in range(2):
        assert "Tidak terjangkau" not in budi.get(page).content.decode()
        say(talk, "Halo", "out", MessageState.FAILED)
        with connection.cursor() as cursor:
            cursor.execute(
                "update messaging_message set error_code = 131026 where state = %s",
                [MessageState.FAILED],
            )

    assert "Tidak terjangkau" in budi.get(page).content.decode()
