"""
Statements sent one after the other without waiting for any.

A thread that waits for the database gets Python's lock back only milliseconds later,
so five writes that nobody reads from cost one wait instead of five.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def sent(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """
    Send what is executed inside in one go.

    None of it may be read from before the end. The database begins at once, whatever is
    done here meanwhile. The first failure is raised at the end, as Django's.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield
