"""Closed cases go with their lives after a time; uploaded tables much sooner."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction

from loket.cases.imports import store
from loket.lib import sql
from loket.lib.crypto import Keyring
from loket.lib.retention import (
    Count,
    DataClass,
    How,
    Rule,
    Sweep,
    counted_by,
    gettext_noop,
)

QUERIES = sql.beside(__file__, "retention")
AT_ONCE = 500

CASES = DataClass(
    "cases",
    gettext_noop(
        "Closed cases with their sealed holders and their lives, "
        "from the day they closed"
    ),
    days=1825,
    least=365,
    most=3650,
    how=How.ROWS,
    source=gettext_noop(
        "Our own choice, 29 November 2026: five years, until a schedule is set"
    ),
)
TABLES = DataClass(
    "tables",
    gettext_noop("Uploaded tables of cases, from the day they came"),
    days=90,
    least=30,
    most=365,
    how=How.FILES,
    source=gettext_noop(
        "Our own choice, 29 November 2026: as long as an import may be doubted"
    ),
)


def sweeps(keyring: Keyring) -> list[Sweep]:
    """Return what this room deletes."""

    def delete_tables(rule: Rule, now: datetime) -> int:
        with transaction.atomic(), connection.cursor() as cursor:
            found = sql.fetch(cursor, QUERIES["old_tables"], _values(rule, now))
            old = [id_ for (id_,) in found]
            cursor.execute(QUERIES["delete_faults"], [old])
            cursor.execute(QUERIES["delete_tables"], [old])
        for id_ in old:
            store.delete(id_, keyring)
        return len(old)

    return [
        Sweep(CASES, _count("cases"), _delete_cases),
        Sweep(TABLES, _count("tables"), delete_tables),
    ]


def _count(name: str) -> Count:
    return counted_by(QUERIES[f"count_{name}"], _values)


def _delete_cases(rule: Rule, now: datetime) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["old_cases"], _values(rule, now))
        old = [id_ for (id_,) in found]
        for part in ("events", "followers", "ticks", "cases"):
            cursor.execute(QUERIES[f"delete_{part}"], [old])
    return len(old)


def _values(rule: Rule, now: datetime) -> dict[str, object]:
    return {
        "agency": rule.agency_id,
        "before": now - timedelta(days=rule.days),
        "limit": AT_ONCE,
    }
