"""
What of all that was looked at is not as it should be, and what to do about it.

Bounds stand beside each other here; those that are the same elsewhere are taken from
there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loket.lib import disk
from loket.messaging.watch import LATE_AFTER_S, WELL_BELOW_S
from loket.web.system.looked import Look

BAD, WARN = "bad", "warn"
# Fewer say nothing about receipts: phones are off, too.
FEWEST_SENT, MOST_UNHEARD = 20, 0.5
MANY_FAILURES = 50
FULL_CONNECTIONS = 0.8
OLD_TRANSACTION_S = 900.0
# A backup every night may take some hours; two that are missing are no accident.
BACKUP_DUE, BACKUP_MISSING = timedelta(hours=30), timedelta(hours=54)

KINDS: dict[str, str | Promise] = {
    "ingest": _("way in"),
    "web": _("pages"),
    "worker": _("worker"),
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is not well; `way` names the page where it is mended, "" none."""

    level: str
    title: str
    remedy: str
    way: str = ""


Judge = Callable[[Look], Iterator[Trouble]]


def troubles(look: Look) -> list[Trouble]:
    """Return all troubles, the grave ones first."""
    found = [trouble for judge in _JUDGES for trouble in judge(look)]
    return sorted(found, key=lambda it: it.level != BAD)


def _processes(look: Look) -> Iterator[Trouble]:
    alive = [it for it in look.processes if it.is_seen]
    for kind, name in KINDS.items():
        if not any(it.kind == kind for it in alive):
            yield Trouble(
                BAD,
                gettext("No process runs: %(name)s") % {"name": name},
                gettext(
                    "Run “systemctl restart loket.target”, or start “loket up” again. "
                    "The log says why it ended."
                ),
            )
    for it in alive:
        if it.hanging:
            name = KINDS.get(it.kind, it.kind)
            yield Trouble(
                BAD,
                gettext("A part of a process hangs: %(name)s")
                % {"name": f"{name}, {', '.join(it.hanging)}"},
                gettext("Keep its log, then restart the process."),
            )


def _waits(look: Look) -> Iterator[Trouble]:
    level = _level(look.longest_wait_s)
    if level:
        yield Trouble(
            level,
            gettext("Citizens wait for an answer"),
            gettext(
                "Is a worker running? If yes, start a second one: "
                "“systemctl start loket-worker@2”."
            ),
        )
    level = _level(look.ready_since_s)
    if level and not look.stopped:
        yield Trouble(
            level,
            gettext("Answers wait to be sent"),
            gettext(
                "The platform may be slow, or the number too. Run “loket channel "
                "check”; messages go by themselves when it is over."
            ),
            "alarms",
        )


def _level(wait_s: float) -> str:
    if wait_s > LATE_AFTER_S:
        return BAD
    return WARN if wait_s > WELL_BELOW_S else ""


def _messages(look: Look) -> Iterator[Trouble]:
    if look.stopped:
        yield Trouble(
            BAD,
            gettext("A number is stopped; nothing is sent through it"),
            gettext("Mend the cause at Meta, then add the number again."),
            "stuck",
        )
    if look.parked or look.unclear:
        yield Trouble(
            WARN,
            gettext("Messages wait for a decision"),
            gettext("Look at them and decide; each says what happened."),
            "stuck",
        )
    sent, unheard = look.heard
    if sent >= FEWEST_SENT and unheard > sent * MOST_UNHEARD:
        yield Trouble(
            WARN,
            gettext("The platform sends hardly any receipts"),
            gettext(
                "Is the webhook subscribed to “messages”? Run “loket channel check”."
            ),
        )
    if sum(it.in_an_hour for it in look.failures) > MANY_FAILURES:
        yield Trouble(
            WARN,
            gettext("The platform refused many messages within an hour"),
            gettext("The codes below say why; alarms say what to do."),
            "alarms",
        )


def _places(look: Look) -> Iterator[Trouble]:
    for office in look.offices:
        if not office.free:
            title = (
                gettext("No free place within seven days: %(office)s")
                if office.places
                else gettext("No hours within seven days: %(office)s")
            )
            yield Trouble(
                WARN,
                title % {"office": office.name},
                gettext("Raise the capacity of some hours, or open more of them."),
                "desk",
            )


def _disk(look: Look) -> Iterator[Trouble]:
    if look.room.free_bytes < disk.COMFORTABLE_FREE_BYTES:
        is_bad = look.room.free_bytes < disk.LEAST_FREE_BYTES
        yield Trouble(
            BAD if is_bad else WARN,
            gettext("The disk is nearly full"),
            gettext("Free some room, or move the data to a larger disk."),
        )


def _backup(look: Look) -> Iterator[Trouble]:
    last = look.backup
    remedy = gettext("Run “loket backup”, and look at its timer and its log.")
    if last is None:
        yield Trouble(WARN, gettext("No backup is known"), remedy)
    elif last.age(look.now) > BACKUP_DUE:
        is_bad = last.age(look.now) > BACKUP_MISSING
        level = BAD if is_bad else WARN
        yield Trouble(level, gettext("The last backup is too old"), remedy)


def _database(look: Look) -> Iterator[Trouble]:
    state = look.database
    if state.connections > state.most_connections * FULL_CONNECTIONS:
        yield Trouble(
            WARN,
            gettext("Nearly all connections of the database are open"),
            gettext("Raise max_connections, or run fewer processes."),
        )
    if state.oldest_transaction_s > OLD_TRANSACTION_S:
        yield Trouble(
            WARN,
            gettext("A transaction of the database has been open for long"),
            gettext("Find it in pg_stat_activity; a forgotten psql is the usual one."),
        )


_JUDGES: tuple[Judge, ...] = (
    _processes, _waits, _messages, _places, _disk, _backup, _database,
)  # fmt: skip
