"""
Encrypts and decrypts on the way to and from the disk, at flat memory.

The library pulls from a reader, our code pushes into a writer; a pipe and a thread
join the two. A file is written under another name and renamed when it is whole and
on the disk, so that nothing half written is ever taken for a backup.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import pyrage
from pyrage.x25519 import Identity, Recipient

from loket.lib.backup.errors import BackupTrouble

PIECE_BYTES = 64 * 1024
PART = ".part"

__all__ = ["Identity", "Recipient", "reading", "sealed", "sweep", "writing"]


class _Noting:
    """A file whose own trouble is not lost on the way through the library."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.trouble: OSError | None = None

    def write(self, piece: bytes) -> int:
        try:
            return self._file.write(piece)
        except OSError as error:
            self.trouble = error
            raise

    def flush(self) -> None:
        self._file.flush()


@contextmanager
def writing(path: Path, recipients: Sequence[Recipient]) -> Iterator[BinaryIO]:
    """
    Yield where to write. The file appears when the block has ended well.

    :raises BackupTrouble: if another process writes the same file
    :raises OSError: if the disk is full or cannot be written
    """
    part = path.with_name(f".{path.name}{PART}")
    with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        _own(file, part)
        try:
            file.truncate()
            with sealed(file, recipients) as out:
                yield out
            file.flush()
            os.fsync(file.fileno())
            part.replace(path)
        finally:
            # After the renaming there is nothing of that name.
            part.unlink(missing_ok=True)
    _keep_name(path.parent)


@contextmanager
def sealed(file: BinaryIO, recipients: Sequence[Recipient]) -> Iterator[BinaryIO]:
    """
    Yield where to write what goes into a file encrypted.

    :raises OSError: if the file cannot take it
    """
    there, here = os.pipe()
    reader, writer = os.fdopen(there, "rb"), os.fdopen(here, "wb")
    disk = _Noting(file)

    def encrypt() -> None:
        with reader:
            pyrage.encrypt_io(reader, disk, recipients)

    with _beside(encrypt) as job:
        try:
            with writer:
                yield writer
        except BrokenPipeError:
            # The other side ended first, and knows why.
            job.exception()
        if disk.trouble is not None:
            raise disk.trouble
        job.result()


def sweep(folder: Path) -> None:
    """Delete what killed processes left half written."""
    for part in folder.glob(f".*{PART}"):
        with suppress(BlockingIOError), part.open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink(missing_ok=True)


@contextmanager
def reading(path: Path, identities: Sequence[Identity]) -> Iterator[BinaryIO]:
    """
    Yield what is in a file. Only when the block has ended well it was all there.

    :raises BackupTrouble: if the key is another, or the file was changed or cut off
    :raises OSError: if it cannot be read
    """
    with path.open("rb") as file:
        there, here = os.pipe()
        reader, writer = os.fdopen(there, "rb"), os.fdopen(here, "wb", buffering=0)
        pipe = _Noting(writer)

        def decrypt() -> None:
            with writer:
                pyrage.decrypt_io(file, pipe, identities)

        with _beside(decrypt) as job:
            try:
                with reader:
                    yield reader
                    while reader.read(PIECE_BYTES):
                        pass
            finally:
                if pipe.trouble is None:
                    _tell(path, job)


@contextmanager
def _beside(work: Callable[[], None]) -> Iterator[Future[None]]:
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(work)


def _tell(path: Path, job: Future[None]) -> None:
    """Say why a file did not open."""
    error = job.exception()
    if isinstance(error, pyrage.DecryptError) and "No matching keys" in str(error):
        raise BackupTrouble(
            f"{path} was encrypted for another key; name the file with the right one."
        ) from error
    if isinstance(error, pyrage.DecryptError):
        raise BackupTrouble(
            f"{path} is no backup, or its beginning is damaged."
        ) from error
    if error is not None:
        raise BackupTrouble(
            f"{path} is damaged or was cut off; take another backup."
        ) from error


def _own(file: BinaryIO, part: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise BackupTrouble(
            f"Another backup is being written to {part.parent}; wait for its end."
        ) from error


def _keep_name(folder: Path) -> None:
    """A new name survives a power cut only once its folder is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
