"""Reads a backup to its end before anything is changed by it."""

from __future__ import annotations

import hashlib
import tarfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import IO

import msgspec

from loket.config.keeping import recipients
from loket.lib.backup import BackupTrouble, archive, sealing
from loket.lib.backup.manifest import FORMAT, Check, Manifest, Tally
from loket.lib.backup.sealing import Identity
from loket.lib.crypto import KeysFile

Advance = Callable[[int], None]
Members = Iterator[tuple[str, IO[bytes]]]
KEYS = "keys.json"
SMALL = frozenset({KEYS, recipients.FILE})
AT_ONCE_BYTES = 1024 * 1024


class _Origin(msgspec.Struct):
    """What every version's manifest says."""

    format: int
    loket: str


@dataclass
class Seen:
    """A backup that is whole: what it says of itself, and the small files in it."""

    manifest: Manifest
    check: Check
    desk: dict[str, bytes]


@dataclass
class _Counted:
    """What was found so far on the way through."""

    manifest: Manifest | None = None
    check: Check | None = None
    tables: dict[str, Tally] = field(default_factory=dict)
    files: Tally = field(default_factory=Tally)
    desk: dict[str, bytes] = field(default_factory=dict)


@contextmanager
def opened(path: Path, identities: Sequence[Identity]) -> Iterator[Members]:
    """
    Yield what is in a backup, one thing after the other.

    :raises BackupTrouble: if it cannot be read to its end
    """
    try:
        with sealing.reading(path, identities) as source:
            yield archive.members(source)
    except (tarfile.TarError, zlib.error, msgspec.DecodeError) as error:
        raise BackupTrouble(f"{path} is no backup of Loket ({error}).") from error
    except FileNotFoundError as error:
        raise BackupTrouble(f"There is no file {path}.") from error


def look(path: Path, identities: Sequence[Identity], advance: Advance) -> Seen:
    """
    Read a backup to its end, and hold it against what it says of itself.

    :param advance: told how many rows and files were read since last time
    :raises BackupTrouble: if it is not whole, or made by a newer Loket
    """
    found = _Counted()
    with opened(path, identities) as members:
        for name, content in members:
            advance(_take(found, name, content))
    if found.manifest is None or found.check is None or KEYS not in found.desk:
        raise BackupTrouble(f"{path} is not whole; take another backup.")
    _hold_against(path, found, found.check)
    msgspec.json.decode(found.desk[KEYS], type=KeysFile)
    return Seen(found.manifest, found.check, found.desk)


def rows_of(name: str) -> str:
    """Return the table whose rows a piece holds, nothing if it holds none."""
    kind, _, rest = name.partition("/")
    return rest.rpartition("/")[0] if kind == "tables" else ""


def file_of(name: str) -> str:
    """Return the name of a citizen's file, nothing if it is something else."""
    kind, _, rest = name.partition("/")
    return rest if kind == "files" else ""


def digest(content: IO[bytes]) -> bytes:
    """Return the SHA-256 of what is left to be read."""
    made = hashlib.sha256()
    while piece := content.read(AT_ONCE_BYTES):
        made.update(piece)
    return made.digest()


def too_new(loket: str) -> str:
    """Return what to say of a backup that a newer version made."""
    return (
        f"This backup was made by Loket {loket}, which is newer than this one "
        f"({version('loket')}); install that version first."
    )


def _take(found: _Counted, name: str, content: IO[bytes]) -> int:
    if name == "manifest.json":
        found.manifest = _manifest(content.read())
    elif name == "check.json":
        found.check = msgspec.json.decode(content.read(), type=Check)
    elif table := rows_of(name):
        return _count(found.tables.setdefault(table, Tally()), content)
    elif file := file_of(name):
        found.files.add(file.encode() + digest(content))
        return 1
    elif name.partition("/")[2] in SMALL:
        found.desk[name.partition("/")[2]] = content.read()
    return 0


def _count(tally: Tally, content: IO[bytes]) -> int:
    before = tally.count
    for rows in archive.lines(archive.unpacked(content)):
        tally.add(*rows)
    return tally.count - before


def _manifest(text: bytes) -> Manifest:
    origin = msgspec.json.decode(text, type=_Origin)
    if origin.format > FORMAT:
        raise BackupTrouble(too_new(origin.loket))
    return msgspec.json.decode(text, type=Manifest)


def _hold_against(path: Path, found: _Counted, check: Check) -> None:
    counted = {name: found.tables.get(name, Tally()) for name in check.tables}
    wrong = [name for name in counted if counted[name] != check.tables[name]]
    if found.files != check.files:
        wrong.append("files")
    if wrong:
        raise BackupTrouble(
            f"{path} does not hold what it says ({', '.join(wrong)}); "
            "take another backup."
        )
