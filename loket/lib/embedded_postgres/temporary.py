"""A server for tests: empty, quick, and gone afterwards."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from loket.lib.embedded_postgres.errors import CannotStart
from loket.lib.embedded_postgres.server import Server

# A test's data may die with its machine: no waiting for the disk.
QUICK: Mapping[str, str] = {
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
}
DEBIAN = "/usr/lib/postgresql/{}/bin"


@contextmanager
def temporary_server(
    tmp_path: Path, *, settings: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """
    Run an empty server below a folder, and throw it away at the end.

    `LOKET_TEST_POSTGRES=15` takes Debian's PostgreSQL 15 instead of the pip package's.
    As root the server's user may not enter pytest's private folder; then the server
    lives in a temporary folder of its own.
    """
    merged = {**QUICK, **(settings or {})}
    with place(tmp_path) as folder:
        server = Server(
            folder / "postgres",
            settings=merged,
            binaries_dir=binaries_dir(),
            sync=False,
        )
        with server:
            yield server


def binaries_dir() -> Path | None:
    """
    Return the programs that the environment asks for, None for the pip package's.

    :raises CannotStart: if that version is not installed
    """
    version = os.environ.get("LOKET_TEST_POSTGRES", "")
    if not version:
        return None
    folder = Path(DEBIAN.format(version))
    if not folder.is_dir():
        raise CannotStart(
            f"LOKET_TEST_POSTGRES is {version}, but {folder} is missing; "
            f"run `apt-get install postgresql-{version}`, or unset it."
        )
    return folder


@contextmanager
def place(tmp_path: Path) -> Iterator[Path]:
    """Yield a folder that the server's user may enter: as root, not pytest's own."""
    if os.geteuid() != 0:
        yield tmp_path
        return
    folder = Path(tempfile.mkdtemp(prefix="loket-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
