"""A database of its own for each desk, inside the PostgreSQL of this test run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg

from loket.config import database


def url_of(name: str, server: str = "") -> str:
    """The address of a database beside the one that is set."""
    return urlunsplit(urlsplit(server or database.url())._replace(path=f"/{name}"))


@contextmanager
def made(name: str, server: str = "") -> Iterator[str]:
    """Make an empty database, yield its address, and drop it with all its sessions."""
    _run(f'create database "{name}"', server)
    try:
        yield url_of(name, server)
    finally:
        _run(f'drop database "{name}" with (force)', server)


def _run(statement: str, server: str) -> None:
    with psycopg.connect(server or database.url(), autocommit=True) as connection:
        connection.execute(statement)
