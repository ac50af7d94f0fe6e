"""The keys of this process, read once."""

from __future__ import annotations

from functools import cache

from loket.config.env import settings
from loket.lib.crypto import Keyring


@cache
def keyring() -> Keyring:
    """
    Return the keys; make them at the first start.

    :raises loket.lib.crypto.BadKeysFile: if the file cannot be used
    """
    path = settings().keys_path
    try:
        return Keyring.load(path)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _create()


def _create() -> Keyring:
    path = settings().keys_path
    try:
        return Keyring.create(path, demo=settings().demo)
    except FileExistsError:
        return Keyring.load(path)


def secret_key() -> str:
    """Return what signs sessions: the one that is set, or the one in the keys file."""
    return settings().secret_key.get_secret_value() or keyring().secret_key
