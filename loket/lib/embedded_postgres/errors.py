"""What can go wrong with our own PostgreSQL; each message says what to do."""


class PostgresError(Exception):
    """The server cannot be had; the message says what to do."""


class NoBinaries(PostgresError):
    """No PostgreSQL programs are installed."""


class DamagedDataFolder(PostgresError):
    """The data folder lacks something, or belongs to somebody else."""


class WrongMajorVersion(PostgresError):
    """The data folder was made by another major version."""


class CannotStart(PostgresError):
    """PostgreSQL refused to start."""
