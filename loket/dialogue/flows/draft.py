"""
A booking that is being made: what is known so far, and how it survives a turn.

It is kept as JSON with a version. What cannot be read any more (an older version,
a damaged row) is an empty draft: the talk begins again, it never breaks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from loket.dialogue.commands import PersonView
from loket.dialogue.types import Answers

VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """
    What is known of a booking to be.

    `first` is the day from which days are listed, `start` the place in a list from
    which it is shown. `wish` is an hour that was named before it could be chosen,
    `part` a part of the day ("after jumatan", see `understanding.hours`).
    `names` are people whose birth date is still to come. `is_again` says that the
    citizen knows of the bookings there are already, `is_unsure` that something said
    about the people was not understood. `until` is when the hold ends. `moving` is a
    booking that shall only change its hour, `seats` its places.

    Not kept between turns: `said`, words in which a service or office may be named;
    `note`, what must be said before the next question; `let_go`, a hold to
    give back.
    """

    service: int | None = None
    office: int | None = None
    day: date | None = None
    slot: int | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    wish: time | None = None
    part: str = ""
    people: tuple[PersonView, ...] = ()
    names: tuple[str, ...] = ()
    hold: UUID | None = None
    until: datetime | None = None
    first: date | None = None
    start: int = 0
    is_again: bool = False
    is_unsure: bool = False
    moving: UUID | None = None
    seats: int = 0
    said: str = ""
    note: str = ""
    let_go: UUID | None = None

    @property
    def is_empty(self) -> bool:
        """True if nothing was chosen or said yet."""
        return not (self.service or self.office or self.day or self.people)

    @property
    def size(self) -> int:
        """For how many people an hour must have room, as far as is known."""
        return max(1, len(self.people), self.seats)


def revise(draft: Draft, **changes: Any) -> Draft:
    """Return the draft with changes; a hold for what was chosen before is let go."""
    held = draft.hold or draft.let_go
    return replace(draft, **changes, hold=None, until=None, let_go=held)


def without_hour(draft: Draft, **changes: Any) -> Draft:
    """Return the draft with the hour to be chosen anew."""
    return revise(draft, slot=None, starts_at=None, ends_at=None, start=0, **changes)


def add_note(draft: Draft, words: str) -> Draft:
    """Return the draft with one more sentence to say first."""
    return replace(draft, note="\n".join(filter(None, (draft.note, words))))


def pack(draft: Draft) -> dict[str, Any]:
    """Return the JSON of a draft without what is empty."""
    kept = {
        "service": draft.service,
        "office": draft.office,
        "day": draft.day and draft.day.isoformat(),
        "slot": draft.slot,
        "starts_at": draft.starts_at and draft.starts_at.isoformat(),
        "ends_at": draft.ends_at and draft.ends_at.isoformat(),
        "wish": draft.wish and draft.wish.isoformat(),
        "part": draft.part,
        "people": [[p.name, p.birth_date.isoformat()] for p in draft.people],
        "names": list(draft.names),
        "hold": draft.hold and str(draft.hold),
        "until": draft.until and draft.until.isoformat(),
        "first": draft.first and draft.first.isoformat(),
        "start": draft.start,
        "is_again": draft.is_again,
        "is_unsure": draft.is_unsure,
        "moving": draft.moving and str(draft.moving),
        "seats": draft.seats,
    }
    return {name: value for name, value in kept.items() if value}


def unpack(answers: Answers) -> Draft:
    """Return the draft in a turn's answers, an empty one if it cannot be read."""
    kept = answers.get("draft") if answers.get("v") == VERSION else None
    if not isinstance(kept, Mapping):
        return Draft()
    try:
        return _read(kept)
    except (TypeError, ValueError, AttributeError):
        return Draft()


def _read(kept: Mapping[str, Any]) -> Draft:
    def made(name: str, make: Any) -> Any:
        return make(kept[name]) if name in kept else None

    return Draft(
        service=made("service", int),
        office=made("office", int),
        day=made("day", date.fromisoformat),
        slot=made("slot", int),
        starts_at=made("starts_at", time.fromisoformat),
        ends_at=made("ends_at", time.fromisoformat),
        wish=made("wish", time.fromisoformat),
        part=str(kept.get("part", "")),
        people=tuple(
            PersonView(str(name), date.fromisoformat(born))
            for name, born in kept.get("people", ())
        ),
        names=tuple(str(name) for name in kept.get("names", ())),
        hold=made("hold", UUID),
        until=made("until", datetime.fromisoformat),
        first=made("first", date.fromisoformat),
        start=int(kept.get("start", 0)),
        is_again=bool(kept.get("is_again")),
        is_unsure=bool(kept.get("is_unsure")),
        moving=made("moving", UUID),
        seats=int(kept.get("seats", 0)),
    )
