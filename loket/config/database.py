"""The database: the one that is set, or the one Loket runs itself."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from loket.config.env import settings
from loket.lib.embedded_postgres import Server


def url() -> str:
    """Return the address of the database, as libpq and psycopg read it."""
    return settings().database_url or Server(settings().data_dir / "postgres").url


def for_django(address: str) -> dict[str, Any]:
    """Return Django's connection settings for an address."""
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or query.pop("dbname", ""),
        "USER": unquote(parts.username or query.pop("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or query.pop("host", "")),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"prepare_threshold": 3, "server_side_binding": True, **query},
    }
