"""
Day lists laid by each evening, for a morning on which nothing works.

They are sealed like the files of citizens, stand in the data folder, and go after some
days; see `retention`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection

from loket.bookings.models import Paper
from loket.lib import audit, ids, sql
from loket.lib.audit import Entry
from loket.lib.crypto import Keyring
from loket.messaging.file_store import FileStore

QUERIES = sql.beside(__file__, "papers")
# Our own choice, 29 November 2026: most have booked by then, somebody is still there.
EVENING_HOUR = 19
FOLDER = "papers"


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


def destroy(papers: Collection[UUID]) -> None:
    """Overwrite and delete lists of whoever is forgotten; those of days to come are
    made anew without them."""
    store = _store(settings.LOKET_KEYRING())
    for id_ in papers:
        store.shred(id_)
    Paper.objects.filter(id__in=list(papers)).delete()


def delete_files(papers: Collection[UUID], keyring: Keyring) -> None:
    """Delete the files of lists whose rows are gone."""
    store = _store(keyring)
    for id_ in papers:
        store.delete(id_)


def _store(keyring: Keyring) -> FileStore:
    return FileStore(Path(settings.LOKET_DATA_DIR) / FOLDER, keyring)


def note_seen(agency_id: int, office_id: int, day: date) -> None:
    """Note that somebody took a list of names away."""
    about = Entry("day_list.seen", str(day), agency_id, office_id)
    with connection.cursor() as cursor:
        audit.record(cursor, [about])
