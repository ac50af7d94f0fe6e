"""The archive inside a backup: one thing after the other, none whole in memory."""

from __future__ import annotations

import hashlib
import io
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, BinaryIO

from loket.lib.backup.manifest import Tally

# Held in memory while it is packed.
PIECE_BYTES = 4 * 1024 * 1024
AT_ONCE_BYTES = 64 * 1024
ROWS_AT_ONCE = 500
# Measured on rows of messages: a third of level 6's time for a tenth more bytes.
LEVEL = 3
GZIP = 31  # Source: zlib's manual, inflateInit2: 15 bits of window, plus 16 for gzip.


class Packer:
    """Writes an archive from its beginning to its end."""

    def __init__(self, out: BinaryIO) -> None:
        self._tar = tarfile.TarFile.open(mode="w|", fileobj=out)

    def add(self, name: str, content: bytes) -> None:
        """Add something small."""
        self._add(name, len(content), io.BytesIO(content))

    def add_file(self, name: str, path: Path) -> None:
        """
        Add a file as it lies on the disk.

        :raises FileNotFoundError: if it was deleted meanwhile
        """
        with path.open("rb") as file:
            size = file.seek(0, io.SEEK_END)
            file.seek(0)
            self._add(name, size, file)

    def close(self) -> None:
        """Write the end."""
        self._tar.close()

    def _add(self, name: str, size: int, content: IO[bytes]) -> None:
        info = tarfile.TarInfo(name)
        info.size = size
        info.mode = 0o600
        self._tar.addfile(info, content)


def pieces(rows: Iterable[bytes], tally: Tally) -> Iterator[tuple[int, bytes]]:
    """Yield rows compressed, in pieces of some megabytes, and count them."""
    waiting: list[bytes] = []
    made = bytearray()
    squeeze = zlib.compressobj(LEVEL, wbits=GZIP)
    size = count = 0
    for row in rows:
        waiting.append(row)
        size += len(row)
        if size < AT_ONCE_BYTES:
            continue
        tally.add(*waiting)
        count += len(waiting)
        made += squeeze.compress(b"".join(waiting))
        waiting.clear()
        size = 0
        if len(made) >= PIECE_BYTES:
            yield count, bytes(made + squeeze.flush())
            made.clear()
            squeeze = zlib.compressobj(LEVEL, wbits=GZIP)
            count = 0
    tally.add(*waiting)
    made += squeeze.compress(b"".join(waiting)) + squeeze.flush()
    if count or waiting:
        yield count + len(waiting), bytes(made)


def tally_of(rows: Iterable[bytes]) -> Tally:
    """Count rows."""
    tally = Tally()
    waiting: list[bytes] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == ROWS_AT_ONCE:
            tally.add(*waiting)
            waiting.clear()
    tally.add(*waiting)
    return tally


def members(source: BinaryIO) -> Iterator[tuple[str, IO[bytes]]]:
    """
    Yield name and content of each thing in an archive; read it before the next.

    :raises tarfile.TarError: if it is no archive, or ends too early
    """
    with tarfile.open(mode="r|", fileobj=source) as tar:
        for info in tar:
            content = tar.extractfile(info)
            if content is not None:
                yield info.name, content


def unpacked(content: IO[bytes]) -> Iterator[bytes]:
    """
    Yield the rows of a piece, many at once.

    :raises zlib.error: if it is damaged
    """
    loosen = zlib.decompressobj(wbits=GZIP)
    while packed := content.read(AT_ONCE_BYTES):
        yield loosen.decompress(packed)
    yield loosen.flush()


def lines(pieces: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Yield the whole lines of each piece; `copy` writes no other ends of lines."""
    rest = b""
    for piece in pieces:
        whole, end, more = (rest + piece).rpartition(b"\n")
        rest = more
        if end:
            yield [line + b"\n" for line in whole.split(b"\n")]


def digest(path: Path) -> bytes:
    """
    Return the SHA-256 of a file.

    :raises FileNotFoundError: if it is not there
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
