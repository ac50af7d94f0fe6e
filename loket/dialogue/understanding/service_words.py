"""
Other words for what services are called: data, so that a missing one is one to add.

"Bikin paspor" is left out on purpose. Many say it who have had a passport before, and
an application for the wrong kind has cost people their fee (domain notes 1.3).
"""

from __future__ import annotations

from loket.dialogue.understanding.text import words

_SAME: dict[str, str] = {
    "penggantian renewal": """
        perpanjang perpanjangan memperpanjang diperpanjang perpanjangin mengganti
        habis kedaluwarsa kadaluarsa kadaluwarsa expired expire renew extend extension
        renewing ngganti nggentos ngagentos
    """,
    "baru new": "anyar enggal énggal pertama",
    "prioritas priority": """
        lansia balita hamil disabilitas difabel pregnant elderly disabled toddler
    """,
}
_MEANT = {said: meant for meant, row in _SAME.items() for said in row.split()}


def spelled_out(text: str) -> str:
    """Return a text with the words behind which a service is usually named."""
    meant = dict.fromkeys(_MEANT[word] for word in words(text) if word in _MEANT)
    return " ".join([text, *meant])
