"""What the address of the audit page asks for; nonsense is read as nothing."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import QueryDict

from loket.lib.audit.reading import Asked

LONGEST = 60
# Days of an audit of several offices are those of the capital.
HOME = ZoneInfo("Asia/Jakarta")
MOST_NUMBER = 2**31 - 1


def read(words: QueryDict) -> Asked:
    """Return what is asked for."""
    first, last = _day(words.get("from", "")), _day(words.get("until", ""))
    return Asked(
        actor_id=_number(words.get("who", "")),
        action=words.get("action", "").strip()[:LONGEST],
        subject=words.get("subject", "").strip()[:LONGEST],
        office_id=_number(words.get("office", "")),
        first=_midnight(first) if first else None,
        until=_midnight(last + timedelta(days=1)) if last else None,
        before=_id(words.get("before", "")),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), HOME)


def _day(words: str) -> date | None:
    try:
        found = date.fromisoformat(words)
    except ValueError:
        return None
    # Earlier and later years do not fit into an id.
    return found if 1971 <= found.year <= 9000 else None  # noqa: PLR2004


def _number(words: str) -> int | None:
    # A number that no id can be is asked for as one that nothing has.
    is_number = words.isdecimal() and len(words) <= LONGEST
    return min(int(words), MOST_NUMBER) if is_number else None


def _id(words: str) -> UUID | None:
    try:
        return UUID(words)
    except ValueError:
        return None
