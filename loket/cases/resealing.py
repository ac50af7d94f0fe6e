"""Boxes of this room."""

from __future__ import annotations

from pathlib import Path

from loket.cases import holder as holders
from loket.lib import sql
from loket.lib.resealing import Boxes, Column
from loket.messaging.resealing import Files

QUERIES = sql.beside(__file__, "rekey")


def boxes(tables: Path) -> list[Boxes]:
    """Return all kinds of boxes of this room; `tables` is the folder of tables."""
    return [
        Column("holders of cases", "cases_case", "sealed", lambda id_, _: id_.bytes),
        Column(
            "identity numbers of cases",
            "cases_case",
            "nik_sealed",
            lambda id_, _: holders.nik_context(id_),
            is_identity=True,
        ),
        Column(
            "snapshots of cases",
            "cases_snapshotrow",
            "sealed",
            lambda id_, _: id_.bytes,
        ),
        Files(tables, "tables of cases", QUERIES["table"]),
    ]
