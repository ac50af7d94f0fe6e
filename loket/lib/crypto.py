"""
Seals what must not be read from a stolen database, and fingerprints what must be found
again without being readable.

Two kinds of keys, because they change in different ways. A sealing key is changed by
adding a new one beside the old: old boxes still open. An index key makes the same
fingerprint for the same person, so all fingerprints that are compared with each other
must be of one key. Identity numbers have sealing keys of their own, so that the others
open none of them.

A plain hash of an identity number is no protection: all numbers of a district can be
tried in seconds. Hence HMAC with a key that is not in the database.
"""

from __future__ import annotations

import hmac
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from loket.lib import keys_file
from loket.lib.keys_file import FIRST_IDENTITY, BadKeysFile, KeysFile

__all__ = ["BadKeysFile", "CannotOpen", "Keyring", "KeysFile"]

VERSION = 1
# NIST SP 800-38D: 96 bits, random; good for 2**32 boxes of one key.
NONCE_BYTES = 12
HEADER_BYTES = 2 + NONCE_BYTES
TAG_BYTES = 16
# So long a running process may go on with the keys it has.
NOTICED_WITHIN_S = 1.0


class CannotOpen(Exception):
    """The box was changed, belongs to another place, or its key is gone."""


class _Keys(NamedTuple):
    """The keys of one moment; replaced as a whole, so that threads need no lock."""

    boxes: Mapping[int, AESGCM]
    active: int
    active_identity: int
    prints: Mapping[int, bytes]


class Keyring:
    """
    The keys of one installation.

    One that was loaded from a file looks at it again while it is used: a new key is
    noticed within a second, one that is needed for a box at once.
    """

    def __init__(self, file: KeysFile, path: Path | None = None) -> None:
        """:raises BadKeysFile: if a key is missing or has the wrong size."""
        self.is_demo = file.demo
        self.secret_key = file.secret_key
        self._path = path
        self._keys = _read(file)
        self._seen = _mark(path)
        self._look_at = time.monotonic() + NOTICED_WITHIN_S

    @classmethod
    def load(cls, path: Path) -> Self:
        """
        Read the keys.

        :raises FileNotFoundError: if there is no such file
        :raises BadKeysFile: if others may read it, or it is damaged
        """
        return cls(keys_file.load(path), path)

    @classmethod
    def create(cls, path: Path, *, demo: bool) -> Self:
        """
        Make new keys in a file of mode 0600, and return them.

        :param demo: marks keys of a training desk, which a real one refuses
        :raises FileExistsError: if there is such a file already
        """
        return cls(keys_file.create(path, demo=demo), path)

    @property
    def active(self) -> int:
        """The number of the key that closes new boxes."""
        return self._current().active

    @property
    def active_identity(self) -> int:
        """
        The number of the key that closes new boxes of identity numbers; the one of all
        others where the file is older than such keys.
        """
        return self._current().active_identity

    @property
    def has_identity(self) -> bool:
        """Test if identity numbers have a key of their own."""
        keys = self._current()
        return keys.active_identity != keys.active

    @property
    def first_index(self) -> int:
        """The number of the index key of a desk that never changed it."""
        return min(self._keys.prints)

    def seal(self, plaintext: bytes, context: bytes) -> bytes:
        """
        Return the plaintext in a box that opens only in the same context.

        :param context: where the box stands, such as table, row and column
        :return: version and key number (a byte each), nonce (12), AES-256-GCM
        """
        keys = self._current()
        return _seal(keys, keys.active, plaintext, context)

    def seal_identity(self, plaintext: bytes, context: bytes) -> bytes:
        """Return an identity number in a box, as `seal`, closed with its own key."""
        keys = self._current()
        return _seal(keys, keys.active_identity, plaintext, context)

    def open(self, sealed: bytes, context: bytes) -> bytes:
        """
        Return what is in a box.

        :raises CannotOpen: if it was changed or moved, or its key is gone
        """
        if len(sealed) < HEADER_BYTES + TAG_BYTES or sealed[0] != VERSION:
            raise CannotOpen("This is no sealed box of a version we know.")
        box = self._keys.boxes.get(sealed[1]) or self._anew().boxes.get(sealed[1])
        if box is None:
            raise CannotOpen(f"The key number {sealed[1]} is not in the keys file.")
        nonce, rest = sealed[2:HEADER_BYTES], sealed[HEADER_BYTES:]
        try:
            return box.decrypt(nonce, rest, context)
        except InvalidTag:
            raise CannotOpen("The box was changed, or moved from its place.") from None

    def needs_resealing(self, sealed: bytes) -> bool:
        """Test if a box was closed with another key than the active one."""
        return not sealed.startswith(bytes((VERSION, self.active)))

    def fingerprint(self, index: int, domain: str, *parts: str) -> bytes:
        """
        Return 32 bytes that are the same for the same parts, and tell nothing else.

        :param index: number of the index key
        :param domain: what it is for; the same parts differ in another domain
        :raises CannotOpen: if that key is gone
        """
        message = b"".join([_framed(part) for part in (domain, *parts)])
        return hmac.digest(self._index_key(index), message, "sha256")

    def printer(self, index: int, domain: str, *parts: str) -> Callable[..., bytes]:
        """
        Return what makes the fingerprints of these parts and some last ones: for many
        that differ in the last alone it costs half.

        :raises CannotOpen: if that key is gone
        """
        head = b"".join([_framed(part) for part in (domain, *parts)])
        begun = hmac.new(self._index_key(index), head, "sha256")

        def fingerprint(*last: str) -> bytes:
            made = begun.copy()
            made.update(b"".join([_framed(part) for part in last]))
            return made.digest()

        return fingerprint

    def _index_key(self, index: int) -> bytes:
        key = self._keys.prints.get(index) or self._anew().prints.get(index)
        if key is None:
            raise CannotOpen(f"The index key number {index} is not in the keys file.")
        return key

    def _current(self) -> _Keys:
        """Return the keys, looking at the file now and then."""
        if self._path is not None and time.monotonic() >= self._look_at:
            self._anew()
        return self._keys

    def _anew(self) -> _Keys:
        """Return the keys as the file has them now; a spoilt one changes nothing."""
        self._look_at = time.monotonic() + NOTICED_WITHIN_S
        seen = _mark(self._path)
        if self._path is not None and seen not in (None, self._seen):
            try:
                self._keys = _read(keys_file.load(self._path))
                self._seen = seen
            except (BadKeysFile, OSError):
                return self._keys
        return self._keys


