"""
Files of citizens in the data folder, sealed piece by piece.

A file is a row of boxes, each after its length. A box is bound to its file, to its
place, and says whether it is the last: none can be moved, left out or cut off. What
is half written has another name, so that no reader ever finds half a file.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings

from loket.lib import clock
from loket.lib.crypto import Keyring

FOLDER = "files"
PIECE_BYTES = 1024 * 1024
HALF = ".part"
# Nobody writes at one file for so long.
HALF_LIVES_S = 3_600.0

_LENGTH_BYTES = 4


def here(keyring: Keyring) -> FileStore:
    """The store of this desk."""
    return FileStore(Path(settings.LOKET_DATA_DIR) / FOLDER, keyring)


def names(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the whole files below a folder, by the name they have within it."""
    for path in folder.glob("??/*"):
        if path.suffix != HALF:
            yield f"{path.parent.name}/{path.name}", path


class FileStore:
    """The folder of files, and the keys that open them."""

    def __init__(self, folder: Path, keyring: Keyring) -> None:
        self._folder = folder
        self._keyring = keyring

    def begin(self, id_: UUID) -> Writing:
        """
        Begin to write a file.

        :raises OSError: if the folder cannot be written
        """
        path = self._path(id_)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.parent.mkdir(exist_ok=True, mode=0o700)
        return Writing(path, id_, self._keyring)

    def read(self, id_: UUID) -> bytes:
        """
        Return a file.

        :raises FileNotFoundError: if it is not there, or no longer
        :raises CannotOpen: if it was changed, or its key is gone
        """
        return b"".join(self.pieces(id_))

    def pieces(self, id_: UUID) -> Iterator[bytes]:
        """
        Yield a file piece by piece, for what is too long to be held at once.

        :raises FileNotFoundError: if it is not there, or no longer
        :raises CannotOpen: if it was changed, or its key is gone
        """
        with self._path(id_).open("rb") as file:
            yield from self._open(file, id_)

    def reseal(self, id_: UUID) -> None:
        """
        Close a file anew with the key in use; readers find the old one or the new.

        :raises FileNotFoundError: if it is not there, or no longer
        :raises CannotOpen: if it was changed, or its key is gone
        """
        path = self._path(id_)
        writing = Writing(path, id_, self._keyring)
        with ExitStack() as undo:
            undo.callback(writing.give_up)
            with path.open("rb") as file:
                for piece in self._open(file, id_):
                    writing.add(piece)
            writing.finish()
            undo.pop_all()

    @staticmethod
    def numbers(folder: Path) -> Counter[int]:
        """Return how many files were closed by each key."""
        return Counter(number for _, number in _first_keys(folder))

    def closed_with_others(self, number: int) -> Iterator[UUID]:
        """Yield the files that another key closed."""
        for name, found in _first_keys(self._folder):
            if found != number:
                yield UUID(hex=name)

    def delete(self, id_: UUID) -> None:
        """Delete a file, if it is there."""
        self._path(id_).unlink(missing_ok=True)

    def shred(self, id_: UUID) -> None:
        """
        Overwrite a file and delete it. On a disk that writes elsewhere than it is told
        (SSD, snapshots) the old bytes may lie about, sealed, until they are reused.
        """
        path = self._path(id_)
        for one in (path, path.with_suffix(HALF)):
            if one.exists():
                _overwrite(one)
                one.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Delete what dead workers left half written."""
        oldest = clock.now().timestamp() - HALF_LIVES_S
        for path in self._folder.glob(f"*/*{HALF}"):
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)

    def _path(self, id_: UUID) -> Path:
        # The end of an id is random, its beginning is the time.
        return self._folder / id_.hex[-2:] / id_.hex

    def _open(self, file: BinaryIO, id_: UUID) -> Iterator[bytes]:
        place, length = 0, file.read(_LENGTH_BYTES)
        while length or not place:
            box = file.read(int.from_bytes(length, "big"))
            length = file.read(_LENGTH_BYTES)
            context = _context(id_, place, is_last=not length)
            yield self._keyring.open(box, context)
            place += 1


class Writing:
    """A file that is being written. It appears when it is whole."""

    def __init__(self, path: Path, id_: UUID, keyring: Keyring) -> None:
        self._path = path
        self._half = path.with_suffix(HALF)
        self._id = id_
        self._keyring = keyring
        self._waiting = bytearray()
        self._place = 0
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        self._file = os.fdopen(os.open(self._half, flags, 0o600), "wb")

    def add(self, piece: bytes) -> None:
        """Write the next bytes."""
        self._waiting += piece
        while len(self._waiting) > PIECE_BYTES:
            self._seal(bytes(self._waiting[:PIECE_BYTES]), is_last=False)
            del self._waiting[:PIECE_BYTES]

    def finish(self) -> None:
        """Write the last bytes and put the file in its place."""
        self._seal(bytes(self._waiting), is_last=True)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._half.replace(self._path)

    def give_up(self) -> None:
        """
        Leave nothing half written behind.

        :raises OSError: if the disk is full; nothing is left all the same
        """
        try:
            self._file.close()
        finally:
            self._half.unlink(missing_ok=True)

    def _seal(self, piece: bytes, *, is_last: bool) -> None:
        context = _context(self._id, self._place, is_last=is_last)
        box = self._keyring.seal(piece, context)
        self._file.write(len(box).to_bytes(_LENGTH_BYTES, "big") + box)
        self._place += 1


def _first_keys(folder: Path) -> Iterator[tuple[str, int]]:
    """Name and number of the key of each file; a box says it in its second byte."""
    for _, path in names(folder):
        with suppress(FileNotFoundError), path.open("rb") as file:
            begin = file.read(_LENGTH_BYTES + 2)
            if len(begin) == _LENGTH_BYTES + 2:
                yield path.name, begin[-1]


def _overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        for _ in range(0, path.stat().st_size, PIECE_BYTES):
            file.write(bytes(PIECE_BYTES))
        file.flush()
        os.fsync(file.fileno())


def _context(id_: UUID, place: int, *, is_last: bool) -> bytes:
    return f"file:{id_.hex}:{place}:{'last' if is_last else 'more'}".encode()
