"""Tables as programs write them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from loket.cases.imports import actions, work
from loket.cases.models import Import
from loket.lib.crypto import Keyring
from loket.offices.models import Office
from tests.cases import conftest as cases
from tests.cases.conftest import NOW

HEADER = ("Nomor Permohonan", "Nama", "Tgl Lahir", "No HP", "Status")
FIXED = {"office": "TS", "type": "paspor-baru"}

account, kind, make_case = cases.account, cases.kind, cases.make_case
office, siti, source, take = cases.office, cases.siti, cases.source, cases.take


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.LOKET_DATA_DIR = tmp_path
    return tmp_path


def row(n: int = 417, stage: str = "Dicetak", **more: Any) -> list[Any]:
    """One row as an office would write it."""
    facts = {
        "number": f"99261126{n:08d}",
        "name": "Siti Aminah",
        "born": "12/03/1990",
        "phone": "0812-0000-0001",
        **more,
    }
    return [*facts.values(), stage]


def csv(rows: Sequence[Sequence[Any]], mark: str = ";") -> bytes:
    lines = [mark.join(map(str, one)) for one in [HEADER, *rows]]
    return ("\r\n".join(lines) + "\r\n").encode()


def xlsx(rows: Sequence[Sequence[Any]]) -> bytes:
    book = Workbook()
    for one in [HEADER, *rows]:
        book.active.append(list(one))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.fixture
def bring(office: Office, keyring: Keyring) -> Callable[..., Import]:
    """Upload a table."""

    def bring(content: bytes, name: str = "data.csv") -> Import:
        return actions.upload(office.agency_id, name, [content], NOW, keyring)

    return bring


@pytest.fixture
def finish(keyring: Keyring) -> Callable[[Import], Import]:
    """Let a worker do what the table waits for."""

    def finish(table: Import, now: datetime = NOW) -> Import:
        while work.work(now + timedelta(days=365), keyring):
            pass
        table.refresh_from_db()
        return table

    return finish


@pytest.fixture
def taken(
    bring: Callable[..., Import], finish: Callable[[Import], Import]
) -> Callable[..., Import]:
    """Upload, check and run a table."""

    def taken(content: bytes) -> Import:
        table = bring(content)
        actions.check(table.id, table.columns, FIXED)
        finish(table)
        actions.run(table.id)
        return finish(table)

    return taken
