"""Answers about what everybody may know of an agency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from loket.dialogue.answers.offices import office_view
from loket.dialogue.commands_facts import (
    Fees,
    FeeView,
    OfficialAddresses,
    Places,
    PlaceView,
    SpanView,
)
from loket.offices import facts, queries
from loket.offices.facts import Span
from loket.offices.queries import Closed, OfficeRow

# Closed days are told this far ahead.
CLOSED_AHEAD = timedelta(days=14)


def fees(asked: Sequence[Fees]) -> list[list[FeeView]]:
    """What each agency asks for its services. A batch has one day."""
    found = facts.fees({one.agency_id for one in asked}, asked[0].day)
    return [
        [
            FeeView(fee.names, fee.rupiah, fee.source, fee.valid_from)
            for fee in found.get(one.agency_id, ())
        ]
        for one in asked
    ]


def places(asked: Sequence[Places]) -> list[list[PlaceView]]:
    """Where the offices of each agency are, and when they are open."""
    offices = queries.offices().values()
    spans = facts.opening_hours({one.agency_id for one in asked})
    today = asked[0].now.date()
    # A day to either side: the offices have three zones.
    closures = queries.closures(today - timedelta(1), today + CLOSED_AHEAD)
    return [
        [
            _place(row, spans.get(row.id, ()), closures, one)
            for row in offices
            if row.agency_id == one.agency_id
        ]
        for one in asked
    ]


def _place(
    row: OfficeRow,
    spans: Sequence[Span],
    closures: Mapping[tuple[int, date], Closed],
    one: Places,
) -> PlaceView:
    today = one.now.astimezone(row.tz).date()
    closed = sorted(
        (day, why.reason)
        for (office, day), why in closures.items()
        if office == row.id and day >= today
    )
    is_known = (row.latitude, row.longitude) != (0.0, 0.0)
    return PlaceView(
        office_view(row),
        [SpanView(s.weekday, s.opens_at, s.closes_at) for s in spans],
        closed,
        (row.latitude, row.longitude) if is_known else None,
    )


def official_addresses(asked: Sequence[OfficialAddresses]) -> list[Sequence[str]]:
    """What is truly each agency's."""
    found = facts.addresses({one.agency_id for one in asked})
    return [found.get(one.agency_id, ()) for one in asked]
