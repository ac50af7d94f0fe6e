"""
How long words may be in a chat, and how too long ones are cut.

The limits are those of WhatsApp, the narrowest of our channels (Meta, Cloud API
reference for interactive messages, read 23 Nov 2026). Up to three options without
a description become buttons, others a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loket.channels.whatsapp import limits
from loket.dialogue.types import Option, Reply

BODY = 1024
BUTTON_TITLE = 20
ROW_TITLE = 24
ROW_DESCRIPTION = 72
LABEL = 20
OPTION_ID = 200
MOST_BUTTONS = 3
MOST_OPTIONS = 10

KEY_LIMITS = {
    "button.": BUTTON_TITLE,
    "row.": ROW_TITLE,
    "hint.": ROW_DESCRIPTION,
    "label.": LABEL,
}
"""How long the words of a key may be, by how the key begins."""


def length(words: str) -> int:
    """Return how long words are to a channel, where an emoji may count as two."""
    return limits.length(words)


def clip(words: str, limit: int) -> str:
    """Return words of at most `limit` characters, cut after a word if that loses
    less than half."""
    if length(words) <= limit:
        return words
    cut = words[: limit - 1]
    while length(cut) >= limit:
        cut = cut[:-1]
    at = len(cut) if words[len(cut)].isspace() else cut.rfind(" ")
    return (cut[:at] if at > limit // 2 else cut).rstrip(" ,.;:-") + "…"


def fit(reply: Reply) -> Reply:
    """Return a reply that every channel can show: short enough, no title twice."""
    options = reply.options[:MOST_OPTIONS]
    limit = ROW_TITLE if is_list(options) else BUTTON_TITLE
    titles = _titles([option.title for option in options], limit)
    fitted = (
        Option(id=o.id, title=title, description=clip(o.description, ROW_DESCRIPTION))
        for o, title in zip(options, titles, strict=True)
    )
    return replace(
        reply,
        words=clip(reply.words, BODY),
        options=tuple(fitted),
        label=clip(reply.label, LABEL),
    )


def is_list(options: Sequence[Option]) -> bool:
    """True if a channel shows these as a list: too many for buttons, or described."""
    return len(options) > MOST_BUTTONS or any(o.description for o in options)


def _titles(titles: Sequence[str], limit: int) -> list[str]:
    """Cut titles; one that is there already gets a number."""
    used: list[str] = []
    for title in titles:
        cut, number = clip(title, limit), 2
        while cut in used:
            cut = f"{clip(title, limit - 3)} {number}"
            number += 1
        used.append(cut)
    return used
