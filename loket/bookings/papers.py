"""
Day lists laid by each evening, for a morning on which nothing works.

They are sealed like the files of citizens, stand in the data folder, and go after some
days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection

from loket.bookings.limits import USUAL, Kind
from loket.bookings.models import Paper
from loket.lib import audit, ids, sql
from loket.lib.audit import Entry
from loket.lib.crypto import Keyring
from loket.messaging.file_store import FileStore

QUERIES = sql.beside(__file__, "papers")
# Our own choice, 29 November 2026: most have booked by then, somebody is still there.
EVENING_HOUR = 19


@dataclass(frozen=True, slots=True)
class DueList:
    """A day of an office for which somebody is expected and no list was laid by."""

    office_id: int
    day: date


def due(now: datetime) -> list[DueList]:
    """Which lists are to be made: of tomorrow from the evening on; of today, if the
    evening was missed."""
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["due"], {"now": now, "evening": EVENING_HOUR})
    return [DueList(*row) for row in found]


def save(
    one: DueList, pdf: bytes, count: int, keyring: Keyring, now: datetime
) -> Paper:
    """
    Lay a list by, in place of an older one of the same day.

    :raises OSError: if the data folder cannot be written
    """
    id_, store = ids.new(), _store(keyring)
    writing = store.begin(id_)
    try:
        writing.add(pdf)
        writing.finish()
    except OSError:
        writing.give_up()
        raise
    older = Paper.objects.filter(office_id=one.office_id, day=one.day)
    for paper in older:
        store.delete(paper.id)
    older.delete()
    return Paper.objects.create(
        id=id_,
        office_id=one.office_id,
        day=one.day,
        size_bytes=len(pdf),
        people=count,
        made_at=now,
    )


def kept(office_id: int) -> Sequence[Paper]:
    """The lists that are laid by for an office, the latest day first."""
    return list(Paper.objects.filter(office_id=office_id).order_by("-day"))


def read(paper: Paper, keyring: Keyring) -> bytes:
    """
    Return a list that was laid by.

    :raises FileNotFoundError: if it is not there
    :raises loket.lib.crypto.CannotOpen: if it was changed, or its key is gone
    """
    return _store(keyring).read(paper.id)


def forget(now: datetime, keyring: Keyring) -> int:
    """Delete the lists whose time is over; return how many."""
    usual = USUAL[Kind.PAPER_DAYS].value
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["old"], {"today": now.date(), "usual": usual})
    old: list[UUID] = [id_ for (id_,) in found]
    store = _store(keyring)
    for id_ in old:
        store.delete(id_)
    Paper.objects.filter(id__in=old).delete()
    return len(old)


def _store(keyring: Keyring) -> FileStore:
    return FileStore(Path(settings.LOKET_DATA_DIR) / "papers", keyring)


def note_seen(agency_id: int, office_id: int, day: date) -> None:
    """Note that somebody took a list of names away."""
    about = Entry("day_list.seen", str(day), agency_id, office_id)
    with connection.cursor() as cursor:
        audit.record(cursor, [about])
