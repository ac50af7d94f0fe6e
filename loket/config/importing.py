"""Importing tables at the terminal: with a bar, and what is wrong, row by row."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from uuid import UUID

from django.db import connection
from django.utils import translation
from rich.markup import escape
from rich.progress import Progress

from loket.cases.imports import actions, work
from loket.cases.imports.reading import Unreadable
from loket.cases.imports.states import AT_WORK, ImportState
from loket.cases.models import Import
from loket.config import cli_common
from loket.config.cli_common import err, fail, out
from loket.config.keys import keyring
from loket.lib import clock
from loket.web.cases import remedies

PIECE_BYTES = 1024 * 1024
LOOK_S = 0.2
LANGUAGE = "en"
MOST_FAULTS_SHOWN = 50


def run(file: Path, fixed: Mapping[str, str], *, is_trial: bool) -> None:
    """Upload, check and, unless it is a trial, take a table."""
    table = _upload(file)
    try:
        actions.check(table.id, table.columns, fixed)
    except actions.ColumnsMissing as missing:
        fail(
            f"No column or option says these: {missing}. The header has: "
            f"{escape(', '.join(table.headers))}."
        )
    _finish(table, "Checking")
    _show_faults(table)
    if is_trial:
        out.print(f"{table.rows - table.wrong} of {table.rows} rows are fine.")
        return
    actions.run(table.id)
    _finish(table, "Taking")
    counts = ", ".join(f"{n} {what}" for what, n in table.counts.items()) or "nothing"
    out.print(f"{table.rows} rows: {counts}; {table.wrong} wrong.")
    out.print(f"`loket cases undo {table.id}` takes it back.", soft_wrap=True)


def undo(id_: str) -> None:
    """Take a table back."""
    try:
        table = Import.objects.get(id=UUID(id_))
        actions.undo(table.id)
    except (ValueError, Import.DoesNotExist):
        fail(f"No import has the id {escape(id_)}.")
    except actions.NotNow:
        fail("Nothing of that table was taken, or it was taken back already.")
    _finish(table, "Undoing")
    undone, kept = table.counts.get("undone", 0), table.counts.get("kept", 0)
    out.print(f"{undone} cases are as before, {kept} were left: changed since.")


def _upload(file: Path) -> Import:
    try:
        agency = cli_common.only_agency()
        pieces = _pieces(file)
        return actions.upload(agency.id, file.name, pieces, clock.now(), keyring())
    except Unreadable as refusal:
        fail(f"{file} cannot be read: {_why(refusal.reason)}.")
    except actions.TooBig:
        fail(f"{file} is larger than 64 MB; split it.")
    except OSError as error:
        fail(f"{file} cannot be read or kept ({error.strerror}).")


def _why(reason: str) -> str:
    with translation.override(LANGUAGE):
        return str(remedies.UNREADABLE.get(reason, reason))


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while piece := opened.read(PIECE_BYTES):
            yield piece


def _finish(table: Import, what: str) -> None:
    """Work until the table waits for nothing; a worker may do it just as well."""
    working = threading.Thread(target=_work, daemon=True)
    working.start()
    with Progress(console=err, transient=True) as bar:
        task = bar.add_task(what, total=None)
        table.refresh_from_db()
        while ImportState(table.state) in AT_WORK:
            time.sleep(LOOK_S)
            table.refresh_from_db()
            bar.update(task, completed=table.done, total=table.rows or None)
    working.join()
    if table.state == ImportState.FAILED:
        fail(f"The table could not be read to its end ({table.reason}).")


def _work() -> None:
    try:
        while work.work(clock.now(), keyring()):
            pass
    finally:
        connection.close()


def _show_faults(table: Import) -> None:
    for fault in table.faults.all()[:MOST_FAULTS_SHOWN]:
        with translation.override(LANGUAGE):
            remedy = remedies.remedy(fault.fault)
        out.print(f"Row {fault.row}, {fault.field}: {remedy}.", soft_wrap=True)
    rest = table.wrong - MOST_FAULTS_SHOWN
    if rest > 0:
        out.print(f"{rest} more rows are wrong.")
