"""
Who may hear how a case stands, and what keeps others from trying numbers.

Entitled is whoever writes from the number on file, or knows the number of the case and
the birth date of its holder. A number on file that may have gone to somebody else
(silent for 90 days, or given up by another person before) has to be proved anew. What
does not exist and what is not theirs gets the same answer.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from loket.cases import holder as holders
from loket.cases import queries, rekeying, telling
from loket.cases.queries import CaseRow
from loket.cases.rekeying import Prints
from loket.lib import sql
from loket.lib.crypto import Keyring
from loket.messaging import alarms
from loket.messaging.alarm_kinds import AlarmKind

QUERIES = sql.beside(__file__, "asking")

# Our own bounds, 29 November 2026. Telephone companies give a number to somebody else
# some time after it was given up; the machine learns of that from nobody.
SILENT_FOR = timedelta(days=90)
MOST_TRIES = 5
# So many wrong tries of one agency in a day are no mistakes of single people.
SCANNING = 100

DOMAIN = "case asking v1"


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who wants to know how their cases stand."""

    agency_id: int
    contact_id: UUID
    account_id: int


@dataclass(frozen=True, slots=True)
class Known:
    """
    The cases of which somebody may hear. `is_unproved` says that there are others that
    their number would show, if it is still theirs; `has_phone` that they have one, and
    `has_types` that the agency answers such questions at all.
    """

    cases: Sequence[CaseRow]
    is_unproved: bool = False
    has_phone: bool = False
    has_types: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """What somebody says to prove that a case is theirs; numbers in digits."""

    asker: Asker
    numbers: Sequence[str]
    birth_dates: Sequence[date]


@dataclass(frozen=True, slots=True)
class Proved:
    """The case that was proved; None if there is none, or it is not theirs."""

    case: CaseRow | None
    is_barred: bool = False


def known(askers: Sequence[Asker], now: datetime, keyring: Keyring) -> list[Known]:
    """Return the cases of each asker, and let them follow those on file for them."""
    agencies = {one.agency_id for one in askers}
    typed = {agency for (agency,) in _fetch("agencies", [sorted(agencies)])}
    able = [one for one in askers if one.agency_id in typed]
    if not able:
        return [Known([]) for _ in askers]
    phones = _phones(able)
    _follow(able, phones, now, rekeying.prints(keyring))
    followed = _followed(able)
    rows = queries.by_id({c for some, _ in followed.values() for c in some}, keyring)
    # Whoever is told now needs no news of the same.
    telling.note_told(
        {(case, who) for who, (some, _) in followed.items() for case in some}
    )
    return [
        Known(
            [rows[case] for case in followed.get(one.contact_id, ([], False))[0]],
            is_unproved=followed.get(one.contact_id, ([], False))[1],
            has_phone=one in phones,
            has_types=one.agency_id in typed,
        )
        for one in askers
    ]


def prove(asked: Sequence[Proof], now: datetime, keyring: Keyring) -> list[Proved]:
    """
    Return the case that each of them proves to be theirs, and let them follow it.

    Every wrong try counts, for who asks and for the number asked for; after five in a
    day the answer is no, whatever they know.
    """
    made = rekeying.prints(keyring)
    found = _cases(asked, made)
    answers = []
    for one in asked:
        keys = _keys(one, made)
        if _tries(keys, now) >= MOST_TRIES:
            answers.append(Proved(None, is_barred=True))
            continue
        case = next((c for c in found.get(one.asker, []) if _is_theirs(one, c)), None)
        if case is None:
            _count([*keys, _agency_key(one.asker.agency_id, made)], now)
            _watch(one.asker.agency_id, now, made)
        answers.append(Proved(case))
    proved = {
        (answer.case.id, one.asker.contact_id)
        for one, answer in zip(asked, answers, strict=True)
        if answer.case is not None
    }
    _take(proved, now)
    telling.note_told(proved)
    return answers


def ask_anew(contacts: Collection[UUID], now: datetime) -> None:
    """Have people prove their cases again: their phone or number changed hands."""
    if not contacts:
        return
    with connection.cursor() as cursor:
        cursor.execute(QUERIES["ask_anew"], {"contacts": list(contacts), "now": now})


