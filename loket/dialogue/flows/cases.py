"""
"Is my passport ready?": the machine answers those whose case it is.

Who writes from the number on file is told at once. Others say the number of the case
and the birth date of its holder; what does not exist and what is not theirs is answered
alike. Old data are admitted, and an officer is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from loket.cases.stages import StageKind
from loket.dialogue import words
from loket.dialogue.commands import BookingView, FreeDays, FreeHours, HourView, NoHour
from loket.dialogue.commands_cases import CasesView, CaseView, MyCases
from loket.dialogue.flows import (
    again,
    beyond,
    book,
    bookings,
    case_proofs,
    case_words,
    days,
    hours,
    officers,
    parts,
    taps,
)
from loket.dialogue.flows.draft import Draft
from loket.dialogue.types import Flow, Option, Outcome, Reply, Turn, ask
from loket.dialogue.words_limits import MOST_OPTIONS

REASON_STALE = "status is old"
DAYS_AHEAD = 14
MOST_TOLD_ASIDE = 3


def status(step: str, turn: Turn) -> Flow:
    """Tell how the cases of somebody stand, or ask which is theirs."""
    said = case_proofs.read(turn)
    if said.has_number:
        return (yield from case_proofs.go_on(turn, said, tell))
    known = yield from mine(turn)
    if not known.is_answered:
        return (yield from beyond.status(step, turn))
    return (yield from _known(step, turn, known))


def _known(step: str, turn: Turn, known: CasesView) -> Flow:
    if again.is_asking(step, turn):
        return (yield from _aside(step, turn, known))
    if len(known.cases) == 1:
        return (yield from tell(turn, known.cases[0]))
    if known.cases:
        return choose(turn, known.cases)
    return case_proofs.ask_for_number(turn, known)


def tap_case(turn: Turn, rest: Sequence[str]) -> Flow:
    """case:CASE"""
    known = yield from mine(turn)
    case = find(known, taps.booking(rest))
    if case is None:
        return case_proofs.ask_for_number(turn, known)
    return (yield from tell(turn, case))


def tap_collect(turn: Turn, rest: Sequence[str]) -> Flow:
    """collect:CASE or collect:CASE:SLOT:DATE: book an hour for collecting it."""
    known = yield from mine(turn)
    case = find(known, taps.booking(rest))
    if case is None or case.kind is not StageKind.READY or not case.pickup_service:
        return (yield from status(parts.MENU, turn))
    people = (case.holder,) if case.holder else ()
    draft = Draft(service=case.pickup_service, office=case.office.id, people=people)
    day, slot = taps.day(rest, 2), taps.number(rest, 1)
    if day is not None and slot is not None:
        draft = hours.choose_hour(days.choose_day(draft, day), slot)
    return (yield from book.onward(turn, draft))


def mine(turn: Turn) -> parts.Asking[CasesView]:
    """Return the cases of this contact."""
    return (
        yield from ask(
            MyCases(turn.agency_id, turn.contact_id, turn.account_id, turn.now)
        )
    )


def find(known: CasesView, id_: UUID | None) -> CaseView | None:
    """Return one of somebody's cases, None if it is not theirs."""
    return next((case for case in known.cases if case.id == id_), None)


def tell(turn: Turn, case: CaseView) -> Flow:
    """Say how a case stands, and offer what can be done next."""
    if case.is_stale:
        return (yield from _stale(turn, case))
    if case.kind is StageKind.READY:
        return (yield from _ready(turn, case))
    options = [_person(turn), _menu(turn)]
    if case.kind is StageKind.CITIZEN:
        options = [_paid(turn, case), *options]
    reply = Reply(words=case_words.stands(turn, case), options=options)
    return parts.answer(turn, reply)


def choose(turn: Turn, cases: Sequence[CaseView]) -> Outcome:
    """List somebody's cases to tap."""
    options = [
        Option(
            id=taps.make("case", case.id),
            title=case_words.name(turn, case),
            description=f"{case_words.stage(turn, case)}, {case.office.name}",
        )
        for case in cases[:MOST_OPTIONS]
    ]
    reply = Reply(
        words=words.say(turn.language, "status.choose"),
        options=options,
        label=words.say(turn.language, "label.cases"),
    )
    return parts.answer(turn, reply)


def _aside(step: str, turn: Turn, known: CasesView) -> Flow:
    """Tell it beside what is being done, which goes on."""
    told = "\n\n".join(
        case_words.stands(turn, case) for case in known.cases[:MOST_TOLD_ASIDE]
    )
    outcome = yield from again.ask_again(step, turn)
    return parts.led(outcome, told or words.say(turn.language, "status.later"))


def _stale(turn: Turn, case: CaseView) -> Flow:
    """What we know is old: say so, and let an officer look."""
    outcome = yield from officers.call(turn, parts.MENU, REASON_STALE)
    return parts.led(outcome, case_words.stands(turn, case))


def _ready(turn: Turn, case: CaseView) -> Flow:
    """It can be collected: with the hour that is booked, or the next free one."""
    options = [_menu(turn)]
    booked = yield from _booked(turn, case)
    hour = None if booked else (yield from _next_hour(turn, case))
    said = qr = ""
    if booked is not None:
        said = case_words.booked(turn, case, booked)
        options, qr = [parts.option(turn, "mine", "button.mine"), *options], booked.code
    elif hour is not None:
        said = case_words.pickup(turn, case, hour)
        options = [*_collect(turn, case, hour), *options]
    reply = Reply(words=case_words.stands(turn, case, said), options=options, qr=qr)
    return parts.answer(turn, reply)


def _booked(turn: Turn, case: CaseView) -> parts.Asking[BookingView | None]:
    if case.pickup_service is None:
        return None
    views = yield from bookings.mine(turn)
    here = (case.pickup_service, case.office.id)
    found = (one for one in views if (one.service.id, one.office.id) == here)
    return next(found, None)


def _next_hour(turn: Turn, case: CaseView) -> parts.Asking[HourView | None]:
    """The first hour at which it can be collected."""
    service, office = case.pickup_service, case.office
    if service is None:
        return None
    today = parts.local_today(turn, office)
    found = yield from ask(FreeDays(office.id, service, today, DAYS_AHEAD, turn.now))
    day = next((one.day for one in found if one.free), None)
    if day is None:
        return None
    free = yield from ask(FreeHours(office.id, service, day, 1, turn.now))
    return None if isinstance(free, NoHour) else free[0]


def _collect(turn: Turn, case: CaseView, hour: HourView) -> list[Option]:
    at = taps.make("collect", case.id, hour.slot_id, hour.day)
    return [
        parts.option(turn, at, "button.collect"),
        parts.option(turn, taps.make("collect", case.id), "button.other_hour"),
    ]


def _paid(turn: Turn, case: CaseView) -> Option:
    return parts.option(turn, taps.make("paid", case.id), "button.paid")


def _person(turn: Turn) -> Option:
    return parts.option(turn, "person", "button.person")


def _menu(turn: Turn) -> Option:
    return parts.option(turn, "menu", "button.menu")
