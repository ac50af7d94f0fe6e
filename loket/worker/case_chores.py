"""
What becomes of cases by itself: days that pass, calendars that change, feeds that fall
silent.
"""

from __future__ import annotations

from loket.cases import actions, feeds
from loket.cases.imports import work as tables
from loket.cases.snapshots import actions as snapshots
from loket.lib import clock
from loket.lib.crypto import Keyring
from loket.offices import calendars
from loket.worker.chores import Chore


class Recounter:
    """Counts promises anew whenever a calendar is no longer what it was."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring
        self._counted_by = ""

    def look(self) -> None:
        """Count anew if anything changed since last time; the first time always."""
        now = calendars.digest()
        if now != self._counted_by:
            actions.recount(clock.now(), self._keyring)
            self._counted_by = now


def imports(keyring: Keyring) -> list[Chore]:
    """Working off uploaded tables: minutes long, so it has a thread of its own."""

    def work_off() -> None:
        while tables.work(clock.now(), keyring):
            pass

    return [Chore("imports", 1.0, work_off)]


def chores(keyring: Keyring) -> list[Chore]:
    """All chores of cases. Doing one twice, or in two workers, does no harm."""
    return [
        Chore("promises", 30.0, Recounter(keyring).look),
        Chore("missed promises", 5.0, lambda: actions.miss(clock.now())),
        Chore("uncollected", 3600.0, lambda: actions.lapse(clock.now(), keyring)),
        Chore("feeds", 60.0, lambda: feeds.watch(clock.now())),
        Chore("old snapshots", 3600.0, lambda: snapshots.forget(clock.now())),
        Chore("old askings", 3600.0, lambda: feeds.forget_askings(clock.now())),
    ]
