"""
Other words for what services are called: data, so that a missing one is one to add.

"Bikin paspor" is left out on purpose. Many say it who have had a passport before, and
an application for the wrong kind has cost people their fee (domain notes 1.3).
"""

from __future__ import annotations

import re

from loket.dialogue.understanding.text import tidy, words

_SAME: dict[str, str] = {
    "penggantian renewal": """
        perpanjang perpanjangan memperpanjang diperpanjang perpanjangin mengganti
        habis kedaluwarsa kadaluarsa kadaluwarsa expired expire renew extend extension
        renewing ngganti nggentos ngagentos
    """,
    "baru new": "anyar enggal énggal pertama",
    "prioritas priority": """
        lansia balita bayi hamil disabilitas difabel lumpuh stroke tunanetra jompo
        pregnant elderly disabled toddler baby newborn wheelchair
    """,
}
_MEANT = {said: meant for meant, row in _SAME.items() for said in row.split()}


_PRIORITY = "prioritas priority"
# Under five and from sixty on, people come by the other queue (circular of the
# Directorate General IMI-UM.01.01-2435/2018; domain notes 1.4).
_YOUNG, _OLD = 5, 60
_wheels = re.compile(r"\bkursi roda\b")
_age = re.compile(
    r"\b(?P<of>umur|usia|berumur|berusia|aged|age)?(?:nya)?\s?(?P<years>\d{1,3})\s?"
    r"(?:tahun|thn|th|taun|(?P<old>years? old|y\.?o))\b"
)


def spelled_out(text: str) -> str:
    """Return a text with the words behind which a service is usually named."""
    meant = dict.fromkeys(_MEANT[word] for word in words(text) if word in _MEANT)
    if _comes_first(tidy(text)):
        meant[_PRIORITY] = None
    return " ".join([text, *meant])


def _comes_first(said: str) -> bool:
    """True for an age or a wheelchair: "ibu 70 tahun", "anak umur 3 tahun"."""
    if _wheels.search(said):
        return True
    ages = [(bool(m["of"] or m["old"]), int(m["years"])) for m in _age.finditer(said)]
    return any(y >= _OLD or (is_age and y < _YOUNG) for is_age, y in ages)
