"""What messages cost, ready for the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext

from loket.messaging import costs, rates
from loket.messaging.costs import Line
from loket.messaging.models import Rate
from loket.offices.models import Agency, Office
from loket.web.costs import money
from loket.web.costs.forms import CATEGORIES

MONTHS_BACK = 12
WHOLE = 100
NAMES: dict[str, str | Promise] = dict(CATEGORIES)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of a month."""

    office: str
    category: str | Promise
    messages: int
    billable: int
    cost: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One month of the past, its part of the dearest one in per cent."""

    first: date
    messages: int
    cost: str
    width: int


@dataclass(frozen=True, slots=True)
class Held:
    """A budget, and how much of it is spent; `level` is the colour of its bar."""

    office: str
    budget: str
    spent: str
    percent: int
    level: str

    @property
    def width(self) -> int:
        """How wide its bar is."""
        return min(self.percent, WHOLE)


@dataclass(frozen=True, slots=True)
class Priced:
    """A rate and where it stands."""

    category: str | Promise
    price: str
    since: date
    source: str | Promise
    is_own: bool
    is_assumed: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """All that the page shows of a month."""

    first: date
    totals: Sequence[str]
    messages: int
    billable: int
    rows: Sequence[Row]
    unpriced: int


def month(agency: Agency, first: date) -> Month:
    """Return an agency's month."""
    lines = costs.month(agency.id, first)
    names = _offices(agency)
    sums: dict[str, int] = defaultdict(int)
    for line in lines:
        if line.currency:
            sums[line.currency] += line.micros
    return Month(
        first=first,
        totals=[money.total(micros, currency) for currency, micros in sums.items()],
        messages=sum(line.messages for line in lines),
        billable=sum(line.billable for line in lines),
        rows=[_row(line, names) for line in lines],
        unpriced=costs.unpriced(agency.id, first),
    )


def bars(agency: Agency, this_month: date) -> list[Bar]:
    """Return the months of a year, the latest first."""
    since = this_month.replace(year=this_month.year - 1)
    found = costs.months(agency.id, since)
    priced = {it.first for it in found if it.currency}
    # What has no price stands for itself only in a month that has no other.
    told = [it for it in found if it.currency or it.first not in priced]
    most = max((it.micros for it in told), default=0) or 1
    return [
        Bar(
            it.first,
            it.messages,
            _cost(it.micros, it.currency),
            it.micros * WHOLE // most,
        )
        for it in reversed(told)
    ]


def budgets(agency: Agency, first: date) -> list[Held]:
    """Return an agency's budgets and what of them is spent."""
    names = _offices(agency)
    return [
        Held(
            office=names[it.office_id] if it.office_id else gettext("The whole agency"),
            budget=money.total(it.micros, it.currency),
            spent=money.total(it.spent, it.currency),
            percent=round(it.part * WHOLE),
            level=_level(it.part),
        )
        for it in costs.spent(first)
        if it.agency_id == agency.id
    ]


def prices(agency: Agency) -> list[Priced]:
    """Return every rate that is known, the agency's own above ours."""
    own = [
        Priced(
            _name(it.category),
            money.write(it.micros, it.currency),
            it.since,
            it.source,
            True,
        )
        for it in Rate.objects.filter(agency=agency)
    ]
    ours = [
        Priced(
            _name(category),
            money.write(it.micros, it.currency),
            it.since,
            it.source,
            False,
            it.is_assumed,
        )
        for (_, category), known in rates.OURS.items()
        for it in reversed(known)
        if category in NAMES
    ]
    return own + ours


def _level(part: float) -> str:
    if part >= 1:
        return "bad"
    return "warn" if part >= costs.WARN_AT else "good"


def _row(line: Line, names: dict[int, str]) -> Row:
    office = names.get(line.office_id, gettext("No office yet"))
    cost = _cost(line.micros, line.currency)
    return Row(office, _name(line.category), line.messages, line.billable, cost)


def _cost(micros: int, currency: str) -> str:
    return money.total(micros, currency) if currency else "-"


def _name(category: str) -> str | Promise:
    return NAMES.get(category, category)


def _offices(agency: Agency) -> dict[int, str]:
    found = Office.objects.filter(agency=agency).values_list("id", "name")
    return dict(found)
