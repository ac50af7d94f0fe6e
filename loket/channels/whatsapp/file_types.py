"""
What a file is, by its first bytes, and whether a message of that kind may hold it.

Neither the provider's word nor the name's ending is believed: a page that calls
itself a picture must not open as a page in an officer's browser.
Source of kinds and sizes: Meta, Cloud API, "Media", supported types; 16 June 2026.
"""

from __future__ import annotations

MEGABYTE = 1024 * 1024
# So many of the first bytes are looked at.
HEAD_BYTES = 512

# The most bytes of each kind. Meta allows documents of 100 MB; the limit is ours,
# because an officer opens them in a browser.
MOST_BYTES = {
    "image": 5 * MEGABYTE,
    "audio": 16 * MEGABYTE,
    "voice": 16 * MEGABYTE,
    "video": 16 * MEGABYTE,
    "sticker": MEGABYTE // 2,
    "document": 25 * MEGABYTE,
}

_JPEG, _PNG, _WEBP = "image/jpeg", "image/png", "image/webp"
_SOUNDS = frozenset({"audio/ogg", "audio/mpeg", "audio/aac", "audio/amr", "audio/mp4"})
_FILMS = frozenset({"video/mp4", "video/3gpp"})
_PAPERS = frozenset(
    {"application/pdf", "application/zip", "application/x-ole-storage", "text/plain"}
)
_PICTURES = frozenset({_JPEG, _PNG, _WEBP})

ALLOWED = {
    "image": _PICTURES,
    "audio": _SOUNDS | _FILMS,
    "voice": _SOUNDS | _FILMS,
    "video": _FILMS,
    "sticker": frozenset({_WEBP}),
    "document": _PAPERS | _PICTURES,
}

# Where the bytes begin, the bytes, the type. Word and Excel files are ZIP or OLE.
_SIGNS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", _JPEG),
    (0, b"\x89PNG\r\n\x1a\n", _PNG),
    (8, b"WEBP", _WEBP),
    (0, b"%PDF-", "application/pdf"),
    (0, b"OggS", "audio/ogg"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xf1", "audio/aac"),
    (0, b"\xff\xf9", "audio/aac"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp3g", "video/3gpp"),
    (4, b"ftyp", "video/mp4"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
_WRITTEN = frozenset({*range(0x20, 0x7F), 0x09, 0x0A, 0x0D})
_BEYOND_ASCII = 0x80
_MARKUP = (b"<", b"#!", b"%!")


def guess(head: bytes) -> str:
    """Return the type of a file by its first bytes, "" if it is none we take."""
    for start, sign, type_ in _SIGNS:
        if head.startswith(sign, start):
            return type_
    return "text/plain" if _is_plain(head) else ""


def _is_plain(head: bytes) -> bool:
    """Test for words without markup; a browser must never take them for a page."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start or start.startswith(_MARKUP) or b"<" in start:
        return False
    return all(byte in _WRITTEN or byte >= _BEYOND_ASCII for byte in start)
