"""
What news about accounts comes to: facts, alarms, templates, numbers that stop.

Effects are collected for a whole batch, the later word of one thing in place of the
earlier, and written with one statement for each kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from loket.lib import sql
from loket.messaging import alarms, templates
from loket.messaging.alarm_kinds import AlarmKind
from loket.messaging.alarms import Raised
from loket.messaging.templates import Change

QUERIES = sql.beside(__file__, "account_news")
_VALUE_CHARS = 200
_REASON_CHARS = 300


class Account(NamedTuple):
    """A number of ours, as news may name it."""

    id: int
    agency_id: int
    business_id: str
    display: str

    @property
    def subject(self) -> str:
        """How alarms name it."""
        return f"account:{self.id}"


class Stop(NamedTuple):
    """Why a number stops, or None in its place: that reason is gone."""

    code: int
    reason: str


class Effects:
    """What a batch of news comes to."""

    def __init__(self) -> None:
        self._alarms: dict[tuple[AlarmKind, str], Raised | None] = {}
        self._facts: dict[tuple[int, str], tuple[str, datetime]] = {}
        self._stops: dict[int, Stop] = {}
        self._revived: dict[int, int] = {}
        self._speeds: dict[int, int] = {}
        self._templates: dict[tuple[str, str, str, str], Change] = {}

    def alarm(self, kind: AlarmKind, account: Account, detail: str) -> None:
        """Tell an office of something; `detail` holds the provider's words only."""
        self.alarm_about(kind, account.subject, detail, account.agency_id)

    def alarm_about(
        self, kind: AlarmKind, subject: str, detail: str, agency_id: int | None
    ) -> None:
        """The same about something else than a number."""
        self._alarms[kind, subject] = Raised(kind, subject, detail, agency_id)

    def settle(self, kind: AlarmKind, account: Account) -> None:
        """All is well again."""
        self._alarms[kind, account.subject] = None

    def fact(self, account: Account, name: str, value: str, at: datetime) -> None:
        """Remember what was told of a number."""
        if value:
            self._facts[account.id, name] = value[:_VALUE_CHARS], at

    def stop(self, account: Account, code: int, reason: str) -> None:
        """Send nothing through a number until somebody mends it."""
        self._revived.pop(account.id, None)
        self._stops[account.id] = Stop(code, reason[:_REASON_CHARS])

    def revive(self, account: Account, code: int) -> None:
        """Send again, if the number was stopped for this reason."""
        self._stops.pop(account.id, None)
        self._revived[account.id] = code

    def speed(self, account: Account, per_second: int) -> None:
        """A number may send so many messages a second from now on."""
        self._speeds[account.id] = per_second

    def template(self, change: Change) -> None:
        """Note what was told of a template; empty words change nothing."""
        key = (
            change.business_id,
            change.external_id,
            "" if change.external_id else change.name,
            "" if change.external_id else change.language,
        )
        before = self._templates.get(key)
        said = {name: word for name, word in change._asdict().items() if word}
        self._templates[key] = before._replace(**said) if before else change

    def write(self) -> None:
        """Write everything in the transaction of the caller."""
        self._write_accounts()
        templates.change(self._templates.values())
        alarms.raise_alarms(one for one in self._alarms.values() if one is not None)
        alarms.settle_all(key for key, one in self._alarms.items() if one is None)

    def _write_accounts(self) -> None:
        _run(
            "facts",
            [
                {"account_id": account, "name": name, "value": value, "told_at": at}
                for (account, name), (value, at) in self._facts.items()
            ],
        )
        _run("stop", _of_accounts(self._stops, lambda stop: stop._asdict()))
        _run("revive", _of_accounts(self._revived, lambda code: {"code": code}))
        _run("speed", _of_accounts(self._speeds, lambda n: {"per_second": n}))


def find(ids: Sequence[int], businesses: Sequence[str]) -> list[Account]:
    """Return our numbers that have one of these ids or business accounts."""
    values = {"ids": list(ids), "businesses": list(businesses)}
    with connection.cursor() as cursor:
        return [Account(*row) for row in sql.fetch(cursor, QUERIES["accounts"], values)]


def _of_accounts(by_account: dict[int, Any], fields: Any) -> list[dict[str, Any]]:
    """Return a row for each account, in the order of their ids."""
    return [
        {"account_id": id_, **fields(value)}
        for id_, value in sorted(by_account.items())
    ]


def _run(name: str, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(QUERIES[name], [sql.rows(rows)])
