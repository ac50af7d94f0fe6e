"""What can be done with an uploaded table. The work itself is done by a worker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import connection, transaction

from loket.cases.imports import columns as guessed
from loket.cases.imports import reading, store
from loket.cases.imports.columns import Field
from loket.cases.imports.reading import Cell, Form, Unreadable
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


class Uploading:
    """A table that is being uploaded: sealed piece by piece, whole only at the end."""

    def __init__(self, keyring: Keyring) -> None:
        """:raises OSError: if the data folder cannot be written"""
        self.id = ids.new()
        self._keyring = keyring
        self._writing = store.begin(self.id, keyring)
        self._size = 0

    def add(self, piece: bytes) -> None:
        """
        Keep the next bytes.

        :raises TooBig: if there are more than 64 MB
        :raises OSError: if the disk is full
        """
        self._size += len(piece)
        if self._size > MOST_BYTES:
            raise TooBig
        self._writing.add(piece)

    def give_up(self) -> None:
        """Leave nothing behind."""
        self._writing.give_up()
        store.delete(self.id, self._keyring)

    def finish(self, agency_id: int, name: str, now: datetime) -> Import:
        """
        Look at the header and keep the table.

        :raises Unreadable: if it is empty or damaged; nothing is left of it
        """
        try:
            self._writing.finish()
            form = reading.form_of(store.pieces(self.id, self._keyring))
            rows = reading.rows(form, store.pieces(self.id, self._keyring))
            header = next(islice(rows, 1), None)
            if header is None:
                raise Unreadable("empty")
        except BaseException:
            store.delete(self.id, self._keyring)
            raise
        return _made(self.id, agency_id, name, form, header, now)


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
    uploading = Uploading(keyring)
    try:
        for piece in pieces:
            uploading.add(piece)
    except BaseException:
        uploading.give_up()
        raise
    return uploading.finish(agency_id, name, now)


def _made(
    id_: UUID,
    agency_id: int,
    name: str,
    form: Form,
    header: Sequence[Cell],
    now: datetime,
) -> Import:
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


def first_rows(table: Import, count: int, keyring: Keyring) -> list[list[Cell]]:
    """Return the first rows after the header, so that eyes can match the columns."""
    form = Form(table.kind, table.encoding)
    rows = reading.rows(form, store.pieces(table.id, keyring))
    return list(islice(rows, 1, 1 + count))


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
