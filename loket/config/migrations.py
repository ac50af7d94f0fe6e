"""
Tells quickly if the database's tables are those of this version.

Django can tell as well, but only after a second of loading everything. The names of
the files and the rows of its own table are enough.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import psycopg

from loket.config import database

CONNECT_TIMEOUT_S = 5


def are_applied() -> bool:
    """
    Test if every migration on the disk stands in the database.

    :raises psycopg.OperationalError: if the database cannot be reached
    """
    return not missing()


def missing() -> list[str]:
    """Return the migrations still to be made, such as "offices.0001_initial"."""
    with psycopg.connect(
        database.url(), connect_timeout=CONNECT_TIMEOUT_S
    ) as connection:
        return sorted(set(on_disk()) - set(in_database(connection)))


def on_disk() -> Iterator[str]:
    """Yield the migrations of this version."""
    from loket.config.settings import INSTALLED_APPS

    for app in INSTALLED_APPS:
        label = app.rpartition(".")[2]
        for file in (_folder(app) / "migrations").glob("[0-9]*.py"):
            yield f"{label}.{file.stem}"


def _folder(app: str) -> Path:
    spec = importlib.util.find_spec(app)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(app)
    return Path(spec.origin).parent


def in_database(connection: psycopg.Connection) -> list[str]:
    """Return the migrations that a database has seen."""
    there = connection.execute("select to_regclass('django_migrations')").fetchone()
    if there is None or there[0] is None:
        return []
    rows = connection.execute("select app, name from django_migrations").fetchall()
    return [f"{app}.{name}" for app, name in rows]
