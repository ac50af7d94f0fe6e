"""
Bookings whose day is over: an hour that has passed keeps nobody from booking again.

Closed at midnight of the office, whatever the desk had time to note. What was on paper
may be entered for as long as the booking is kept, and is closed again an hour later.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction

from loket.bookings.states import DAY_OVER, BookingState
from loket.lib import audit, sql
from loket.lib.audit import Entry
from loket.lib.live import changes
from loket.partners import hooks
from loket.partners.hooks import HookKind, Told

QUERIES = sql.beside(__file__, "lapse")
AT_ONCE = 1_000
# Our own choice, 29 November 2026: so long may an officer still take back what they
# entered for a day that is over.
SETTLED_AFTER = timedelta(hours=1)

TOLD = {
    BookingState.LAPSED: HookKind.BOOKING_LAPSED,
    BookingState.SERVED: HookKind.BOOKING_SERVED,
}


def lapse(now: datetime) -> int:
    """
    Close bookings of days that are over where their office is; return how many. Some at
    a time, and those that somebody is just changing the next time.
    """
    values = {
        "now": now,
        "settled": now - SETTLED_AFTER,
        "moves": sql.rows({"before": b, "after": a} for b, a in DAY_OVER.items()),
        "limit": AT_ONCE,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        closed = sql.fetch(cursor, QUERIES["close"], values)
        changes.record(cursor, {f"office:{row[1]}:{row[2]}" for row in closed})
        told = (Told(TOLD[BookingState(row[4])], row[0], row[1]) for row in closed)
        hooks.tell(cursor, told, now)
        audit.record(
            cursor,
            (
                Entry(
                    f"booking.{after}",
                    str(id_),
                    office_id=office,
                    details={"before": before},
                )
                for id_, office, _, before, after in closed
            ),
        )
    return len(closed)
