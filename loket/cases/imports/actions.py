"""What can be done with an uploaded table. The work itself is done by a worker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import connection, transaction

from loket.cases.imports import columns as guessed
from loket.cases.imports import reading, store
from loket.cases.imports.columns import Field
from loket.cases.imports.reading import Unreadable
from loket.cases.imports.states import MOVES, ImportState
from loket.cases.models_imports import Import, ImportFault
from loket.lib import audit, ids
from loket.lib.audit import Entry, actor
from loket.lib.crypto import Keyring

# Our own bound, 29 November 2026: a hundred thousand rows have about 15 MB.
MOST_BYTES = 64 * 1024 * 1024
LONGEST_NAME = 200
MOST_HEADER_CHARS = 80


class TooBig(Exception):
    """The file has more bytes than we take."""


class NotNow(Exception):
    """The table is not in a state from which this can be done."""


class ColumnsMissing(Exception):
    """No row could be taken: these fields have no column and no fixed value."""

    def __init__(self, fields: list[Field]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


def upload(
    agency_id: int,
    name: str,
    pieces: Iterable[bytes],
    now: datetime,
    keyring: Keyring,
) -> Import:
    """
    Keep a table and look at its header.

    :raises TooBig: if it has more than 64 MB
    :raises Unreadable: if it is empty or damaged
    :raises OSError: if the disk is full
    """
    id_ = ids.new()
    try:
        store.write(id_, _bounded(pieces), keyring)
        form = reading.form_of(store.pieces(id_, keyring))
        rows = reading.rows(form, store.pieces(id_, keyring))
        header = next(islice(rows, 1), None)
        if header is None:
            raise Unreadable("empty")
    except BaseException:
        store.delete(id_, keyring)
        raise
    headers = [
        str(cell if cell is not None else "")[:MOST_HEADER_CHARS] for cell in header
    ]
    with transaction.atomic():
        made = Import.objects.create(
            id=id_,
            agency_id=agency_id,
            name=name[-LONGEST_NAME:],
            kind=form.kind,
            encoding=form.encoding,
            headers=headers,
            columns=guessed.guess(headers),
            state=ImportState.UPLOADED,
            made_by=actor().id,
            made_at=now,
        )
        _note("import.uploaded", made)
    return made


def check(
    import_id: UUID, columns: Mapping[str, int], fixed: Mapping[str, str]
) -> None:
    """
    Have all rows looked at, without taking any.

    :raises ColumnsMissing: if no row could be taken
    :raises NotNow: if it is at work, or was taken already
    """
    missing = guessed.missing(columns, fixed)
    if missing:
        raise ColumnsMissing(missing)
    _move(
        import_id,
        ImportState.CHECKING,
        columns=dict(columns),
        fixed=dict(fixed),
        rows=0,
        done=0,
        wrong=0,
        counts={},
    )


def run(import_id: UUID) -> None:
    """
    Have all good rows taken.

    :raises NotNow: if it was not checked
    """
    _move(import_id, ImportState.RUNNING, done=0)


def undo(import_id: UUID) -> None:
    """
    Have everything taken back that nothing else has touched since.

    :raises NotNow: if nothing was taken
    """
    _move(import_id, ImportState.UNDOING)


def _move(import_id: UUID, after: ImportState, **changes: object) -> None:
    with transaction.atomic():
        table = Import.objects.select_for_update().get(id=import_id)
        if after not in MOVES[ImportState(table.state)]:
            raise NotNow
        if after is ImportState.CHECKING:
            ImportFault.objects.filter(table=table).delete()
        Import.objects.filter(id=import_id).update(
            state=after, claimed_until=None, reason="", **changes
        )
        _note(f"import.{after}", table)


def _note(action: str, table: Import) -> None:
    with connection.cursor() as cursor:
        audit.record(cursor, [Entry(action, str(table.id), table.agency_id)])


def _bounded(pieces: Iterable[bytes]) -> Iterable[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MOST_BYTES:
            raise TooBig
        yield piece
