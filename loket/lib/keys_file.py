"""
The file in which the keys stand: read by every process, changed by commands only.

A change is written beside it and renamed, so that a process that looks at it meanwhile
finds the old or the new one whole.
"""

from __future__ import annotations

import base64
import binascii
import fcntl
import os
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

KEY_BYTES = 32
HIGHEST_KEY_ID = 255
FIRST_IDENTITY = 129
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class BadKeysFile(Exception):
    """The keys file cannot be used; the message says what to do."""


class CannotChange(Exception):
    """A key cannot be changed as asked; the message says what to do."""


class KeysFile(msgspec.Struct, forbid_unknown_fields=True):
    """
    What stands in a keys file; keys are base64 of 32 bytes, by their number.

    New boxes are closed with the `active` key of `seal`; those of identity numbers with
    the `active_identity` key of `identity`, whose numbers begin at 129, so that a box
    says which kind closed it. An older file lacks them until a command makes one.
    Which key of `index` makes fingerprints stands in the database, because all of them
    must be of one key.
    """

    seal: dict[str, str]
    active: str
    index: dict[str, str]
    secret_key: str
    demo: bool = False
    identity: dict[str, str] = {}
    active_identity: str = ""


def load(path: Path) -> KeysFile:
    """
    Read the file.

    :raises FileNotFoundError: if there is none
    :raises BadKeysFile: if others may read it, or it is damaged
    """
    _check_mode(path)
    try:
        return msgspec.json.decode(path.read_bytes(), type=KeysFile)
    except PermissionError as error:
        raise BadKeysFile(
            f"The keys file {path} cannot be read by this user; "
            "run Loket as its owner, or name another with LOKET_KEYS_FILE."
        ) from error
    except msgspec.DecodeError as error:
        raise BadKeysFile(
            f"The keys file {path} is damaged ({error}); put your copy in its "
            "place, for without it sealed data stays closed."
        ) from error


def create(path: Path, *, demo: bool) -> KeysFile:
    """
    Make new keys in a file of mode 0600.

    :raises FileExistsError: if there is such a file already
    """
    file = KeysFile(
        seal={"1": new_key()},
        active="1",
        index={"1": new_key()},
        secret_key=secrets.token_urlsafe(48),
        demo=demo,
        identity={str(FIRST_IDENTITY): new_key()},
        active_identity=str(FIRST_IDENTITY),
    )
    fresh = _write_beside(path, file)
    try:
        # Of two makers one loses.
        os.link(fresh, path)
    finally:
        fresh.unlink()
    return file


def change(path: Path, how: Callable[[KeysFile], None]) -> KeysFile:
    """
    Change the file in its place, one command after the other; return what it holds.

    :raises BadKeysFile: if it cannot be used, or not be written
    """
    try:
        with _alone(path):
            file = load(path)
            how(file)
            fresh = _write_beside(path, file)
            there = path.stat()
            if os.geteuid() == 0:
                os.chown(fresh, there.st_uid, there.st_gid)
            fresh.replace(path)
    except PermissionError as error:
        raise BadKeysFile(
            f"{path} cannot be changed by this user; run the command as its owner."
        ) from error
    return file


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other changes out; the file that is locked must still be the file."""
    while True:
        with path.open("rb") as old:
            fcntl.flock(old, fcntl.LOCK_EX)
            if os.fstat(old.fileno()).st_ino == path.stat().st_ino:
                yield
                return


def new_key() -> str:
    """Return a new key as it stands in the file."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def key(text: str) -> bytes:
    """
    Return the bytes of a key.

    :raises BadKeysFile: if it is none
    """
    try:
        found = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise BadKeysFile("The keys file holds a key that is not base64.") from error
    if len(found) != KEY_BYTES:
        raise BadKeysFile(f"The keys file holds a key that is not {KEY_BYTES} bytes.")
    return found


def number(text: str) -> int:
    """
    Return the number of a key.

    :raises BadKeysFile: if it is none from 1 to 255
    """
    if not text.isdecimal() or not 0 < int(text) <= HIGHEST_KEY_ID:
        raise BadKeysFile(f"The keys file numbers a key {text!r}; use 1 to 255.")
    return int(text)


def _check_mode(path: Path) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & OTHERS:
        raise BadKeysFile(
            f"The keys file {path} may be read by others (mode {mode:04o}); "
            f"run `chmod 600 {path}`."
        )


def _write_beside(path: Path, file: KeysFile) -> Path:
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(msgspec.json.format(msgspec.json.encode(file)) + b"\n")
        out.flush()
        os.fsync(out.fileno())
    return fresh
