"""What the page of retention shows: each class with its rule, and what was deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext

from loket.lib.retention import DataClass
from loket.offices import retention
from loket.offices.models import Agency
from loket.offices.models_retention import RetentionCertificate
from loket.retention.classes import BY_NAME, CLASSES

A_MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Kept:
    """A class of data in words; `over` is how much would go now, None if uncounted."""

    data: DataClass
    days: int
    over: int | None = None

    @property
    def what(self) -> str:
        """What it is."""
        return gettext(self.data.what)

    @property
    def how(self) -> str:
        """How it goes."""
        return gettext(self.data.how.value)

    @property
    def source(self) -> str:
        """Whose rule it is; chosen days are the agency's own."""
        if self.days != self.data.days:
            return gettext("Chosen by the agency")
        return gettext(self.data.source)


class Gone(NamedTuple):
    """What was deleted of a class on a day."""

    certificate: RetentionCertificate
    what: str


class Span(NamedTuple):
    """The days of certificates that are asked for, both included."""

    first: date
    last: date


def classes(agency: Agency, counts: Mapping[str, int] | None = None) -> list[Kept]:
    """Return every class as one agency keeps it; `counts` are by name of class."""
    counted = counts or {}
    rules = retention.rules_of(agency.pk, CLASSES)
    return [Kept(data, days, counted.get(data.name)) for data, _, days in rules]


def certificates(agency: Agency, span: Span) -> Sequence[Gone]:
    """Return what was deleted of an agency and of all, the oldest first."""
    return [
        Gone(one, _what(one.data_class))
        for one in retention.certificates(span.first, span.last, agency.pk)
    ]


def span(words: QueryDict, now: datetime) -> Span:
    """Return the days in an address; nonsense is read as the last month."""
    last = _day(words.get("until", "")) or now.date()
    return Span(_day(words.get("from", "")) or last - A_MONTH, last)


def _what(name: str) -> str:
    return gettext(BY_NAME[name].what) if name in BY_NAME else name


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
