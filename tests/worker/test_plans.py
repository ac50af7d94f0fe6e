"""
A worker's connections are planned by index; others are left alone. And what it says
for each message looks its rows up by key, however much is stored: a plan that was made
while a table, or a part of it, was small stays, so none may read a whole one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.db import connection
from django.db.backends.signals import connection_created

from loket.bookings import adding, ending, past, queries
from loket.contacts import aliases
from loket.messaging import outbox, refusals, turns
from loket.worker import plans


@pytest.fixture
def another(shared_db: None) -> Iterator:
    fresh = connection.copy()
    yield fresh
    fresh.close()
    connection_created.disconnect(dispatch_uid="worker plans")


def ways(database) -> set[str]:
    with database.cursor() as cursor:
        cursor.execute(
            "select setting from pg_settings where name in ('enable_seqscan', "
            "'enable_bitmapscan', 'enable_hashjoin', 'enable_mergejoin')"
        )
        return {setting for (setting,) in cursor.fetchall()}


def test_a_worker_reads_by_index(another):
    plans.settle()

    assert ways(another) == {"off"}


def test_pages_choose_for_themselves(another):
    assert ways(another) == {"on"}


# Tables that grow for ever, or in a rush.
GROWING = re.compile(
    "(bookings_booking|bookings_bookedperson|contacts_contact|contacts_identity"
    "|messaging_(event|message|outbox|conversation|attempt))(_p[0-9]{8})?"
)
SAID = [
    *((turns.QUERIES, name) for name in ("events", "finish", "park", "forgive")),
    *((outbox.QUERIES, name) for name in ("sent", "again", "failed")),
    *((queries.QUERIES, name) for name in ("live", "seen", "live_people")),
    *((ending.QUERIES, name) for name in ("confirm", "end", "slots_of")),
    (adding.QUERIES, "taken"),
    (past.QUERIES, "history"),
    (refusals.QUERIES, "stopped_by"),
    (refusals.QUERIES, "meant_for"),
    (aliases.QUERIES, "find"),
]


@pytest.mark.parametrize(("statements", "name"), SAID, ids=[name for _, name in SAID])
def test_no_statement_of_a_turn_reads_a_whole_table(another, statements, name):
    plans.settle()

    assert read_whole(another, statements[name]) == []


def read_whole(database, statement: str) -> list[str]:
    """What a plan that was made for any values reads without a key."""
    numbers: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        name = match[1] or f"place {len(numbers)}"
        return f"${numbers.setdefault(name, len(numbers) + 1)}"

    prepared = re.sub(r"%(?:\((\w+)\))?s", number, statement).replace("%%", "%")
    nothing = ", ".join(["null"] * len(numbers))
    with database.cursor() as cursor:
        cursor.execute(f"prepare one as {prepared}")
        cursor.execute(f"explain (format json) execute one({nothing})")
        ((found,),) = cursor.fetchall()
        cursor.execute("deallocate one")
    return sorted(
        f"{node['Relation Name']} by {node.get('Index Name', 'nothing')}"
        for node in nodes(found[0]["Plan"])
        if GROWING.fullmatch(node.get("Relation Name", "")) and is_whole(node)
    )


def nodes(top: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield top
    for below in top.get("Plans", ()):
        yield from nodes(below)


def is_whole(node: Mapping[str, Any]) -> bool:
    reads = "Scan" in node["Node Type"]
    return reads and "Index Cond" not in node and "TID Cond" not in node
