"""
What an officer did with somebody's booking, in words: booked, moved or cancelled, and
why. The words of a preview are made here too, so that an officer sees what is sent.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from loket.bookings import queries, reminders
from loket.bookings.by_staff import Told
from loket.bookings.queries import BookingRow
from loket.bookings.states import BookingState
from loket.dialogue import words
from loket.dialogue.answers.bookings import view
from loket.dialogue.answers.offices import Views, views
from loket.dialogue.commands import BookingView
from loket.dialogue.flows import bookings, parts
from loket.dialogue.flows import reminders as flow
from loket.dialogue.notices import templates
from loket.dialogue.notices.speech import Kind, Speech, turn_of
from loket.dialogue.types import Option, Outcome, Reply, Turn
from loket.lib import clock
from loket.lib.crypto import Keyring
from loket.messaging.notices import Due

KEYS = {
    Told.BOOKED: "staff.booked",
    Told.MOVED: "staff.moved",
    Told.CANCELLED: "staff.cancelled",
}


def speak(dues: Sequence[Due], now: datetime, keyring: Keyring) -> dict[UUID, Speech]:
    """Return the words about those bookings that still stand as they were left."""
    asked = {due.id: UUID(due.parameters["booking"]) for due in dues}
    found = queries.seen(asked.values(), keyring)
    rows = {row.id: row for row in found}
    known = views()
    return {
        due.id: _speech(due, rows[asked[due.id]], known, now)
        for due in dues
        if asked[due.id] in rows and _is_so(due, rows[asked[due.id]])
    }


def _is_so(due: Due, row: BookingRow) -> bool:
    if row.contact_id != due.talk.contact_id:
        return False
    if due.kind == Told.CANCELLED:
        return row.state == BookingState.CANCELLED
    hour = reminders.hour(row.day, row.starts)
    return row.state == BookingState.BOOKED and due.parameters["hour"] == hour


def _speech(due: Due, row: BookingRow, known: Views, now: datetime) -> Speech:
    turn, seen = turn_of(due, now), view(row, known, now)
    kind, reason = Told(due.kind), due.parameters.get("reason", "")
    with words.speaking_for(due.agency_id):
        outcome = say(turn, seen, kind, reason)
    return Speech(
        outcome=outcome,
        facts={
            language: _facts(replace(turn, language=language), seen, reason)
            for language in templates.languages(due.talk.language)
        },
        taps=[option.id for option in outcome.reply.options],
    )


def say(turn: Turn, view_: BookingView, kind: Told, reason: str) -> Outcome:
    """Say what was done, and what can be done now."""
    sentence = words.say(turn.language, KEYS[kind], **_facts(turn, view_, reason))
    reply = Reply(words=sentence, options=_options(turn, view_, kind))
    return parts.answer(turn, reply)


def preview(
    language: str, agency_id: int, row: BookingRow, kind: Told, reason: str
) -> str:
    """Return the words that a citizen would get, in a language."""
    turn = _anybody(language, agency_id)
    with words.speaking_for(agency_id):
        seen = view(row, views(), turn.now)
        return say(turn, seen, kind, reason).reply.words


def _anybody(language: str, agency_id: int) -> Turn:
    return Turn(
        contact_id=UUID(int=0),
        account_id=0,
        agency_id=agency_id,
        now=clock.now(),
        language=language,
    )


def _facts(turn: Turn, view_: BookingView, reason: str) -> dict[str, str]:
    known = bookings.details(turn, view_)
    why = {"reason": words.say(turn.language, f"reason.{reason}")} if reason else {}
    named = {name: known[name] for name in ("service", "office", "day", "hours")}
    return {"code": view_.code, **named, **why}


def _options(turn: Turn, view_: BookingView, kind: Told) -> list[Option]:
    if kind is Told.CANCELLED:
        return [
            parts.option(turn, "book", "button.book"),
            parts.option(turn, "person", "button.person"),
        ]
    return [
        flow.come_button(turn, view_.id),
        flow.cancel_button(turn, view_.id),
    ]


def note(dues: Collection[Due], now: datetime) -> None:
    """Nothing has to be noted: the notice itself tells that they know."""


BY_STAFF = Kind(speak, note)
