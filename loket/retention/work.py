"""
Once a day everything that is over its time goes, and a certificate says how much.

Each room deletes its own; here they are only put in a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection

from loket.bookings import retention as of_bookings
from loket.cases import retention as of_cases
from loket.lib import audit, clock, partitions, sql
from loket.lib.crypto import Keyring
from loket.lib.retention import Rule, Sweep
from loket.messaging import file_store, files
from loket.messaging import partitions as cuts
from loket.messaging import retention as of_messaging
from loket.messaging.file_store import FileStore
from loket.offices import retention
from loket.retention.classes import CUT


class Over(NamedTuple):
    """How much is over its time under a rule, or was until it was deleted."""

    rule: Rule
    records: int


def sweeps(keyring: Keyring) -> list[Sweep]:
    """Return all that is deleted once a day."""
    store = file_store.here(keyring)
    return [
        *of_bookings.sweeps(keyring),
        *of_cases.sweeps(keyring),
        *of_messaging.sweeps(store),
    ]


def over(keyring: Keyring, now: datetime) -> Iterator[Over]:
    """Count what would be deleted now, changing nothing."""
    for sweep in sweeps(keyring):
        for rule in retention.rules(sweep.data):
            yield Over(rule, sweep.count(rule, now))
    with connection.cursor() as cursor:
        for table, data in CUT:
            old = partitions.expired(cursor, table, now.date())
            yield Over(Rule(data, None, data.days), sum(old.values()))


def over_of(agency_id: int, keyring: Keyring, now: datetime) -> list[Over]:
    """Count what would be deleted now of what one agency may choose."""
    daily = sweeps(keyring)
    rules = retention.rules_of(agency_id, [sweep.data for sweep in daily])
    pairs = zip(daily, rules, strict=True)
    return [Over(rule, sweep.count(rule, now)) for sweep, rule in pairs]


def count(rule: Rule, keyring: Keyring, now: datetime) -> int:
    """Count what would be deleted now of one class, under a rule that may be new."""
    found = (sweep for sweep in sweeps(keyring) if sweep.data == rule.data)
    return sum(sweep.count(rule, now) for sweep in found)


def run(keyring: Keyring) -> list[Over]:
    """Delete what is over its time, part by part, and certify it."""
    now = clock.now()
    done = []
    for sweep in sweeps(keyring):
        for rule in retention.rules(sweep.data):
            records = 0
            while part := sweep.delete(rule, now):
                retention.certify(rule, part, now)
                records += part
            done.append(Over(rule, records))
    return done


def cut(cursor: sql.Cursor, now: datetime) -> None:
    """Cut tables, and certify what was dropped, in a transaction of the caller."""
    today = now.date()
    old = [(partitions.expired(cursor, table, today), data) for table, data in CUT]
    changed = {*cuts.keep_up(cursor, today), *_drop_audit(cursor, today)}
    for parts, data in old:
        dropped = sum(count for part, count in parts.items() if part in changed)
        retention.certify(Rule(data, None, data.days), dropped, now)


def _drop_audit(cursor: sql.Cursor, today: date) -> list[str]:
    try:
        return partitions.drop_old(cursor, audit.TABLE, today)
    except partitions.ClockDoubted:
        # The other tables have said so in the log already.
        return []


def forget_files(store: FileStore) -> None:
    """Delete files that nobody may keep longer, and certify it."""
    rule = Rule(of_messaging.FILES, None, of_messaging.FILES.days)
    retention.certify(rule, files.forget_expired(store), clock.now())
