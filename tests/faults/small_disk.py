"""A disk of its own for a database, so small that a test can fill it."""

from __future__ import annotations

import errno
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

CHUNKS_BYTES = (1024 * 1024, 4096)


class Disk:
    """A file system in memory, at `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / ".filler"

    def fill(self) -> None:
        """Take all the room that is left, to the last page."""
        with self._filler.open("ab") as file:
            for size in CHUNKS_BYTES:
                while self._took(file.fileno(), file.tell(), size):
                    file.seek(0, os.SEEK_END)

    def _took(self, file: int, at: int, size: int) -> bool:
        try:
            os.posix_fallocate(file, at, size)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            return False
        return True

    def free(self) -> None:
        """Give the room back."""
        self._filler.unlink(missing_ok=True)


@contextmanager
def mounted(size_mb: int) -> Iterator[Disk]:
    """Mount a small disk; a run without the right to mount skips loudly."""
    folder = Path(tempfile.mkdtemp(prefix="loket-disk-"))
    try:
        options = ["-o", f"size={size_mb}m,mode=0700"]
        done = subprocess.run(
            ["/bin/mount", "-t", "tmpfs", *options, "loket-disk", folder],
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")
        try:
            yield Disk(folder)
        finally:
            subprocess.run(["/bin/umount", "--lazy", folder], check=True)
    finally:
        folder.rmdir()
