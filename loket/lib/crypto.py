"""
Seals what must not be read from a stolen database, and fingerprints what must be found
again without being readable.

Two kinds of keys, because they change in different ways. A sealing key is changed by
adding a new one beside the old: old boxes still open. The index key makes the same
fingerprint for the same person, so all fingerprints change with it.

A plain hash of an identity number is no protection: all numbers of a district can be
tried in seconds. Hence HMAC with a key that is not in the database.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import os
import secrets
import stat
from pathlib import Path
from typing import Self

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = 1
KEY_BYTES = 32
# NIST SP 800-38D: 96 bits, random; good for 2**32 boxes of one key.
NONCE_BYTES = 12
HEADER_BYTES = 2 + NONCE_BYTES
TAG_BYTES = 16
HIGHEST_KEY_ID = 255
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class BadKeysFile(Exception):
    """The keys file cannot be used; the message says what to do."""


class CannotOpen(Exception):
    """The box was changed, belongs to another place, or its key is gone."""


class KeysFile(msgspec.Struct, forbid_unknown_fields=True):
    """What stands in a keys file; keys are base64 of 32 bytes, by their number."""

    seal: dict[str, str]
    active: str
    index: dict[str, str]
    secret_key: str
    demo: bool = False


class Keyring:
    """The keys of one installation."""

    def __init__(self, file: KeysFile) -> None:
        """:raises BadKeysFile: if a key is missing or has the wrong size."""
        self.is_demo = file.demo
        self.secret_key = file.secret_key
        self._boxes = {_number(id_): AESGCM(_key(t)) for id_, t in file.seal.items()}
        active = _number(file.active)
        if active not in self._boxes:
            raise BadKeysFile(f"The keys file names {active} as active, but lacks it.")
        self._active = self._boxes[active]
        self._header = bytes([VERSION, active])
        if len(file.index) != 1:
            raise BadKeysFile("The keys file must hold exactly one index key.")
        (index,) = file.index.values()
        self._index = _key(index)

    @classmethod
    def load(cls, path: Path) -> Self:
        """
        Read the keys.

        :raises FileNotFoundError: if there is no such file
        :raises BadKeysFile: if others may read it, or it is damaged
        """
        _check_mode(path)
        try:
            return cls(msgspec.json.decode(path.read_bytes(), type=KeysFile))
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

    @classmethod
    def create(cls, path: Path, *, demo: bool) -> Self:
        """
        Make new keys in a file of mode 0600, and return them.

        :param demo: marks keys of a training desk, which a real one refuses
        :raises FileExistsError: if there is such a file already
        """
        file = KeysFile(
            seal={"1": _new_key()},
            active="1",
            index={"1": _new_key()},
            secret_key=secrets.token_urlsafe(48),
            demo=demo,
        )
        _write_whole(path, msgspec.json.format(msgspec.json.encode(file)) + b"\n")
        return cls(file)

    def seal(self, plaintext: bytes, context: bytes) -> bytes:
        """
        Return the plaintext in a box that opens only in the same context.

        :param context: where the box stands, such as table, row and column
        :return: version and key number (a byte each), nonce (12), AES-256-GCM
        """
        nonce = os.urandom(NONCE_BYTES)
        return self._header + nonce + self._active.encrypt(nonce, plaintext, context)

    def open(self, sealed: bytes, context: bytes) -> bytes:
        """
        Return what is in a box.

        :raises CannotOpen: if it was changed or moved, or its key is gone
        """
        if len(sealed) < HEADER_BYTES + TAG_BYTES or sealed[0] != VERSION:
            raise CannotOpen("This is no sealed box of a version we know.")
        box = self._boxes.get(sealed[1])
        if box is None:
            raise CannotOpen(f"The key number {sealed[1]} is not in the keys file.")
        nonce, rest = sealed[2:HEADER_BYTES], sealed[HEADER_BYTES:]
        try:
            return box.decrypt(nonce, rest, context)
        except InvalidTag:
            raise CannotOpen("The box was changed, or moved from its place.") from None

    def needs_resealing(self, sealed: bytes) -> bool:
        """Test if a box was closed with another key than the active one."""
        return not sealed.startswith(self._header)

    def fingerprint(self, domain: str, *parts: str) -> bytes:
        """
        Return 32 bytes that are the same for the same parts, and tell nothing else.

        :param domain: what it is for; the same parts differ in another domain
        """
        # Each part is preceded by its length, so that no two lists look alike.
        texts = [part.encode() for part in (domain, *parts)]
        message = b"".join([len(text).to_bytes(4, "big") + text for text in texts])
        return hmac.digest(self._index, message, "sha256")


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _key(text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise BadKeysFile("The keys file holds a key that is not base64.") from error
    if len(key) != KEY_BYTES:
        raise BadKeysFile(f"The keys file holds a key that is not {KEY_BYTES} bytes.")
    return key


def _number(text: str) -> int:
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


def _write_whole(path: Path, content: bytes) -> None:
    # Written beside its place and linked there: a reader never sees half a file, and
    # of two writers one loses.
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(fresh, path)
    finally:
        fresh.unlink()
