"""Statements that are sent together."""

from __future__ import annotations

import pytest
from django.db import DataError, connection, transaction

from loket.lib import sql, together


def send(*statements: str) -> None:
    with transaction.atomic(), together.sent(connection), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_of_what_is_sent_together_one_failure_undoes_all():
    with connection.cursor() as cursor:
        cursor.execute("create temporary table written (n integer)")

    with pytest.raises(DataError):
        send("insert into written values (1)", "select 1 / 0", "select 2")
    send("insert into written values (7)", "insert into written values (8)")

    with connection.cursor() as cursor:
        assert sql.fetch(cursor, "select n from written") == [(7,), (8,)]
        cursor.execute("drop table written")
