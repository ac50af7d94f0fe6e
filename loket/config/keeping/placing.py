"""
Puts keys and files in their place at the moment in which the rows come.

A database takes back what was not committed, a disk does not; so what was there
before is set aside, and put back if the rows do not come.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from loket.config.env import settings
from loket.config.keeping import recipients
from loket.config.keeping.reading import KEYS
from loket.lib.backup import archive
from loket.lib.backup.manifest import Tally
from loket.messaging import file_store

FRESH = "restoring"
ASIDE = "before-restore"


def files_folder() -> Path:
    """Where files of citizens lie."""
    return settings().data_dir / file_store.FOLDER


def write_small(path: Path, content: bytes) -> None:
    """Write a small file of mode 0600 whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = _beside(path, FRESH)
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


class Placing:
    """
    Files beside their place until the rows are there, and what they took the place of.

    Leaving it by an error leaves the disk as it was before.
    """

    def __init__(self) -> None:
        self._fresh = _beside(files_folder(), FRESH)
        self._old = _beside(files_folder(), ASIDE)
        self._kept: list[Path] = []
        self._is_put = False

    def __enter__(self) -> Self:
        shutil.rmtree(self._fresh, ignore_errors=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None and self._is_put:
            self._put_back()
        shutil.rmtree(self._fresh, ignore_errors=True)
        shutil.rmtree(self._old, ignore_errors=True)

    def add(self, name: str, content: IO[bytes]) -> None:
        """Write a file of a citizen."""
        path = self._fresh / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            shutil.copyfileobj(content, file)
            file.flush()
            os.fsync(file.fileno())

    def tally(self) -> Tally:
        """Count the files that lie on the disk now."""
        found = Tally()
        for name, path in file_store.names(self._fresh):
            found.add(name.encode() + archive.digest(path))
        return found

    def put(self, desk: dict[str, bytes]) -> None:
        """Put all in its place. Other keys than ours are kept beside ours."""
        wanted = {settings().keys_path: desk[KEYS]}
        if content := desk.get(recipients.FILE):
            wanted[recipients.path()] = content
        self._is_put = True
        shutil.rmtree(self._old, ignore_errors=True)
        _move(files_folder(), self._old)
        _move(self._fresh, files_folder())
        for path, content in wanted.items():
            if path.exists() and path.read_bytes() != content:
                write_small(_beside(path, ASIDE), path.read_bytes())
                self._kept.append(path)
            write_small(path, content)

    def _put_back(self) -> None:
        _move(files_folder(), self._fresh)
        _move(self._old, files_folder())
        for path in self._kept:
            write_small(path, _beside(path, ASIDE).read_bytes())


def _beside(path: Path, word: str) -> Path:
    return path.with_name(f"{path.name}.{word}")


def _move(source: Path, target: Path) -> None:
    if source.exists():
        source.rename(target)
