"""
Our own PostgreSQL: a pip package's binaries under a small supervisor.

The package's own starter is not used. It opens the permissions of parent folders,
trusts every user of the machine, and loses the server when its parent is killed.
"""

from loket.lib.embedded_postgres.errors import (
    CannotStart,
    DamagedDataFolder,
    NoBinaries,
    PostgresError,
    WrongMajorVersion,
)
from loket.lib.embedded_postgres.server import Server
from loket.lib.embedded_postgres.temporary import temporary_server

__all__ = [
    "CannotStart",
    "DamagedDataFolder",
    "NoBinaries",
    "PostgresError",
    "Server",
    "WrongMajorVersion",
    "temporary_server",
]
