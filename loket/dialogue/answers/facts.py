"""Answers about what everybody may know of an agency."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from loket.dialogue.answers.offices import office_view
from loket.dialogue.commands_facts import (
    Fees,
    FeeView,
    OfficialAddresses,
    Places,
    PlaceView,
    SpanView,
)
from loket.offices import calendars, facts, queries
from loket.offices.calendar import DAY, Calendar
from loket.offices.queries import OfficeRow

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
    agencies = {one.agency_id for one in asked}
    offices = [row for row in queries.offices().values() if row.agency_id in agencies]
    today = asked[0].now.date()
    # A day to either side: the offices have three zones.
    known = calendars.load(
        [row.id for row in offices], today - DAY, today + CLOSED_AHEAD
    )
    return [
        [
            _place(row, known[row.id], one)
            for row in offices
            if row.agency_id == one.agency_id
        ]
        for one in asked
    ]


def _place(row: OfficeRow, calendar: Calendar, one: Places) -> PlaceView:
    today = one.now.astimezone(row.tz).date()
    ahead = [day for day in sorted(calendar.closed) if day >= today]
    closed = [(day, why) for day in ahead if (why := calendar.why_closed(day))]
    is_known = (row.latitude, row.longitude) != (0.0, 0.0)
    week = calendar.week(today).spans
    return PlaceView(
        office_view(row),
        [
            SpanView(weekday, *span)
            for weekday in sorted(week)
            for span in week[weekday]
        ],
        closed,
        (row.latitude, row.longitude) if is_known else None,
    )


def official_addresses(asked: Sequence[OfficialAddresses]) -> list[Sequence[str]]:
    """What is truly each agency's."""
    found = facts.addresses({one.agency_id for one in asked})
    return [found.get(one.agency_id, ()) for one in asked]
