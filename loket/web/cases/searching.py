"""What somebody means by the words they search for: a number, or a part of a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from loket.cases import listing, nik
from loket.cases.queries import CaseRow

LONGEST = 200
FEWEST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Found:
    """One case, or some to choose from. `looked_at` is 0 where a number was meant."""

    said: str
    one: UUID | None = None
    cases: Sequence[CaseRow] = ()
    looked_at: int = 0
    is_whole: bool = True


def find(
    said: str,
    agency_id: int,
    offices: Sequence[int],
    nik_offices: Sequence[int],
    now: datetime,
) -> Found:
    """
    Return what is found at these offices; by an identity number only at those at which
    somebody may see them.
    """
    keyring = settings.LOKET_KEYRING()
    words = said.strip()[:LONGEST]
    number = "".join(words.split()).replace(".", "").upper()
    if sum(sign.isdigit() for sign in number) < FEWEST_DIGITS:
        named = listing.by_name(offices, words, now, keyring)
        return Found(words, None, named.cases, named.looked_at, named.is_whole)
    one = listing.by_number(agency_id, offices, number, keyring)
    if one is None and nik_offices and len(number) == nik.DIGITS:
        cases = nik.find(agency_id, nik_offices, number, keyring)
        return Found("", cases[0].id if len(cases) == 1 else None, cases)
    return Found("", one)