def _framed(part: str) -> bytes:
    """A part is preceded by its length, so that no two lists look alike."""
    text = part.encode()
    return len(text).to_bytes(4, "big") + text


def _mark(path: Path | None) -> tuple[int, int] | None:
    """What changes with the file, None if it is not there."""
    try:
        found = path.stat() if path is not None else None
    except OSError:
        return None
    return (found.st_ino, found.st_mtime_ns) if found else None


def _seal(keys: _Keys, number: int, plaintext: bytes, context: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    sealed = keys.boxes[number].encrypt(nonce, plaintext, context)
    return bytes((VERSION, number)) + nonce + sealed


def _read(file: KeysFile) -> _Keys:
    if any(keys_file.number(id_) < FIRST_IDENTITY for id_ in file.identity) or any(
        keys_file.number(id_) >= FIRST_IDENTITY for id_ in file.seal
    ):
        raise BadKeysFile("The keys file numbers a key as one of another kind.")
    boxes = {
        keys_file.number(id_): AESGCM(keys_file.key(text))
        for id_, text in (*file.seal.items(), *file.identity.items())
    }
    index = {
        keys_file.number(id_): keys_file.key(text) for id_, text in file.index.items()
    }
    active = _active(file.active, file.seal)
    own = _active(file.active_identity, file.identity) if file.identity else active
    if not index:
        raise BadKeysFile("The keys file holds no index key.")
    return _Keys(boxes, active, own, index)


def _active(text: str, among: Mapping[str, str]) -> int:
    if text not in among:
        raise BadKeysFile(f"The keys file names {text} as active, but lacks it.")
    return keys_file.number(text)
