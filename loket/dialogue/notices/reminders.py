"""
Reminders in words. What is said is what is true now: a reminder of a booking that was
given back or moved, however that came, says nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from loket.bookings import queries
from loket.bookings import reminders as room
from loket.bookings.queries import BookingRow
from loket.bookings.states import BookingState
from loket.dialogue import words
from loket.dialogue.answers.bookings import view
from loket.dialogue.answers.offices import Views, views
from loket.dialogue.commands import BookingView
from loket.dialogue.flows import reminders
from loket.dialogue.notices import templates
from loket.dialogue.notices.speech import Kind, Speech, turn_of
from loket.lib.crypto import Keyring
from loket.messaging.notices import Due


def speak(dues: Sequence[Due], now: datetime, keyring: Keyring) -> dict[UUID, Speech]:
    """Return the words of those reminders whose booking still stands as it did."""
    bookings = [_booking(due) for due in dues]
    rows = {row.id: row for row in queries.seen(bookings, keyring)}
    coming = room.who_comes(bookings)
    known = views()
    return {
        due.id: _speech(due, rows[id_], known, now, is_coming=id_ in coming)
        for due, id_ in zip(dues, bookings, strict=True)
        if id_ in rows and _is_as_planned(due, rows[id_])
    }


def note(dues: Collection[Due], now: datetime) -> None:
    """Let the agenda know who was reminded."""
    room.note_said({_booking(due) for due in dues}, now)


REMINDER = Kind(speak, note)


def _booking(due: Due) -> UUID:
    return UUID(due.parameters["booking"])


def _is_as_planned(due: Due, row: BookingRow) -> bool:
    return (
        row.state == BookingState.BOOKED
        and row.contact_id == due.talk.contact_id
        and room.hour(row.day, row.starts) == due.parameters["hour"]
    )


def _speech(
    due: Due, row: BookingRow, known: Views, now: datetime, *, is_coming: bool
) -> Speech:
    turn = turn_of(due, now)
    seen: BookingView = view(row, known, now)
    with words.speaking_for(due.agency_id, due.office_id):
        outcome = reminders.say(turn, seen, due.kind, is_coming=is_coming)
    buttons = reminders.come_button(turn, row.id), reminders.cancel_button(turn, row.id)
    return Speech(
        outcome=outcome,
        facts={
            language: reminders.facts(replace(turn, language=language), seen)
            for language in templates.languages(due.talk.language)
        },
        taps=[button.id for button in buttons],
    )
