"""
Taking in how cases stand, many at once: from another system, an import, or the desk.

A number stands for one case. A record that is older than what we know changes nothing;
one that names a stage the case could not have come to is taken as a correction, for the
source knows better. Calls answer for each record and raise for none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import connection, transaction

from loket.cases import (
    checking,
    deciding,
    kinds,
    queries,
    rekeying,
    storing,
    telling,
)
from loket.cases.checking import Checked, Places
from loket.cases.deciding import Keyed
from loket.cases.records import (
    CaseRecord,
    Fault,
    Outcome,
    Refused,
    Source,
    StageChange,
)
from loket.cases.rekeying import Prints
from loket.lib.crypto import Keyring
from loket.offices import queries as offices


def take(
    records: Sequence[CaseRecord], source: Source, now: datetime, keyring: Keyring
) -> list[Outcome]:
    """
    Take in records of one agency, all in one transaction, and tell their people.

    Returns what became of each. Of several records of one case, each counts, in the
    order of the list.
    """
    known = places(source.agency_id, source.offices)
    checked = [checking.check(record, known, now) for record in records]
    answers: list[Outcome | None] = [
        Refused(one) if isinstance(one, Fault) else None for one in checked
    ]
    at = [n for n, one in enumerate(checked) if isinstance(one, Checked)]
    good = [one for one in checked if isinstance(one, Checked)]
    with transaction.atomic():
        made = rekeying.prints(keyring)
        keyed = storing.keyed(good, source.agency_id, made)
        for wave in _waves(list(zip(at, keyed, strict=True))):
            became = _take_wave([one for _, one in wave], source, now, made)
            for n, one in wave:
                answers[n] = became[one.number_key]
        with connection.cursor() as cursor:
            storing.note_heard(cursor, source, now)
    return [answer for answer in answers if answer is not None]


def move_on(
    told: Sequence[StageChange], source: Source, now: datetime, keyring: Keyring
) -> list[Outcome]:
    """
    Take in what happened to known cases; as `take`, but that a number which is not
    known, or belongs to an office of which the source may not speak, is refused.
    """
    with transaction.atomic():
        return _move_on(told, source, now, keyring)


def _move_on(
    told: Sequence[StageChange], source: Source, now: datetime, keyring: Keyring
) -> list[Outcome]:
    made = rekeying.prints(keyring)
    known = places(source.agency_id, source.offices)
    offices_ = {one.id: code for code, one in known.offices.items()}
    types = {one.id: slug for slug, one in known.types.items()}
    stand = queries.standing(source.agency_id, {one.number for one in told}, made)
    places_of = [stand.get(one.number, (0, 0)) for one in told]
    records = [
        CaseRecord(
            office=offices_[office],
            type=types.get(kind, ""),
            number=one.number,
            stage=one.stage,
            at=one.at,
            version=one.version,
        )
        for one, (office, kind) in zip(told, places_of, strict=True)
        if office in offices_
    ]
    taken = iter(take(records, source, now, keyring))
    return [
        next(taken) if office in offices_ else Refused(Fault.UNKNOWN_CASE)
        for office, _ in places_of
    ]


def places(agency_id: int, only: Collection[int] = ()) -> Places:
    """
    Return the offices and the types of cases of an agency by their short names;
    `only` these offices, or all.
    """
    types = kinds.of_agencies([agency_id]).values()
    return Places(
        offices={
            one.code: one
            for one in offices.offices().values()
            if one.agency_id == agency_id and (not only or one.id in only)
        },
        types={one.slug: one for one in types},
    )


def _waves(keyed: Sequence[tuple[int, Keyed]]) -> list[list[tuple[int, Keyed]]]:
    """Split records so that each wave holds a case once, the first of each first."""
    waves: list[list[tuple[int, Keyed]]] = []
    seen: dict[bytes, int] = {}
    for n, one in keyed:
        turn = seen.get(one.number_key, 0)
        seen[one.number_key] = turn + 1
        if turn == len(waves):
            waves.append([])
        waves[turn].append((n, one))
    return waves


def _take_wave(
    wave: Sequence[Keyed], source: Source, now: datetime, prints: Prints
) -> dict[bytes, Outcome]:
    keyring = prints.keyring
    with connection.cursor() as cursor:
        known = storing.lock(cursor, source.agency_id, wave, keyring)
        changes = deciding.decide(wave, known, source, now)
        made = [one for one in changes if one.is_new]
        lost = storing.add(cursor, made, source, now, prints)
        kept = [one for one in changes if one.keyed.number_key not in lost]
        storing.update(cursor, kept, source, now, keyring)
        storing.add_events(cursor, kept, source, now, keyring)
        telling.tell(cursor, kept, source.agency_id, now)
        storing.announce(cursor, kept, now)
    outcomes = {one.keyed.number_key: one.outcome for one in kept}
    if lost:
        # Somebody else made these meanwhile and has committed: now they are known.
        again = [one for one in wave if one.number_key in lost]
        outcomes |= _take_wave(again, source, now, prints)
    return outcomes
