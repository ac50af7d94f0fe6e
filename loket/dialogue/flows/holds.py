"""
Holding the places, saying everything once more, and booking when the answer is yes.

Nothing is taken silently: places are held for minutes, the echo shows what was
understood, and only a yes books (domain notes 1.1 and 1.3).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from loket.dialogue import words, words_dates
from loket.dialogue.commands import (
    Confirm,
    Hold,
    HoldRefusal,
    NotHeld,
    OfficeView,
    Release,
    ServiceView,
)
from loket.dialogue.flows import (
    bookings,
    earlier,
    limited,
    parts,
    people,
    taps,
    wishes,
)
from loket.dialogue.flows.draft import Draft, add_note, without_hour
from loket.dialogue.flows.question import Question
from loket.dialogue.types import Outcome, Reply, Turn
from loket.dialogue.types import ask as ask_for
from loket.dialogue.understanding import choose, hours, intent
from loket.dialogue.understanding.asserted import asserted
from loket.dialogue.understanding.people import parse

STEP = "book.confirm"


def must_let_go(draft: Draft) -> bool:
    """True if a hold for something else has to be given back first."""
    return draft.let_go is not None


def let_go(turn: Turn, draft: Draft) -> parts.Asking[Draft | Outcome]:
    """Give the earlier hold back."""
    if draft.let_go is not None:
        yield from ask_for(Release(turn.contact_id, draft.let_go, turn.now))
    return replace(draft, let_go=None)


def is_not_held(draft: Draft) -> bool:
    """True while no places are held."""
    return draft.hold is None


def hold(turn: Turn, draft: Draft) -> parts.Asking[Draft | Outcome]:
    """Hold places for everybody, all or nothing. Who comes second keeps the names
    and gets the hours that are left."""
    asked = Hold(
        turn.contact_id, turn.agency_id, draft.slot or 0, draft.people, turn.now
    )
    held = yield from ask_for(asked)
    if not isinstance(held, NotHeld):
        return replace(draft, hold=held.booking_id, until=held.until)
    if held.why in (HoldRefusal.FULL, HoldRefusal.NOT_OPEN):
        key = f"hold.{held.why.name.lower()}"
        sentence = words.say(turn.language, key, count=len(draft.people))
        return add_note(without_hour(draft), sentence)
    if held.why is HoldRefusal.LIMITED:
        return (yield from limited.refuse(turn, draft, held))
    return (yield from earlier.refuse_second(turn, draft, held))


def echo(turn: Turn, draft: Draft) -> parts.Asking[Draft | Outcome]:
    """Say everything once more and ask if it is right."""
    service = yield from parts.the_service(turn, draft)
    office = yield from parts.the_office(turn, draft)
    if service is None or office is None:
        return without_hour(draft, service=None, office=None)
    reply = Reply(
        words=parts.noted(draft, _echo(turn, draft, service, office)),
        options=[
            parts.option(turn, taps.make("yes", draft.hold), "button.yes"),
            parts.option(turn, "change", "button.change_hour"),
            parts.option(turn, "stop", "button.stop"),
        ],
    )
    return parts.answer(turn, reply, then=STEP, draft=draft)


def hear(turn: Turn, draft: Draft) -> parts.Asking[Draft | Outcome | None]:
    """Understand yes and no, one more person, a corrected one, another time."""
    said_yes = choose.agrees(turn.text)
    if said_yes:
        return (yield from confirm(turn, draft))
    office = yield from parts.the_office(turn, draft)
    changed = _changed(turn, draft, parts.local_today(turn, office))
    if changed is None and said_yes is False and not intent.asks_a_fact(turn.text):
        return add_note(draft, words.say(turn.language, "confirm.what_instead"))
    return changed


def _changed(turn: Turn, draft: Draft, today: date) -> Draft | None:
    if (corrected := people.corrected(turn, draft, today)) is not None:
        return corrected
    kept = people.without_denied(draft, turn.text)
    found = parse(asserted(turn.text), today)
    if found.complete or found.has_identity_number:
        return people.take(turn, kept, replace(found, missing=[]))
    if kept.people and kept != draft:
        return kept
    return _changed_time(turn, draft, today)


def _changed_time(turn: Turn, draft: Draft, today: date) -> Draft | None:
    if hour := hours.bare_hour(turn.text):
        return replace(without_hour(draft), wish=hour)
    more = wishes.take_time(turn.text, draft, today)
    if more == draft and people.more_come(turn.text):
        return replace(draft, is_unsure=True)
    return more if more != draft else None


def confirm(turn: Turn, draft: Draft) -> parts.Asking[Draft | Outcome]:
    """
    Book what is held.

    A hold that ran out is taken once more: the citizen said yes to this hour, and
    perhaps it is still there. If it is not, the hours that are left are offered.
    """
    if draft.hold is None:
        return draft
    if (outcome := (yield from _confirm(turn, draft.hold))) is not None:
        return outcome
    again = yield from hold(turn, replace(draft, hold=None, until=None))
    if isinstance(again, Outcome) or again.hold is None:
        return again
    outcome = yield from _confirm(turn, again.hold)
    return outcome or again


def _confirm(turn: Turn, held: UUID) -> parts.Asking[Outcome | None]:
    view = yield from ask_for(Confirm(turn.contact_id, held, turn.now))
    return bookings.booked(turn, view) if view else None


def _echo(turn: Turn, draft: Draft, service: ServiceView, office: OfficeView) -> str:
    said = {
        "people": "\n".join(
            f"- {p.name} ({words_dates.plain_date(turn.language, p.birth_date)})"
            for p in draft.people
        ),
        "service": parts.in_language(turn, service.names),
        "office": office.name,
        "day": parts.day_of(turn, draft),
        "hours": parts.hours_of(turn, draft, office),
    }
    sentence = words.say(turn.language, "confirm.echo", **said)
    if draft.until is None:
        return sentence
    until = words_dates.clock(turn.language, draft.until, office.zone)
    return sentence + "\n\n" + words.say(turn.language, "confirm.until", until=until)


def _hear_nothing(turn: Turn, draft: Draft) -> parts.Asking[Draft | Outcome | None]:
    """These two are never waited for: they ask no citizen."""
    yield from ()
    return None


LET_GO = Question("", must_let_go, let_go, _hear_nothing)
HOLD = Question("", is_not_held, hold, _hear_nothing, ["book.hour"])
QUESTION = Question(STEP, lambda _: True, echo, hear, ["book.service"])