def _phones(askers: Collection[Asker]) -> dict[Asker, str]:
    """The number from which each writes, and that is theirs now."""
    rows = _rows(askers)
    found = {(a, c): phone for a, c, phone in _fetch("phones", [rows])}
    return {
        one: found[one.account_id, one.contact_id]
        for one in askers
        if (one.account_id, one.contact_id) in found
    }


def _follow(
    askers: Sequence[Asker], phones: dict[Asker, str], now: datetime, made: Prints
) -> None:
    """Let people follow what is on file for their number, unless that is in doubt."""
    keys = {
        one: (one.agency_id, holders.phone_key(made, one.agency_id, phone))
        for one, phone in phones.items()
    }
    on_file = queries.by_phone(set(keys.values()))
    rows = [
        {"case_id": case, "contact_id": one.contact_id, "how": "phone"}
        for one, key in keys.items()
        for case in on_file.get(key, [])
    ]
    contacts = [one.contact_id for one in askers]
    with connection.cursor() as cursor:
        if rows:
            cursor.execute(QUERIES["follow"], {"rows": sql.rows(rows), "now": now})
        values: dict[str, Any]
        values = {"contacts": contacts, "now": now, "silent": SILENT_FOR}
        cursor.execute(QUERIES["doubt"], values)


def _followed(askers: Sequence[Asker]) -> dict[UUID, tuple[list[UUID], bool]]:
    contacts = [one.contact_id for one in askers]
    found: dict[UUID, tuple[list[UUID], bool]] = {}
    for contact, case, is_proved in _fetch("followed", [contacts]):
        cases, is_unproved = found.get(contact, ([], False))
        if is_proved:
            cases.append(case)
        found[contact] = cases, is_unproved or not is_proved
    return found


def _cases(asked: Sequence[Proof], made: Prints) -> dict[Asker, list[CaseRow]]:
    keys = {
        (one.asker, number): (
            one.asker.agency_id,
            holders.number_key(made, one.asker.agency_id, number),
        )
        for one in asked
        for number in one.numbers
    }
    found = queries.by_number(set(keys.values()))
    rows = queries.by_id(set(found.values()), made.keyring)
    cases: dict[Asker, list[CaseRow]] = {}
    for (asker, _), key in keys.items():
        if key in found:
            cases.setdefault(asker, []).append(rows[found[key]])
    return cases


def _is_theirs(one: Proof, case: CaseRow) -> bool:
    return case.holder.birth_date is not None and (
        case.holder.birth_date in one.birth_dates
    )


def _keys(one: Proof, made: Prints) -> list[bytes]:
    agency = str(one.asker.agency_id)
    who = made.fingerprint(DOMAIN, agency, "contact", str(one.asker.contact_id))
    numbers = (
        made.fingerprint(DOMAIN, agency, "number", number) for number in one.numbers
    )
    return [who, *numbers]


def _agency_key(agency_id: int, made: Prints) -> bytes:
    return made.fingerprint(DOMAIN, str(agency_id), "all")


def _tries(keys: Sequence[bytes], now: datetime) -> int:
    ((tries,),) = _fetch("tries", [list(keys), now.date()])
    return int(tries)


def _count(keys: Sequence[bytes], now: datetime) -> None:
    rows = [{"key": key.hex()} for key in sorted(keys)]
    with connection.cursor() as cursor:
        cursor.execute(QUERIES["count"], [now.date(), sql.rows(rows)])


def _watch(agency_id: int, now: datetime, made: Prints) -> None:
    """Tell somebody if numbers are being tried out."""
    tries = _tries([_agency_key(agency_id, made)], now)
    if tries >= SCANNING:
        subject = f"agency:{agency_id}"
        alarms.raise_alarm(AlarmKind.SCANNING, subject, str(tries), agency_id)


def _take(proved: Collection[telling.Pair], now: datetime) -> None:
    rows = [
        {"case_id": case, "contact_id": contact, "how": "proof"}
        for case, contact in sorted(proved)
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(QUERIES["follow"], {"rows": sql.rows(rows), "now": now})


def _rows(askers: Collection[Asker]) -> str:
    return sql.rows(
        {"account_id": one.account_id, "contact_id": one.contact_id} for one in askers
    )


def _fetch(name: str, values: Sequence[object]) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        return sql.fetch(cursor, QUERIES[name], values)
