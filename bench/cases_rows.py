"""
`api_upsert_ratio`: cases told by other systems through HTTP and JSON, against COPY of
the same rows, in transactions as large, into a table with the same indexes.

What the API does beside that is part of it: it looks each record over, seals its
holder, finds or makes the case, writes its life, and tells whoever follows it.
"""

from __future__ import annotations

import http.client
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from queue import Empty, SimpleQueue

import msgspec
import psycopg

from bench import place, processes
from bench.place import Place
from bench.report import Row, at_least
from bench.sizes import Sizes
from loket.lib import clock
from loket.offices.models import Agency, Office
from loket.partners import keys
from loket.partners.keys import MOST_PER_MINUTE, Wanted
from loket.partners.scopes import Scope

TARGET = 0.25
IN_A_CALL = 1_000
CONNECTIONS = 2
PATH = "/api/v1/cases/records"
OK = 200
LIKE = """
drop table if exists bench_case;
create table bench_case (like cases_case including defaults including indexes);
"""


class Refused(Exception):
    """The desk did not take everything."""


@dataclass(frozen=True)
class Round:
    """Rows a second: new by the API, moved on by the API, by COPY."""

    made: float
    moved: float
    copied: float


def measure(where: Place, sizes: Sizes) -> Iterator[Row]:
    """Alternate between the API and COPY; the middle ratio counts."""
    agency = Agency.objects.get()
    wanted = Wanted("bench", "bench", [Scope.CASES_WRITE], per_minute=MOST_PER_MINUTE)
    _, secret = keys.add(agency, wanted, clock.now())
    code = Office.objects.filter(agency=agency)[0].code
    with processes.web(where.env(), where.log) as (child, port):
        processes.wait_for_web(child, port)
        desk = (port, secret, code)
        rounds = [
            _round(where, desk, sizes.api_records, n) for n in range(sizes.rounds)
        ]
    ratios = [one.made / one.copied for one in rounds]
    words = ", ".join(f"{one.made:,.0f}/{one.copied:,.0f}" for one in rounds)
    yield at_least(
        "api_upsert_ratio",
        statistics.median(ratios),
        TARGET,
        f"new cases/s by API / rows/s by COPY, by round: {words}; {IN_A_CALL} in a "
        f"call and in a COPY, {CONNECTIONS} connections",
    )
    moved = statistics.median(one.moved for one in rounds)
    yield Row("api_moved_per_s", moved, detail="known cases told of at another stage")


def _round(where: Place, desk: tuple[int, str, str], records: int, seed: int) -> Round:
    port, secret, code = desk
    _empty(where)
    place.rest(where.url(role="loket_admin"))
    made = _send(port, secret, _bodies(code, records, seed, "terdaftar", 2))
    moved = _send(port, secret, _bodies(code, records, seed, "bayar", 1))
    return Round(made, moved, _copy(where, records))


def _bodies(
    code: str, records: int, seed: int, stage: str, hours_ago: int
) -> list[bytes]:
    at = (clock.now() - timedelta(hours=hours_ago)).isoformat()
    told = [
        {
            "office": code,
            "type": "paspor-baru",
            "number": f"99{seed:02}{n * 7919 % 10**12:012}",
            "stage": stage,
            "at": at,
            "name": f"Tamu Nomor {n}",
            "birth_date": f"{1950 + n % 50}-{n % 12 + 1:02}-{n % 28 + 1:02}",
            "phone": f"62813{n:08}",
            "version": 3 - hours_ago,
        }
        for n in range(records)
    ]
    return [
        msgspec.json.encode({"records": told[at_ : at_ + IN_A_CALL]})
        for at_ in range(0, records, IN_A_CALL)
    ]


def _send(port: int, secret: str, bodies: Sequence[bytes]) -> float:
    """Send all bodies over some connections; return records a second."""
    waiting: SimpleQueue[bytes] = SimpleQueue()
    for body in bodies:
        waiting.put(body)
    taken: list[int] = []
    senders = [
        threading.Thread(target=_sender, args=(port, secret, waiting, taken))
        for _ in range(CONNECTIONS)
    ]
    began = time.perf_counter()
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    passed = time.perf_counter() - began
    if sum(taken) != len(bodies) * IN_A_CALL:
        raise Refused(f"{sum(taken)} of {len(bodies) * IN_A_CALL} records")
    return sum(taken) / passed


def _sender(
    port: int, secret: str, waiting: SimpleQueue[bytes], taken: list[int]
) -> None:
    headers = {
        "Authorization": f"Bearer {secret}",
        "Content-Type": "application/json",
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while True:
        try:
            body = waiting.get_nowait()
        except Empty:
            break
        connection.request("POST", PATH, body, headers)
        answer = connection.getresponse()
        said = msgspec.json.decode(answer.read())
        if answer.status != OK:
            raise Refused(said["code"])
        counts = said["counts"]
        taken.append(counts.get("created", 0) + counts.get("updated", 0))
    connection.close()


def _copy(where: Place, records: int) -> float:
    """Copy what the API has made into a table like its own; return rows a second."""
    with psycopg.connect(where.url()) as connection:
        connection.execute(LIKE.encode())
        connection.commit()
        pieces = list(_pieces(connection, records))
        place.rest(where.url(role="loket_admin"))
        began = time.perf_counter()
        for piece in pieces:
            with (
                connection.cursor() as cursor,
                cursor.copy("copy bench_case from stdin (format binary)") as copy,
            ):
                copy.write(piece)
            connection.commit()
        passed = time.perf_counter() - began
        connection.execute("drop table bench_case")
    return records / passed


def _pieces(connection: psycopg.Connection, records: int) -> Iterator[bytes]:
    for at in range(0, records, IN_A_CALL):
        query = (
            "copy (select * from cases_case order by id "
            f"limit {IN_A_CALL} offset {at}) to stdout (format binary)"
        )
        with connection.cursor() as cursor, cursor.copy(query.encode()) as copy:
            yield b"".join(bytes(part) for part in copy)


def _empty(where: Place) -> None:
    with psycopg.connect(where.url(), autocommit=True) as connection:
        connection.execute("truncate cases_case cascade")
