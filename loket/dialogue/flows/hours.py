"""At which hour of the chosen day somebody wants to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from loket.dialogue import words, words_dates
from loket.dialogue.commands import FreeHours, HourView, NoHour, OfficeView, WhyNot
from loket.dialogue.flows import no_hour, parts, taps, wishes
from loket.dialogue.flows.draft import Draft, add_note, without_hour
from loket.dialogue.flows.question import Question
from loket.dialogue.types import Option, Outcome, Reply, Turn
from loket.dialogue.types import ask as ask_for
from loket.dialogue.understanding import choose, hours, openness

STEP = "book.hour"
Found = Sequence[HourView] | NoHour


def is_open(draft: Draft) -> bool:
    """True while no hour is chosen, or one was tapped that we have not seen yet."""
    return draft.slot is None or draft.starts_at is None or draft.ends_at is None


def ask(turn: Turn, draft: Draft) -> parts.Asking[Draft | Outcome]:
    """Offer the free hours; take the one that was tapped or named, if it is free."""
    office = yield from parts.the_office(turn, draft)
    if office is None or draft.day is None:
        return replace(draft, office=None)
    found = yield from _free(turn, draft, office, draft.day)
    if isinstance(found, NoHour):
        return (yield from no_hour.no_hours_on(turn, draft, office, found))
    taken = _wanted(draft, found)
    if taken:
        return _take(draft, taken)
    told = _say_which_fit(turn, _say_it_is_gone(turn, draft), found)
    return _offer(turn, told, office, _fitting_first(told, found))


def hear(turn: Turn, draft: Draft) -> parts.Asking[Draft | Outcome | None]:
    """Understand "jam 10", "10", "siang", or another day."""
    office = yield from parts.the_office(turn, draft)
    if hour := hours.bare_hour(turn.text):
        return replace(draft, wish=hour)
    more = wishes.gather(turn.text, draft, parts.local_today(turn, office))
    if more != draft:
        return wishes.noted_people(turn, draft, more)
    if openness.asks_what_is_free(turn.text):
        return draft
    return (yield from in_part(turn, draft))


def in_part(turn: Turn, draft: Draft) -> parts.Asking[Draft | None]:
    """Name the hours of the part of the day that was said; None if none was, or if it
    was to say how early."""
    yield from ()
    part = "" if choose.is_earliest(turn.text) else hours.part_named(turn.text)
    return replace(without_hour(draft), part=part) if part else None


def choose_hour(draft: Draft, slot: int) -> Draft:
    """Return the draft for another hour; when it is, is looked up when asked."""
    return draft if slot == draft.slot else replace(without_hour(draft), slot=slot)


def _free(
    turn: Turn, draft: Draft, office: OfficeView, day: date
) -> parts.Asking[Found]:
    found = yield from ask_for(
        FreeHours(office.id, draft.service or 0, day, draft.size, turn.now)
    )
    return found or NoHour(WhyNot.FULL)


def _wanted(draft: Draft, found: Sequence[HourView]) -> HourView | None:
    for hour in found:
        if draft.slot is not None:
            if hour.slot_id == draft.slot:
                return hour
        elif draft.wish and hour.starts_at <= draft.wish < hour.ends_at:
            return hour
    return None


def _take(draft: Draft, hour: HourView) -> Draft:
    return replace(
        draft,
        slot=hour.slot_id,
        starts_at=hour.starts_at,
        ends_at=hour.ends_at,
        wish=None,
        part="",
    )


def _say_it_is_gone(turn: Turn, draft: Draft) -> Draft:
    """Say that the hour that was wanted cannot be had, and forget it."""
    if draft.slot is not None:
        sentence = words.say(turn.language, "hour.gone")
        return add_note(replace(draft, slot=None), sentence)
    if draft.wish is not None:
        hour = words_dates.hour(turn.language, draft.wish)
        sentence = words.say(turn.language, "hour.not_there", hour=hour)
        return add_note(replace(draft, wish=None), sentence)
    return draft


def _say_which_fit(turn: Turn, draft: Draft, found: Found) -> Draft:
    """Name the hours of the part of the day that is wanted."""
    span = None if draft.note else hours.span_of(draft.part)
    return add_note(draft, _in_part(turn, found, span)) if span else draft


def _fitting_first(draft: Draft, found: Sequence[HourView]) -> Sequence[HourView]:
    """The hours of the part of the day that is wanted, then the others: "1" is the
    first of those that are meant."""
    span = hours.span_of(draft.part)
    if span is None:
        return found
    return sorted(found, key=lambda hour: not span.holds(hour.starts_at, hour.ends_at))


def _offer(
    turn: Turn, draft: Draft, office: OfficeView, found: Sequence[HourView]
) -> Outcome:
    sentence = words.say(
        turn.language,
        "hour.choose",
        day=words_dates.long_day(turn.language, found[0].day),
        office=office.name,
        zone=words_dates.zone_name(office.zone),
    )
    options = [_option(turn, draft, hour) for hour in found]
    reply = Reply(
        words=parts.noted(draft, sentence),
        options=parts.paged(turn, options, draft.start, _next_page(draft)),
        label=words.say(turn.language, "label.hours"),
    )
    return parts.answer(turn, reply, then=STEP, draft=draft)


def _option(turn: Turn, draft: Draft, hour: HourView) -> Option:
    id_ = taps.make("hour", hour.slot_id, hour.day, draft.service, draft.office)
    return Option(
        id=id_,
        title=words_dates.hours(turn.language, hour.starts_at, hour.ends_at),
        description=words.say(turn.language, "hint.places", count=hour.free),
    )


def _in_part(turn: Turn, found: Found, span: hours.Span) -> str:
    fitting = [
        words_dates.hour(turn.language, hour.starts_at)
        for hour in ([] if isinstance(found, NoHour) else found)
        if span.holds(hour.starts_at, hour.ends_at)
    ]
    if not fitting:
        return words.say(turn.language, "hour.none_then")
    return words.say(turn.language, "hour.then", hours=", ".join(fitting))


def _next_page(draft: Draft) -> parts.PageId:
    return lambda start: taps.make(
        "hours", start, draft.day, draft.service, draft.office
    )


QUESTION = Question(STEP, is_open, ask, hear, ["book.office", "give_up"])
