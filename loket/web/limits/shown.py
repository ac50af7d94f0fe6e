"""What the pages of limits show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from loket.bookings import suspects
from loket.bookings.limits import USUAL, Kind, Verdict
from loket.bookings.models import GroupRuling, OfficeLimit, Ruling
from loket.bookings.suspects import Group, Oddity, Seen
from loket.lib import clock
from loket.lib.crypto import Keyring
from loket.offices.models import Office, Staff
from loket.web.limits.words import KINDS, ODDITIES, SOURCES, UNITS, VERDICTS

MOST_RULINGS = 50
MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """A limit, what counts here, and where it comes from."""

    kind: Kind
    name: str
    unit: str
    value: int
    usual: int
    least: int
    most: int
    source: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody decided, and what can still be ended."""

    id: int
    at: datetime
    who: str
    what: str
    about: str
    reason: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Odd:
    """A group with its evidence."""

    mark: str
    name: str
    numbers: int
    bookings: int
    people: int
    seen: Sequence[Seen]
    more: int


def figures(office: Office) -> list[Figure]:
    """All limits of an office."""
    own = {one.kind: one for one in OfficeLimit.objects.filter(office_id=office.id)}
    return [
        Figure(
            kind=kind,
            name=str(KINDS[kind]),
            unit=str(UNITS[usual.unit]),
            value=own[kind].value if kind in own else usual.value,
            usual=usual.value,
            least=usual.least,
            most=usual.most,
            source=own[kind].source if kind in own else str(SOURCES[usual.source]),
            is_own=kind in own,
        )
        for kind, usual in USUAL.items()
    ]


def rulings(office: Office, now: datetime) -> list[Decided]:
    """What was decided about numbers, newest first; numbers stay hidden."""
    found = Ruling.objects.filter(office_id=office.id).order_by("-at")[:MOST_RULINGS]
    names = _names(one.staff_id for one in found)
    return [
        Decided(
            one.id,
            one.at,
            names.get(one.staff_id, "-"),
            str(VERDICTS[Verdict(one.verdict)]),
            _mask(one.contact_id),
            one.reason,
            one.until > now,
        )
        for one in found
    ]


def decided(office: Office) -> list[Decided]:
    """What was decided about groups, newest first."""
    found = GroupRuling.objects.filter(office_id=office.id).order_by("-at")
    shown = list(found[:MOST_RULINGS])
    names = _names(one.staff_id for one in shown)
    return [
        Decided(
            one.id,
            one.at,
            names.get(one.staff_id, "-"),
            str(VERDICTS[Verdict(one.verdict)]),
            str(ODDITIES[Oddity(one.kind)]),
            one.reason,
        )
        for one in shown
    ]


def open_groups(office: Office, keyring: Keyring) -> list[Odd]:
    """The groups about which nobody decided yet."""
    ruled = {
        bytes(mark)
        for mark in GroupRuling.objects.filter(office_id=office.id).values_list(
            "fingerprint", flat=True
        )
    }
    found = [(one, one.fingerprint) for one in _find(office, keyring)]
    return [_odd(one, mark) for one, mark in found if mark not in ruled]


def group(office: Office, mark: str, keyring: Keyring) -> Group | None:
    """Return the group that a page showed, None if it is another one by now."""
    return next(
        (one for one in _find(office, keyring) if one.fingerprint.hex() == mark),
        None,
    )


def _find(office: Office, keyring: Keyring) -> list[Group]:
    today = clock.now().astimezone(ZoneInfo(office.zone)).date()
    return suspects.find(office.id, today, keyring)


def _odd(one: Group, mark: bytes) -> Odd:
    return Odd(
        mark=mark.hex(),
        name=str(ODDITIES[one.kind]),
        numbers=len(one.contacts),
        bookings=len(one.bookings),
        people=len({seen.key for seen in one.seen}),
        seen=one.seen[:MOST_SHOWN],
        more=max(len(one.seen) - MOST_SHOWN, 0),
    )


def _mask(contact: UUID) -> str:
    return f"…{contact.hex[-6:]}"


def _names(ids: object) -> dict[int, str]:
    found = Staff.objects.filter(id__in=list(ids))  # type: ignore[call-overload]
    return dict(found.values_list("id", "name"))
