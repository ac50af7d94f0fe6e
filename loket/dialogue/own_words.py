"""
Keeps what agencies say in their own words at hand.

All of it is read anew every other second, apart from the turns: it is little, and no
citizen waits for it. A change made on the texts page is heard that soon.
"""

from __future__ import annotations

from loket.dialogue import words
from loket.dialogue.words import Own
from loket.offices import texts


def renew() -> None:
    """Speak from now on as the agencies want it now."""
    found = texts.everything()
    words.use(
        Own(
            {key: tuple(forms) for key, forms in found.texts.items()},
            {agency: frozenset(codes) for agency, codes in found.languages.items()},
        )
    )
