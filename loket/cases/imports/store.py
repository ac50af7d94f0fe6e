"""The uploaded tables, sealed in the data folder like the files of citizens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings

from loket.lib.crypto import Keyring
from loket.messaging.file_store import FileStore

FOLDER = "imports"


def write(id_: UUID, pieces: Iterable[bytes], keyring: Keyring) -> None:
    """
    Keep a table.

    :raises OSError: if the disk is full; nothing half written is left
    """
    writing = _here(keyring).begin(id_)
    try:
        for piece in pieces:
            writing.add(piece)
        writing.finish()
    except BaseException:
        writing.give_up()
        raise


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
