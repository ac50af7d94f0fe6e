"""
The identity number of a case's holder: kept only if the office has it, sealed apart,
and looked at only with a reason that is written down.

It is never a reason to refuse anybody: a number stays wrong for life when the birth
date in it is wrong (dukcapil.klaten.go.id, read 23 November 2026). Doubts are warnings.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db import connection, transaction

from loket.cases import holder as holders
from loket.cases import listing, rekeying
from loket.cases.models import Case
from loket.cases.queries import CaseRow
from loket.lib import audit, sql
from loket.lib.audit import Entry
from loket.lib.crypto import Keyring
from loket.lib.live import changes
from loket.messaging.privacy import looks_like_nik

DIGITS = 16
# Women have 40 added to the day (same source).
WOMENS = 40


class Reason(StrEnum):
    """Why somebody looks at an identity number. Values are stored."""

    IDENTIFY = "identify"
    PAPERS = "papers"
    ASKED = "asked"
    OVERSIGHT = "oversight"


class Doubt(StrEnum):
    """What is odd about an identity number."""

    STRUCTURE = "structure"
    BIRTH_DATE = "birth_date"


class NotDigits(ValueError):
    """An identity number has 16 digits."""


def cleaned(said: str) -> str:
    """
    Return an identity number in digits, "" for none.

    :raises NotDigits: if there is anything but 16 digits
    """
    digits = "".join(said.split()).replace("-", "").replace(".", "")
    if digits and not (digits.isascii() and digits.isdigit() and len(digits) == DIGITS):
        raise NotDigits
    return digits


def doubts(nik: str, birth_date: date | None) -> list[Doubt]:
    """Return what is odd about a number of 16 digits; it is kept all the same."""
    if not looks_like_nik(nik):
        return [Doubt.STRUCTURE]
    if birth_date is None:
        return []
    said = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    days = (birth_date.day, birth_date.day + WOMENS)
    rest = birth_date.month, birth_date.year % 100
    is_same = said[0] in days and said[1:] == rest
    return [] if is_same else [Doubt.BIRTH_DATE]


def keep(case_id: UUID, nik: str, now: datetime, keyring: Keyring) -> None:
    """Keep the identity number of a case; "" takes it away."""
    with transaction.atomic(), connection.cursor() as cursor:
        made = rekeying.prints(keyring)
        case = Case.objects.select_for_update().get(id=case_id)
        case.nik_sealed = holders.seal_nik(keyring, case_id, nik) if nik else None
        case.nik_key = holders.nik_key(made, case.agency_id, nik) if nik else None
        case.changed_at = now
        case.save(update_fields=["nik_sealed", "nik_key", "changed_at"])
        _note(cursor, "case.nik_kept" if nik else "case.nik_removed", case, {})
        changes.record(cursor, [f"case:{case_id}"])


def look(case_id: UUID, reason: Reason, keyring: Keyring) -> str:
    """Return the identity number of a case, "" if it has none; the look is recorded."""
    case = Case.objects.get(id=case_id)
    if case.nik_sealed is None:
        return ""
    with transaction.atomic(), connection.cursor() as cursor:
        _note(cursor, "case.nik_seen", case, {"reason": reason.value})
    return holders.unseal_nik(keyring, case_id, bytes(case.nik_sealed))


def find(
    agency_id: int, offices: Collection[int], nik: str, keyring: Keyring
) -> list[CaseRow]:
    """Return the cases of one person at these offices; a find is recorded."""
    found = listing.by_nik(agency_id, offices, nik, keyring)
    with connection.cursor() as cursor:
        audit.record(
            cursor,
            [
                Entry("case.found_by_nik", str(one.id), one.agency_id, one.office_id)
                for one in found
            ],
        )
    return found


def _note(
    cursor: sql.Cursor, action: str, case: Case, details: dict[str, object]
) -> None:
    about = Entry(action, str(case.id), case.agency_id, case.office_id, details)
    audit.record(cursor, [about])
