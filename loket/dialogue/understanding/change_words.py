"""The words of a changed mind: data, so that a missing one is one to add."""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


TOWARDS = _set("ke di dekat kantor cabang ing ning menyang to at near")
"""Before the name of a place. A name alone may be that of a person."""

INSTEAD = _set(
    """
    bukan ganti ralat maksudnya maksud eh salah tapi jadinya sanes dudu maaf
    not change rather instead sorry actually
    """
)
"""Beside the name of what is wanted instead."""

AT_HOME = _set("lahir kelahiran tinggal rumah alamat asal born birth live lives from")
"""Where somebody was born is not where they want to come."""

CHANGING = _set(
    """
    ganti ubah rubah pindah geser tukar eh oh jadi jadinya kalau klo kalo bisa yang yg
    atau maaf sorry lebih change move make instead rather or ke
    """
)
"""Around another day or hour, they say only that it changes."""

CHOSEN = _set("aja saja mending instead wae we")
"""With one of them, "sore" is a wish and no greeting."""

NEAR = _set(
    """
    dekat deket terdekat nearest closest near nearby cedhak cerak cedak caket deukeut
    pangdeukeutna
    """
)
"""The office that is wanted is the one that is near."""

RELATIVES = _set(
    """
    saya aku kami kita sama dan dengan bareng beserta plus istri isteri suami anak anak2
    ibu bapak ayah mama papa adik adek kakak nenek kakek orang tua keluarga sendiri aja
    saja ya untuk buat mau my wife husband and i me kids son daughter mother father for
    kula kulo bojo garwa lare putra abdi pun bojo barudak
    """
)
"""A text of nothing else names nobody."""

ADDING = _set("tambah nambah tambahin tambahkan nambahin add another nambahi tambihan")
SOMEBODY = _set(
    "orang nama anak istri suami ibu bapak adik kakak person people someone wong jalmi"
)
"""With one of these it means one more who comes."""

HOW_MANY = re.compile(
    r"\b(?:sekeluarga|serombongan|berdua|bertiga|berempat|berlima|rombongan"
    r"|\d{1,2}\s?(?:orang|org|people|persons|jiwa)|family of \d)\b",
    re.IGNORECASE,
)
"""Says how many come, and not who."""

_FOR = re.compile(r".*\b(?:buat|untuk|utk|bwt|atas\s?nama|for)\s", re.IGNORECASE)


def who_for(line: str) -> tuple[str, str]:
    """Return a line as what is wanted and for whom: "besok jam 9 buat | Siti 1-2-1990".
    The first is "" if the line says only who."""
    match = _FOR.match(line)
    return (match[0], line[match.end() :]) if match else ("", line)
