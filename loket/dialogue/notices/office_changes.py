"""
Changes of an office in words. What is said is what is true now: whoever has taken yet
another hour, or cancelled, meanwhile is told nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from loket.bookings import displaced, queries, reminders
from loket.bookings.displaced import ToTell
from loket.bookings.queries import BookingRow
from loket.bookings.states import BookingState
from loket.dialogue import words
from loket.dialogue.answers.bookings import view
from loket.dialogue.answers.offices import views
from loket.dialogue.commands import BookingView
from loket.dialogue.flows import office_changes
from loket.dialogue.flows.office_changes import Lost
from loket.dialogue.notices import templates
from loket.dialogue.notices.speech import Kind, Speech, turn_of
from loket.dialogue.types import Option, Outcome, Turn
from loket.lib.crypto import Keyring
from loket.messaging.notices import Due

Say = Callable[[Turn, BookingView, Lost], Outcome]
Buttons = Callable[[Turn, BookingView], Sequence[Option]]

SAYINGS: Mapping[str, tuple[Say, Buttons]] = {
    displaced.MOVED: (office_changes.moved, office_changes.moved_buttons),
    displaced.CANCELLED: (office_changes.cancelled, office_changes.cancelled_buttons),
}


def speak(dues: Sequence[Due], now: datetime, keyring: Keyring) -> dict[UUID, Speech]:
    """Return the words for those whose booking still stands as the change left it."""
    bookings = [UUID(due.parameters["booking"]) for due in dues]
    rows = {row.id: row for row in queries.seen(bookings, keyring)}
    lost = displaced.to_tell([_displacement(due) for due in dues])
    known = views()
    return {
        due.id: _speech(due, view(rows[id_], known, now), lost[_displacement(due)], now)
        for due, id_ in zip(dues, bookings, strict=True)
        if id_ in rows and _displacement(due) in lost and _is_so(due, rows[id_])
    }


def note(dues: Collection[Due], now: datetime) -> None:
    """Nothing to be noted: what became of the notice says it all."""


CHANGE = Kind(speak, note)


def _displacement(due: Due) -> int:
    return int(due.parameters["displacement"])


def _is_so(due: Due, row: BookingRow) -> bool:
    if row.contact_id != due.talk.contact_id:
        return False
    if due.kind == displaced.CANCELLED:
        return row.state == BookingState.CANCELLED
    stands = reminders.hour(row.day, row.starts) == due.parameters["hour"]
    return row.state == BookingState.BOOKED and stands


def _speech(due: Due, seen: BookingView, told: ToTell, now: datetime) -> Speech:
    turn = turn_of(due, now)
    say, buttons = SAYINGS[due.kind]
    lost = Lost(told.day, told.starts, told.ends, told.reason)
    with words.speaking_for(due.agency_id):
        outcome = say(turn, seen, lost)
    return Speech(
        outcome=outcome,
        facts={
            language: office_changes.facts(replace(turn, language=language), seen, lost)
            for language in templates.languages(due.talk.language)
        },
        taps=[button.id for button in buttons(turn, seen)],
    )
