"""
Telling the database for whom a page asks.

The database knows it by three settings of the session: the role, and the ids of the
agencies and offices. They are set outside transactions, where no rollback takes them
back. Set for nobody, they show nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection
from django.db.backends.signals import connection_created

from loket.lib.embedded_postgres.configuration import PAGES as ROLE

_SET = (
    "select set_config('role', %s, false), set_config('loket.agencies', %s, false), "
    "set_config('loket.offices', %s, false)"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """The ids of the agencies and offices whose rows may be seen."""

    agencies: frozenset[int] = frozenset()
    offices: frozenset[int] = frozenset()


NOTHING = Scope()
# None means that no wall stands: this process owns the tables.
_scope: ContextVar[Scope | None] = ContextVar("scope", default=None)


def shown() -> Scope | None:
    """Return what may be seen at present; None where no wall stands."""
    return _scope.get()


@contextmanager
def raised() -> Iterator[None]:
    """Let the wall stand meanwhile, showing nothing until `show` says otherwise."""
    token = _scope.set(NOTHING)
    _tell()
    try:
        yield
    finally:
        _scope.reset(token)
        _tell()


def show(scope: Scope) -> None:
    """Show the rows of a scope until the wall falls, or another one is shown."""
    before = _scope.get()
    if before is None or before == scope:
        return
    _scope.set(scope)
    _tell()


@contextmanager
def lifted() -> Iterator[None]:
    """
    Let no wall stand meanwhile; a house test lists who may do so, and why.

    For what happens before anybody can be known: the first administrator, the
    invented citizens of a training desk.
    """
    token = _scope.set(None)
    _tell()
    try:
        yield
    finally:
        _scope.reset(token)
        _tell()


def _tell() -> None:
    """Tell an open connection; one that opens later is told as it opens."""
    if connection.connection is not None:
        _set(connection.connection)


def _set(raw: psycopg.Connection[Any]) -> None:
    if (
        raw.closed
        or raw.info.transaction_status == psycopg.pq.TransactionStatus.INERROR
    ):
        return
    scope = _scope.get()
    role = "none" if scope is None else ROLE
    agencies, offices = (scope.agencies, scope.offices) if scope else ((), ())
    with raw.cursor() as cursor:
        cursor.execute(_SET, [role, _ids(agencies), _ids(offices)])


def _ids(found: Any) -> str:
    return ",".join(map(str, sorted(found)))


def on_connect(sender: object, *, connection: Any, **_: object) -> None:
    """Put the wall up on a connection that opens while one should stand."""
    if _scope.get() is not None:
        _set(connection.connection)


connection_created.connect(on_connect, dispatch_uid="walls")
