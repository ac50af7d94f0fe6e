"""
For whom backups are encrypted.

The desk holds public keys only: who takes the machine opens no backup, not even those
from before something was erased. The secret half is kept elsewhere by a person.
"""

from __future__ import annotations

import os
from pathlib import Path

import pyrage

from loket.config.env import settings
from loket.lib.backup import BackupTrouble
from loket.lib.backup.sealing import Identity, Recipient

FILE = "backup-recipients.txt"


def path() -> Path:
    """The file of public keys, one a line, as `age --recipients-file` reads it."""
    return settings().data_dir / FILE


def known() -> list[Recipient]:
    """
    Return for whom backups are encrypted.

    :raises BackupTrouble: if nobody is named, or a line is no public key
    """
    try:
        found = [Recipient.from_str(line) for line in _lines(path())]
    except FileNotFoundError:
        found = []
    except pyrage.RecipientError as error:
        raise BackupTrouble(
            f"{path()} holds a line that is no public key ({error}); mend it."
        ) from error
    if not found:
        raise BackupTrouble(
            "There is no key for backups yet; `loket keys backup FILE` makes one."
        )
    return found


def make(secret: Path) -> str:
    """
    Make a pair: the secret half into a new file, the public one beside the others.

    :return: the public half
    :raises BackupTrouble: if there is such a file already
    """
    identity = Identity.generate()
    public = str(identity.to_public())
    try:
        handle = os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise BackupTrouble(f"{secret} exists already; name a new file.") from error
    with os.fdopen(handle, "w") as file:
        file.write(f"# public key: {public}\n{identity}\n")
    path().parent.mkdir(parents=True, exist_ok=True)
    with path().open("a", encoding="utf-8") as file:
        file.write(f"{public}\n")
    return public


def identities(secret: Path) -> list[Identity]:
    """
    Return the secret keys of a file.

    :raises BackupTrouble: if there is none, or it cannot be read
    """
    try:
        found = [Identity.from_str(line) for line in _lines(secret)]
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no text"
        raise BackupTrouble(f"{secret} cannot be read ({reason}).") from error
    except pyrage.IdentityError:
        found = []
    if not found:
        raise BackupTrouble(f"{secret} holds no secret key for backups.")
    return found


def _lines(file: Path) -> list[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and line[0] != "#"]
