"""The machine: settings, keys, room on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from loket.config import guard
from loket.config.doctor.findings import Finding, bad, good, poor
from loket.config.env import settings
from loket.lib import disk
from loket.lib.crypto import BadKeysFile, Keyring


def look() -> Iterator[Finding]:
    """Look at what needs no database."""
    yield _disk(settings().data_dir)
    try:
        keyring = Keyring.load(settings().keys_path)
    except FileNotFoundError:
        yield bad(
            "keys",
            f"{settings().keys_path} is missing.",
            "Put your copy there. On a new desk `loket up` makes it.",
        )
    except BadKeysFile as error:
        yield bad("keys", "They cannot be used.", str(error))
    else:
        yield good("keys", f"{settings().keys_path}, private, readable.")
        if not keyring.has_identity:
            yield poor(
                "keys",
                "Identity numbers have no key of their own yet.",
                "Run `loket keys rotate --identity`, then `loket keys reseal`.",
            )
        yield _settings(keyring)


def _settings(keyring: Keyring) -> Finding:
    if keyring.is_demo:
        return good("settings", "A training desk: start it with `loket demo`.")
    try:
        guard.check(settings(), keyring)
    except guard.Refused as refusal:
        return bad("settings", "This desk would not start.", str(refusal))
    return good("settings", "Fit for a real desk.")


def _disk(folder: Path) -> Finding:
    room = disk.room(folder)
    said = f"{room.free_bytes / 1e9:.1f} GB free at {room.folder}."
    remedy = "Free some room, or move LOKET_DATA_DIR to a larger disk."
    if room.free_bytes < disk.LEAST_FREE_BYTES:
        return bad("disk", said, remedy)
    if room.free_bytes < disk.COMFORTABLE_FREE_BYTES:
        return poor("disk", said, remedy)
    return good("disk", said)
