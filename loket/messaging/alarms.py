"""
Alarms: what an office must know of and mend. Each is open once, however often it is
raised, and stays until what it is about is well again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Q

from loket.lib import audit, clock, sql
from loket.lib.audit import Entry
from loket.lib.live import changes
from loket.messaging.alarm_kinds import AlarmKind
from loket.messaging.models import Alarm

QUERIES = sql.beside(__file__, "alarms")
MOST_DETAIL_CHARS = 300
MOST_SUBJECT_CHARS = 200


class Raised(NamedTuple):
    """An alarm to be raised; `detail` must hold nobody's personal data."""

    kind: AlarmKind
    subject: str
    detail: str = ""
    agency_id: int | None = None


class Trouble(NamedTuple):
    """What is wrong with an account, or with a template that it sent ("": none)."""

    kind: AlarmKind
    account_id: int
    template: str = ""
    language: str = ""
    detail: str = ""


def raise_alarm(
    kind: AlarmKind, subject: str, detail: str = "", agency_id: int | None = None
) -> bool:
    """Raise one alarm; return whether it was not open yet."""
    return bool(raise_alarms([Raised(kind, subject, detail, agency_id)]))


def raise_alarms(raised: Iterable[Raised]) -> int:
    """Raise alarms in one statement; return how many were not open yet."""
    rows = {
        (one.kind, one.subject): {
            "kind": one.kind,
            "subject": one.subject[:MOST_SUBJECT_CHARS],
            "detail": one.detail[:MOST_DETAIL_CHARS],
            "agency_id": one.agency_id,
        }
        for one in raised
    }
    return sum(is_new for _, is_new in _write("raise", list(rows.values())))


def subject_of_account(account_id: int) -> str:
    """Return the subject of alarms about an account."""
    return f"account:{account_id}"


def subject_of_template(business_id: str, name: str, language: str) -> str:
    """Return the subject of alarms about a template."""
    return f"template:{business_id}:{name}:{language}"


def raise_of_accounts(troubles: Iterable[Trouble]) -> int:
    """Raise alarms about accounts and their templates; return how many are new."""
    found = list(troubles)
    if not found:
        return 0
    with connection.cursor() as cursor:
        ids = sorted({one.account_id for one in found})
        rows = sql.fetch(cursor, QUERIES["about_accounts"], [ids])
    owners = {id_: (agency, business) for id_, agency, business in rows}
    return raise_alarms(_raised(one, *owners[one.account_id]) for one in found)


def _raised(trouble: Trouble, agency_id: int, business_id: str) -> Raised:
    if not trouble.template:
        subject = subject_of_account(trouble.account_id)
        return Raised(trouble.kind, subject, trouble.detail, agency_id)
    name, language = trouble.template, trouble.language
    detail = f"{name} ({language}), {trouble.detail}"
    subject = subject_of_template(business_id, name, language)
    return Raised(trouble.kind, subject, detail, agency_id)


def settle_account(account_id: int) -> int:
    """Close all alarms about an account, because somebody mended it."""
    values = {"now": clock.now(), "subject": subject_of_account(account_id)}
    return len(_tell("settle_account", values))


def settle(kind: AlarmKind, subject: str) -> bool:
    """Close an alarm because all is well again; False if it was not open."""
    return bool(settle_all([(kind, subject)]))


def settle_all(settled: Iterable[tuple[AlarmKind, str]]) -> int:
    """Close alarms in one statement; return how many were open."""
    rows = [
        {"kind": kind, "subject": subject[:MOST_SUBJECT_CHARS]}
        for kind, subject in set(settled)
    ]
    return len(_write("settle", rows))


def open_alarms(agency_id: int) -> list[Alarm]:
    """Return an agency's open alarms and those of the whole desk, newest first."""
    ours = Q(agency_id=agency_id) | Q(agency_id=None)
    return list(Alarm.objects.filter(ours, settled_at=None))


def settle_by_hand(alarm_id: int, agency_id: int) -> bool:
    """Close an alarm because a person says that it is mended; False if it was not."""
    values = {"now": clock.now(), "id": alarm_id, "agency": agency_id}
    with transaction.atomic():
        is_done = bool(_tell("settle_by_hand", values))
        if is_done:
            audit.note(Entry("alarm.settled", str(alarm_id), agency_id))
    return is_done


def unmailed(now: datetime, limit: int = 100) -> list[Alarm]:
    """
    Return open alarms that nobody was written about, and note that somebody now was;
    taken back with the transaction of the caller.
    """
    with connection.cursor() as cursor:
        found = sql.fetch(
            cursor, QUERIES["take_unmailed"], {"now": now, "limit": limit}
        )
    return list(Alarm.objects.filter(id__in=[id_ for (id_,) in found]).order_by("id"))


def _write(name: str, rows: Sequence[dict[str, Any]]) -> Sequence[tuple[Any, ...]]:
    if not rows:
        return []
    return _tell(name, {"rows": sql.rows(rows), "now": clock.now()})


def _tell(name: str, values: dict[str, Any]) -> Sequence[tuple[Any, ...]]:
    """Run a statement that changes alarms, and tell the screens of those agencies."""
    with transaction.atomic(), connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES[name], values)
        changes.record(cursor, (f"alarms:{row[0] or 'all'}" for row in found))
    return found
