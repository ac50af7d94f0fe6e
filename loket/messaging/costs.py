"""
What messages cost: summed up by day, shown by month, held against budgets.

The figures are an estimate by our rates; what counts is the provider's invoice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.db.models import Q

from loket.lib import audit, ids, sql
from loket.lib.audit import Entry
from loket.messaging import alarms
from loket.messaging.alarm_kinds import AlarmKind
from loket.messaging.alarms import Raised
from loket.messaging.models_channel import Budget, Rate

QUERIES = sql.beside(__file__, "costs")
# Days of an office lie up to nine hours before those of UTC.
AROUND = timedelta(days=1)
HOME = ZoneInfo("Asia/Jakarta")
MICRO = 1_000_000
# From this part of a budget on, its office is told.
WARN_AT = 0.8


class Line(NamedTuple):
    """Messages of one office, category and currency; `micros` are millionths."""

    office_id: int
    category: str
    currency: str
    messages: int
    billable: int
    micros: int


class Month(NamedTuple):
    """All messages of a month in one currency; `first` is its first day."""

    first: date
    currency: str
    messages: int
    billable: int
    micros: int


class Spent(NamedTuple):
    """A budget and what of it is spent this month."""

    budget_id: int
    agency_id: int
    office_id: int | None
    micros: int
    currency: str
    spent: int

    @property
    def part(self) -> float:
        """How much of the budget is spent; 1.0 is all of it."""
        return self.spent / self.micros if self.micros else float(self.spent > 0)


def sum_up(now: datetime, days: int) -> None:
    """Count the messages of the last days anew: receipts come late."""
    today = now.astimezone(HOME).date()
    values: dict[str, Any] = {
        "first": ids.first_of(now - timedelta(days=days) - AROUND),
        "last": ids.first_of(now + AROUND),
        "from_day": today - timedelta(days=days - 1),
        "to_day": today + AROUND,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(QUERIES["sum_up"], values)


def month(agency_id: int, first: date) -> list[Line]:
    """Return an agency's messages of one month, by office and category."""
    return [Line(*row) for row in _fetch("month", _span(agency_id, first))]


def months(agency_id: int, first: date) -> list[Month]:
    """Return the sums of an agency's months since one, the earliest first."""
    values = {"agency": agency_id, "first": first}
    return [Month(*row) for row in _fetch("months", values)]


def unpriced(agency_id: int, first: date) -> int:
    """Return how many billed messages of a month have no known rate."""
    ((count,),) = _fetch("unpriced", _span(agency_id, first))
    return int(count)


def spent(first: date) -> list[Spent]:
    """Return all budgets and what of them was spent in a month."""
    return [Spent(*row) for row in _fetch("spent", _span(0, first))]


@transaction.atomic
def set_budget(
    agency_id: int, office_id: int | None, micros: int, currency: str
) -> None:
    """Set what a month may cost; 0 takes the budget away."""
    amount = {"micros": micros, "currency": currency}
    audit.note(Entry("budget.set", str(agency_id), agency_id, office_id, amount))
    whose = Q(office_id=office_id) if office_id else Q(office_id__isnull=True)
    found = Budget.objects.filter(whose, agency_id=agency_id)
    if not micros:
        found.delete()
        alarms.settle(AlarmKind.BUDGET, _subject(agency_id, office_id))
        return
    said = {"micros": micros, "currency": currency}
    place = {"agency_id": agency_id, "office_id": office_id}
    found.update_or_create(defaults=said, create_defaults={**said, **place})


@transaction.atomic
def set_rate(rate: Rate) -> None:
    """Keep what a message costs from a day on, in place of what was said before."""
    price = {"market": rate.market, "since": rate.since, "micros": rate.micros}
    audit.note(Entry("price.set", rate.category, rate.agency_id, details=price))
    Rate.objects.update_or_create(
        agency_id=rate.agency_id,
        market=rate.market,
        category=rate.category,
        since=rate.since,
        defaults={
            "micros": rate.micros,
            "currency": rate.currency,
            "source": rate.source,
        },
    )


def watch_budgets(now: datetime) -> None:
    """Raise the alarm of each budget that is nearly spent; settle the others."""
    found = spent(month_of(now))
    high = [it for it in found if it.part >= WARN_AT]
    alarms.raise_alarms(_raised(it) for it in high if not _is_open(it))
    alarms.settle_all(
        (AlarmKind.BUDGET, _subject(it.agency_id, it.office_id))
        for it in found
        if it.part < WARN_AT
    )


def month_of(now: datetime) -> date:
    """Return the first day of the month in which a moment lies."""
    return now.astimezone(HOME).date().replace(day=1)


def next_month(first: date) -> date:
    """Return the first day of the month after one."""
    return (first + timedelta(days=31)).replace(day=1)


def _is_open(it: Spent) -> bool:
    """Test if an office was told already: what is raised anew would only be counted."""
    subject = _subject(it.agency_id, it.office_id)
    found = alarms.open_alarms(it.agency_id)
    return any(a.kind == AlarmKind.BUDGET and a.subject == subject for a in found)


def _raised(it: Spent) -> Raised:
    detail = f"{it.part:.0%}: {it.spent / MICRO:,.2f} / {it.micros / MICRO:,.2f}"
    subject = _subject(it.agency_id, it.office_id)
    return Raised(AlarmKind.BUDGET, subject, f"{detail} {it.currency}", it.agency_id)


def _subject(agency_id: int, office_id: int | None) -> str:
    return f"budget:{agency_id}:{office_id or 0}"


def _span(agency_id: int, first: date) -> dict[str, Any]:
    return {"agency": agency_id, "first": first, "last": next_month(first)}


def _fetch(name: str, values: dict[str, Any]) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        return sql.fetch(cursor, QUERIES[name], values)
