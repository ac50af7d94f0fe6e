"""A worker's connections are planned by index; others are left alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.backends.signals import connection_created

from loket.worker import plans


@pytest.fixture
def another(shared_db: None) -> Iterator:
    fresh = connection.copy()
    yield fresh
    fresh.close()
    connection_created.disconnect(dispatch_uid="worker plans")


def ways(database) -> set[str]:
    with database.cursor() as cursor:
        cursor.execute(
            "select setting from pg_settings where name in ('enable_seqscan', "
            "'enable_bitmapscan', 'enable_hashjoin', 'enable_mergejoin')"
        )
        return {setting for (setting,) in cursor.fetchall()}


def test_a_worker_reads_by_index(another):
    plans.settle()

    assert ways(another) == {"off"}


def test_pages_choose_for_themselves(another):
    assert ways(another) == {"on"}
