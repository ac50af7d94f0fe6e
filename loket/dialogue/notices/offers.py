"""
Offers of the waiting list in words. An offer that was taken, passed or that ran out
says nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from loket.bookings import queries
from loket.bookings.queries import BookingRow
from loket.bookings.states import BookingState
from loket.dialogue import words
from loket.dialogue.answers.bookings import view
from loket.dialogue.answers.offices import Views, views
from loket.dialogue.flows import waitlist
from loket.dialogue.notices import templates
from loket.dialogue.notices.speech import Kind, Speech, turn_of
from loket.lib.crypto import Keyring
from loket.messaging.notices import Due


def speak(dues: Sequence[Due], now: datetime, keyring: Keyring) -> dict[UUID, Speech]:
    """Return the words of those offers that still stand."""
    asked = {due.id: UUID(due.parameters["booking"]) for due in dues}
    found = queries.seen(asked.values(), keyring)
    rows = {row.id: row for row in found if _stands(row, now)}
    known = views()
    return {
        due.id: _speech(due, rows[asked[due.id]], known, now)
        for due in dues
        if asked[due.id] in rows
        and rows[asked[due.id]].contact_id == due.talk.contact_id
    }


def _stands(row: BookingRow, now: datetime) -> bool:
    is_open = row.held_until is not None and row.held_until > now
    return row.state == BookingState.HELD and is_open


def _speech(due: Due, row: BookingRow, known: Views, now: datetime) -> Speech:
    turn, seen = turn_of(due, now), view(row, known, now)
    until = row.held_until or now
    with words.speaking_for(due.agency_id):
        outcome = waitlist.say(turn, seen, until)
    return Speech(
        outcome=outcome,
        facts={
            language: waitlist.facts(replace(turn, language=language), seen, until)
            for language in templates.languages(due.talk.language)
        },
        taps=[waitlist.take_tap(row.id), waitlist.pass_tap(row.id)],
    )


def note(dues: Collection[Due], now: datetime) -> None:
    """Nothing has to be noted: the hold says what stands."""


OFFER = Kind(speak, note)
