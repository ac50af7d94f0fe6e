"""
Everything we know of a person, part by part, and the order in which rooms forget them.

A room that keeps something of people adds a line here: what it reads, why it is kept
and for how long, and how it forgets. The page, the copy and the erasure follow from
these lists, and a test walks all tables to see that no room was left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from loket.bookings import erasing as bookings_erasing
from loket.bookings import of_person as bookings
from loket.cases import of_person as cases
from loket.contacts import of_person as contacts
from loket.contacts.subjects import Subject, Table
from loket.lib.crypto import Keyring
from loket.messaging import erasing as messaging_erasing
from loket.messaging import files, notices
from loket.messaging import of_person as messaging
from loket.messaging.file_store import FileStore
from loket.messaging.partitions import TABLES

_KEPT = {table.table: table.keep_days for table in TABLES}


class Basis(StrEnum):
    """
    Why we may keep it (UU 27/2022, article 20 (2); domain notes 2.3). A public office
    mostly stands on its task; consent is asked only for what it starts by itself.
    """

    TASK = "task"
    DUTY = "duty"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class Part:
    """
    One kind of thing we know. `keep_days` is how long it is kept; None is as long as
    its contact or booking is.
    """

    name: str
    basis: Basis
    keep_days: int | None
    read: Callable[[Subject, Keyring], Table]


def _open(read: Callable[[Subject], Table]) -> Callable[[Subject, Keyring], Table]:
    """What is not sealed needs no keys."""
    return lambda subject, _: read(subject)


PARTS: Sequence[Part] = (
    Part("profile", Basis.TASK, None, _open(contacts.profile)),
    Part("identities", Basis.TASK, None, _open(contacts.identities)),
    Part("consents", Basis.CONSENT, None, _open(contacts.consents)),
    Part("bookings", Basis.TASK, None, _open(bookings.bookings)),
    Part("booked_people", Basis.TASK, None, bookings.booked_people),
    Part("markings", Basis.TASK, None, _open(bookings.markings)),
    Part("reminders", Basis.TASK, None, _open(bookings.reminders)),
    Part("cases", Basis.DUTY, None, _open(cases.cases)),
    Part("talks", Basis.TASK, None, messaging.talks),
    Part(
        "messages",
        Basis.TASK,
        _KEPT["messaging_message"],
        _open(messaging.messages),
    ),
    Part(
        "hidden_numbers", Basis.TASK, _KEPT["messaging_event"], messaging.hidden_numbers
    ),
    Part("handovers", Basis.TASK, None, _open(messaging.handovers)),
    Part("notices", Basis.TASK, notices.KEEP.days, _open(messaging.notices)),
    Part("files", Basis.TASK, files.KEEP_DAYS, _open(messaging.files)),
    Part("requests", Basis.DUTY, None, _open(contacts.requests)),
)


@dataclass(frozen=True, slots=True)
class Work:
    """What a room needs to forget somebody."""

    subject: Subject
    keys: Sequence[str]
    also: Sequence[UUID]
    store: FileStore
    now: datetime


Forget = Callable[[Work], Mapping[str, int]]

# The identity first, so that nothing new is tied to it; then what was said under it,
# while nobody answers; then what that led to.
ROOMS: Mapping[str, Forget] = {
    "contacts": lambda it: contacts.erase(it.subject),
    "messaging": lambda it: messaging_erasing.erase(it.subject, it.keys, it.store),
    "cases": lambda it: cases.erase(it.subject),
    "bookings": lambda it: bookings_erasing.erase(it.subject, it.also, it.now),
}
