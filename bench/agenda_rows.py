"""
`agenda_ratio`: the page of a day beside half a million bookings, against the very
statements that it asks, replayed. `search_ms`: finding somebody over weeks by name.
`offers_1000_s`: one round of the waiting list that offers places to a thousand people.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.test import Client

from bench import wire
from bench.bookings_fill import HOUR, TODAY_PEOPLE, fill, furnish, waiters
from bench.place import Place
from bench.report import Row, at_most
from bench.sizes import Sizes
from loket.bookings import offers
from loket.bookings.models import Offer, Slot
from loket.config.keys import keyring
from loket.lib import clock
from loket.offices.models import Duty, Office, Role, Staff
from loket.worker import plans

TARGET = 3.0
WAITING = 1_000
WARM, PAGES = 15, 120

Statement = tuple[str, Any]


def measure(where: Place, sizes: Sizes) -> Iterator[Row]:
    """Fill the desk, then let the page and its statements take turns."""
    plans.settle()
    office, day = furnish(keyring())
    stored = fill(where.url(), sizes.stored_bookings)
    yield from _page(office, day, stored)
    yield from _offers(office)
    connection.close()


def _page(office: Office, day: date, stored: int) -> Iterator[Row]:
    client = _signed_in(office)
    address = f"/offices/{office.code}/agenda/?day={day}&hour={HOUR:%H:%M}"
    search = f"/offices/{office.code}/agenda/?day={day}&q=warga 17"
    statements = _recorded(lambda: _get(client, address))
    pages, bare, searches = [], [], []
    for n in range(WARM + PAGES):
        took = (
            _timed(lambda: _get(client, address)),
            _timed(lambda: _replay(statements)),
            _timed(lambda: _get(client, search)),
        )
        if n >= WARM:
            for kept, one in zip((pages, bare, searches), took, strict=True):
                kept.append(one)
    page_ms, bare_ms = (wire.percentile(each, 0.95) * 1e3 for each in (pages, bare))
    yield at_most(
        "agenda_ratio",
        page_ms / bare_ms,
        TARGET,
        f"p95 of the page {page_ms:.1f} ms, of its {len(statements)} statements alone "
        f"{bare_ms:.1f} ms; {stored:,} bookings stored, {TODAY_PEOPLE} of this day",
    )
    yield Row(
        "search_ms",
        wire.percentile(searches, 0.95) * 1e3,
        detail="p95 of a search by name over seven weeks of one office",
    )


def _signed_in(office: Office) -> Client:
    staff = Staff.objects.create_user("bench@loket.test", None, name="Bench")
    Role.objects.create(staff=staff, agency=office.agency, duty=Duty.HEAD)
    client = Client(headers={"HX-Request": "true"}, SERVER_NAME="127.0.0.1")
    client.force_login(staff)
    return client


def _get(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code


def _timed(do: Callable[[], None]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def _recorded(do: Callable[[], None]) -> list[Statement]:
    asked: list[Statement] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    do()
    with connection.execute_wrapper(note):
        do()
    return asked


def _replay(statements: list[Statement]) -> None:
    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            if cursor.description:
                cursor.fetchall()


def _offers(office: Office) -> Iterator[Row]:
    day = clock.now().date() + timedelta(days=60)
    slots = waiters(office, day, WAITING, keyring())
    began = time.perf_counter()
    made = offers.round_(clock.now())
    seconds = time.perf_counter() - began
    taken = _taken(slots)
    right = made == WAITING == taken == Offer.objects.filter(state="open").count()
    yield Row("offers_1000_made", made, f"= {WAITING}", right, f"places held {taken}")
    yield Row(
        "offers_1000_s",
        seconds,
        detail=f"one round to {WAITING:,} people over {len(slots)} hours, with their "
        "holds, offers and notices",
    )


def _taken(slots: list[int]) -> int:
    return sum(Slot.objects.filter(id__in=slots).values_list("taken", flat=True))
