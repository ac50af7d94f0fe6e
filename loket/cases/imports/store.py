"""The uploaded tables, sealed in the data folder like the files of citizens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings

from loket.lib.crypto import Keyring
from loket.messaging.file_store import FileStore, Writing

FOLDER = "imports"


def begin(id_: UUID, keyring: Keyring) -> Writing:
    """
    Begin to keep a table.

    :raises OSError: if the folder cannot be written
    """
    return _here(keyring).begin(id_)


def pieces(id_: UUID, keyring: Keyring) -> Iterator[bytes]:
    """
    Yield a table piece by piece.

    :raises FileNotFoundError: if it is not there any more
    """
    return _here(keyring).pieces(id_)


def delete(id_: UUID, keyring: Keyring) -> None:
    """Delete a table, if it is there."""
    _here(keyring).delete(id_)


def _here(keyring: Keyring) -> FileStore:
    return FileStore(Path(settings.LOKET_DATA_DIR) / FOLDER, keyring)
