"""
Whether what was committed has reached the standby, where commits wait for one.

PostgreSQL reports a wait that was cut short as success with a warning, although the
standby may not have the rows; a fail-over would undo them. For us that is no commit
(measured, see the explanation of reliability).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.errors import Diagnostic

# The place in PostgreSQL's source that warns; its words depend on the language.
NOT_REPLICATED = "SyncRepWaitForLSN"


@contextmanager
def doubts(connection: psycopg.Connection[Any]) -> Iterator[list[str]]:
    """Collect why the commits made meanwhile may be missing on the standby."""
    heard: list[str] = []

    def hear(notice: Diagnostic) -> None:
        if notice.source_function == NOT_REPLICATED:
            heard.append(notice.message_primary or NOT_REPLICATED)

    connection.add_notice_handler(hear)
    try:
        yield heard
    finally:
        connection.remove_notice_handler(hear)
