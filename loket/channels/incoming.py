"""What comes besides words: files, and what became of them; calls."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

# The type of a call that a citizen makes. It is not taken, but answered in words.
CALL = "call_connect"

# Takes a file piece by piece, so that none is ever whole in memory.
Keep = Callable[[bytes], None]


class WantedFile(msgspec.Struct, frozen=True):
    """
    A file of somebody's message, under the provider's id.

    `kind` is what it was sent as ("image", "document"); `sha256` is what the message
    said of it, in whatever way the provider writes it, "" if nothing.
    """

    media_id: str
    kind: str
    sha256: str = ""


class FetchedFile(msgspec.Struct, frozen=True):
    """A file that was handed over whole. `content_type` is what its bytes are."""

    content_type: str
    size_bytes: int
    sha256: str


class MissingFile(msgspec.Struct, frozen=True):
    """A file that was not handed over; `is_final` if it never will be."""

    reason: str
    is_final: bool


FileOutcome = FetchedFile | MissingFile
