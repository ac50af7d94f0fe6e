"""
The talk that ends with an hour at the office.

`onward` asks the first question that is still open. A question may settle itself
(there is only one office) or open an earlier one again (the hour is gone), so the
same few lines carry every order in which people say things.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loket.dialogue import words
from loket.dialogue.commands import Release
from loket.dialogue.flows import (
    bookings,
    changes,
    days,
    earlier,
    holds,
    hours,
    moves,
    offices,
    parts,
    people,
    services,
    swaps,
    taps,
    wishes,
)
from loket.dialogue.flows.draft import Draft, unpack, without_hour
from loket.dialogue.types import Flow, Outcome, Turn, ask

QUESTIONS = (
    earlier.QUESTION,
    services.QUESTION,
    offices.QUESTION,
    days.QUESTION,
    hours.QUESTION,
    people.QUESTION,
    holds.LET_GO,
    holds.HOLD,
    holds.QUESTION,
)
MOVING = (moves.LOST, days.QUESTION, hours.QUESTION, moves.QUESTION)
"""The questions of a booking that only changes its hour."""
BY_STEP = {q.step: q for q in (*QUESTIONS, *MOVING) if q.step}


def onward(turn: Turn, draft: Draft) -> Flow:
    """Ask what is still to be asked; in the end, echo and wait for a yes."""
    result: Draft | Outcome = draft
    while isinstance(result, Draft):
        draft = result
        words.at(draft.office)
        questions = MOVING if draft.moving else QUESTIONS
        question = next(q for q in questions if q.is_open(draft))
        result = yield from question.ask(turn, draft)
    if draft.let_go is not None:
        yield from ask(Release(turn.contact_id, draft.let_go, turn.now))
    return result


def start(turn: Turn) -> Flow:
    """Begin to book, or go on, with all that the words say already."""
    draft = unpack(turn.answers)
    today = parts.local_today(turn, None)
    wished = draft if turn.choice else wishes.gather(turn.text, draft, today)
    return (yield from onward(turn, replace(wished, said=turn.text)))


def resume(turn: Turn, note: str = "") -> Flow:
    """Ask again what was asked last."""
    return (yield from onward(turn, replace(unpack(turn.answers), note=note)))


def hear(turn: Turn, step: str) -> parts.Asking[Outcome | None]:
    """Let a question hear an answer in words; None if it did not understand."""
    draft = unpack(turn.answers)
    if (swapped := (yield from swaps.named(turn, draft))) is not None:
        return (yield from onward(turn, swapped))
    if (what := changes.wanted(turn.text)) is not None:
        return (yield from onward(turn, changes.reopen(turn, draft, what)))
    heard = yield from BY_STEP[step].hear(turn, draft)
    if isinstance(heard, Draft):
        return (yield from onward(turn, heard))
    return heard


def tap_service(turn: Turn, rest: Sequence[str]) -> Flow:
    """svc:SERVICE"""
    draft = _at(unpack(turn.answers), taps.number(rest, 0), None)
    return (yield from onward(turn, draft))


def tap_office(turn: Turn, rest: Sequence[str]) -> Flow:
    """off:OFFICE:SERVICE"""
    draft = unpack(turn.answers)
    return (
        yield from onward(turn, _at(draft, taps.number(rest, 1), taps.number(rest, 0)))
    )


def tap_day(turn: Turn, rest: Sequence[str]) -> Flow:
    """day:DATE:SERVICE:OFFICE"""
    draft = _there(unpack(turn.answers), rest, 1)
    if day := taps.day(rest, 0):
        draft = days.choose_day(draft, day)
    return (yield from onward(turn, draft))


def tap_hour(turn: Turn, rest: Sequence[str]) -> Flow:
    """hour:SLOT:DATE:SERVICE:OFFICE"""
    draft = _there(unpack(turn.answers), rest, 2)
    if day := taps.day(rest, 1):
        draft = days.choose_day(draft, day)
    if slot := taps.number(rest, 0):
        draft = hours.choose_hour(draft, slot)
    return (yield from onward(turn, draft))


def tap_page(turn: Turn, rest: Sequence[str]) -> Flow:
    """svcs:START, offs:START:SERVICE, days:START:SERVICE:OFFICE"""
    draft = _there(unpack(turn.answers), rest, 1)
    opened = _reopened(draft, turn.choice)
    return (yield from onward(turn, replace(opened, start=taps.number(rest, 0) or 0)))


def tap_hours_page(turn: Turn, rest: Sequence[str]) -> Flow:
    """hours:START:DATE:SERVICE:OFFICE"""
    draft = without_hour(_there(unpack(turn.answers), rest, 2))
    if day := taps.day(rest, 1):
        draft = days.choose_day(draft, day)
    return (yield from onward(turn, replace(draft, start=taps.number(rest, 0) or 0)))


def tap_change(turn: Turn, rest: Sequence[str]) -> Flow:
    """change: another hour, of the same day."""
    draft = unpack(turn.answers)
    if draft.is_empty:
        return (yield from bookings.show(turn))
    return (yield from onward(turn, changes.reopen(turn, draft, changes.Part.HOUR)))


def tap_yes(turn: Turn, rest: Sequence[str]) -> Flow:
    """yes:BOOKING. A yes to what is no longer asked shows what there is instead."""
    draft = unpack(turn.answers)
    meant = taps.booking(rest)
    if draft.is_empty:
        return (yield from bookings.show(turn))
    if draft.hold is None or meant not in (None, draft.hold):
        return (yield from onward(turn, draft))
    heard = yield from holds.confirm(turn, draft)
    return heard if isinstance(heard, Outcome) else (yield from onward(turn, heard))


def _there(draft: Draft, rest: Sequence[str], place: int) -> Draft:
    """The draft for the service and office that a tap names."""
    return _at(draft, taps.number(rest, place), taps.number(rest, place + 1))


def _at(draft: Draft, service: int | None, office: int | None) -> Draft:
    """The draft for a service and an office. A booking that is moved has both: a tap
    that names others is about a new one."""
    here = (draft.service, draft.office)
    if draft.moving and (service or here[0], office or here[1]) != here:
        draft = Draft()
    if service:
        draft = services.choose_service(draft, service)
    return offices.choose_office(draft, office, service) if office else draft


def _reopened(draft: Draft, choice: str) -> Draft:
    """The draft in which the list that is paged is the open question."""
    if choice.startswith("svcs"):
        return without_hour(draft, service=None, moving=None)
    if choice.startswith("offs"):
        return without_hour(draft, office=None, moving=None)
    return without_hour(draft, day=None)
