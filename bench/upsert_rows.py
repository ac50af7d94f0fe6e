"""
`upsert_ratio`: cases a second that another system tells of by HTTP and JSON, over COPY
of the very rows that they became, into the same tables, in transactions as large.

What the API does beside that is part of it: it looks each record over, seals its
holder, finds or makes the case, counts its promise, and tells whoever follows it.
"""

from __future__ import annotations

import http.client
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec
import psycopg

from bench import at_once, place, processes, told
from bench.at_once import CONNECTIONS
from bench.beside import Beside
from bench.place import Place
from bench.report import Row, at_least
from bench.sizes import Sizes
from bench.told import IN_A_CALL
from loket.lib import clock
from loket.offices.models import Agency, Office
from loket.partners import keys
from loket.partners.keys import MOST_PER_MINUTE, Wanted
from loket.partners.scopes import Scope

TARGET = 0.25
PATH = "/api/v1/cases/records"
OK = 200
# A case, and what its life begins with, both in the order of cases.
TABLES = {"cases_case": "id", "cases_caseevent": "case_id"}
OPENED, MOVED = "terdaftar", "bayar"

Piece = Sequence[bytes]


class Refused(Exception):
    """The desk did not take everything."""


@dataclass(frozen=True)
class Desk:
    """The pages' process, how to come in, and the office that we speak of."""

    port: int
    secret: str
    office: str

    @contextmanager
    def sender(self) -> Iterator[Callable[[bytes], None]]:
        """Open a connection; yield what sends a call over it, and wants all taken."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Authorization": f"Bearer {self.secret}",
            "Content-Type": "application/json",
        }

        def send(body: bytes) -> None:
            connection.request("POST", PATH, body, headers)
            answer = connection.getresponse()
            said = msgspec.json.decode(answer.read())
            if answer.status != OK or sum(said["counts"].values()) != _new(said):
                raise Refused(said)

        yield send
        connection.close()


def _new(said: Mapping[str, Any]) -> int:
    counts: Mapping[str, int] = said["counts"]
    return counts.get("created", 0) + counts.get("updated", 0)


def measure(where: Place, sizes: Sizes) -> Iterator[Row]:
    """Alternate between COPY and the API."""
    admin, count = where.url(role="loket_admin"), sizes.upsert_records
    with _opened(where) as desk:
        _empty(where)
        # What is copied must have been made once; this warms the desk up, too.
        _send(desk, count, OPENED, hours_ago=2)
        pieces = _pieces(where, count)
        copies = [_copy(where, pieces)]
        made, moved = list[float](), list[float]()
        for _ in range(sizes.rounds):
            _empty(where)
            place.rest(admin)
            made.append(_send(desk, count, OPENED, hours_ago=2))
            moved.append(_send(desk, count, MOVED, hours_ago=1))
            copies.append(_copy(where, pieces))
    _empty(where)
    compared = Beside(made, copies)
    yield at_least(
        "upsert_ratio",
        compared.ratio,
        TARGET,
        f"new cases by the API / by COPY a second, by round: {compared.words}; "
        f"{IN_A_CALL:,} in a call and in a COPY, {CONNECTIONS} connections each",
    )
    said = "known cases a second, told of at another stage"
    yield Row("upsert_moved_per_s", statistics.mean(moved), detail=said)


@contextmanager
def _opened(where: Place) -> Iterator[Desk]:
    agency = Agency.objects.get()
    wanted = Wanted("bench", "bench", [Scope.CASES_WRITE], per_minute=MOST_PER_MINUTE)
    _, secret = keys.add(agency, wanted, clock.now())
    office = Office.objects.filter(agency=agency)[0].code
    with processes.web({}, where.log) as (child, port):
        processes.wait_for_web(child, port)
        yield Desk(port, secret, office)


def _send(desk: Desk, count: int, stage: str, hours_ago: int) -> float:
    """Tell that so many cases came to a stage; return cases a second."""
    at: datetime = clock.now() - timedelta(hours=hours_ago)
    records = [
        told.record(n, desk.office, stage, at, f"62813{n:08}") for n in range(count)
    ]
    bodies = list(told.bodies(records))
    return count / at_once.seconds(bodies, desk.sender)


def _pieces(where: Place, count: int) -> list[Piece]:
    """Return what the API has made, as it can be copied: for each table some rows."""
    with psycopg.connect(where.url()) as connection:
        whole = [_lines(connection, *one) for one in TABLES.items()]
    return [
        [b"".join(lines[at : at + IN_A_CALL]) for lines in whole]
        for at in range(0, count, IN_A_CALL)
    ]


def _lines(connection: psycopg.Connection, table: str, order: str) -> list[bytes]:
    query = f"copy (select * from {table} order by {order}) to stdout".encode()
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        return [bytes(line) for line in copy]


def _copy(where: Place, pieces: Sequence[Piece]) -> float:
    """Copy rows into the emptied tables; return cases a second."""
    _empty(where)
    place.rest(where.url(role="loket_admin"))
    return len(pieces) * IN_A_CALL / at_once.seconds(pieces, lambda: _copier(where))


@contextmanager
def _copier(where: Place) -> Iterator[Callable[[Piece], None]]:
    """Open a connection; yield what copies rows over it, in one transaction."""
    with psycopg.connect(where.url()) as connection:

        def copy(piece: Piece) -> None:
            for table, lines in zip(TABLES, piece, strict=True):
                query = f"copy {table} from stdin".encode()
                with connection.cursor() as cursor, cursor.copy(query) as copying:
                    copying.write(lines)
            connection.commit()

        yield copy


def _empty(where: Place) -> None:
    with psycopg.connect(where.url(), autocommit=True) as connection:
        connection.execute("truncate cases_case cascade")
