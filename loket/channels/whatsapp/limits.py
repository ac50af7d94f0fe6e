"""
How long things may be.

Source: Meta, Cloud API, "Text messages", "Interactive reply buttons messages",
"Interactive list messages", "Image messages", and its Postman collection; read
23 November 2026. Where two of them differ, the smaller stands.
"""

from __future__ import annotations

from collections.abc import Iterator

TEXT_BODY = 4096
IMAGE_CAPTION = 1024
INTERACTIVE_BODY = 1024  # lists: 4096 in the newer page, 1024 in the collection

BUTTONS = 3
BUTTON_TITLE = 20
BUTTON_ID = 256

LIST_ROWS = 10
LIST_LABEL = 20
ROW_TITLE = 24
ROW_DESCRIPTION = 72
ROW_ID = 200

REFERENCE = 512

# Templates: Meta, "Template components" and "Template management". A template's own
# words count with those of its gaps; only the gaps are known here.
TEMPLATE_NAME = 512
TEMPLATE_BODY = 1024
TEMPLATE_HEADER = 60
TEMPLATE_BUTTONS = 10
TEMPLATE_PAYLOAD = 128
TEMPLATE_URL = 2000
TEMPLATE_CODE = 15
# Spaces in a row that a gap may hold (error 132018).
TEMPLATE_SPACES = 4

FILENAME = 240

_MB = 1024 * 1024
# Bytes of a file, by kind: Meta, "Media", supported media types; read 23 November 2026.
FILE_BYTES = {
    "image": 5 * _MB,
    "document": 100 * _MB,
    "video": 16 * _MB,
    "audio": 16 * _MB,
    "sticker": 500 * 1024,
}
# Types that WhatsApp takes, by kind; a document may be of any type.
FILE_TYPES = {
    "image": frozenset({"image/jpeg", "image/png"}),
    "video": frozenset({"video/mp4", "video/3gpp"}),
    "audio": frozenset(
        {"audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"}
    ),
    "sticker": frozenset({"image/webp"}),
}


def length(words: str) -> int:
    """
    Return how long words are to Meta.

    It says "characters" and not of which kind; an emoji counts as two here, which is
    the most it can be (UTF-16).
    """
    if words.isascii():
        return len(words)
    return len(words.encode("utf-16-le", "surrogatepass")) // 2


def longer(name: str, words: str, most: int) -> Iterator[str]:
    """Yield a problem if words are longer than `most` characters."""
    found = length(words)
    if found > most:
        yield f"{name} has {found} characters, {most} are the most"
