"""
How long things may be.

Source: Meta, Cloud API, "Text messages", "Interactive reply buttons messages",
"Interactive list messages", "Image messages", and its Postman collection; read
23 November 2026. Where two of them differ, the smaller stands.
"""

from __future__ import annotations

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


def length(words: str) -> int:
    """
    Return how long words are to Meta.

    It says "characters" and not of which kind; an emoji counts as two here, which is
    the most it can be (UTF-16).
    """
    if words.isascii():
        return len(words)
    return len(words.encode("utf-16-le", "surrogatepass")) // 2
