"""
Joining the waiting list: who waits, on which days, and a yes to exactly this.

What is known of the wish is kept apart from a booking that is being made, so that
"batal" and the menu know one from the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from loket.dialogue import words, words_dates
from loket.dialogue.commands import OfficeView, ServiceView
from loket.dialogue.commands_waiting import JoinList, Listed, ListRefusal, NotListed
from loket.dialogue.flows import parts, people, taps, wishes
from loket.dialogue.flows.draft import VERSION, Draft, pack, unpack
from loket.dialogue.types import Flow, Outcome, Reply, Turn
from loket.dialogue.types import ask as ask_for
from loket.dialogue.understanding import choose, hours

PEOPLE, CONFIRM = "waiting.people", "waiting.confirm"
STEPS = frozenset({PEOPLE, CONFIRM})
# Who names no day waits for a month: further than any office releases its hours today.
LONGEST_DAYS = 31


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants to wait for what; without `begins` and `ends`, at any hour."""

    draft: Draft
    begins: time | None = None
    ends: time | None = None


def begin(turn: Turn, rest: Sequence[str]) -> Flow:
    """list:SERVICE:OFFICE:DAY, the day empty for any."""
    known = unpack(turn.answers)
    draft = Draft(
        service=taps.number(rest, 0),
        office=taps.number(rest, 1),
        day=taps.day(rest, 2),
        people=known.people,
        names=known.names,
    )
    return (yield from onward(turn, Wish(draft)))


def onward(turn: Turn, wish: Wish) -> Flow:
    """Ask who waits, then if all is right."""
    service = yield from parts.the_service(turn, wish.draft)
    office = yield from parts.the_office(turn, wish.draft)
    if service is None or office is None:
        return lost(turn)
    if people.is_open(wish.draft):
        return _ask_people(turn, wish, office)
    return _echo(turn, wish, service, office)


def again(turn: Turn, note: str) -> Flow:
    """Ask once more what was asked last."""
    wish = _unpack(turn)
    if wish is None:
        return lost(turn)
    noted = replace(wish, draft=replace(wish.draft, note=note))
    return (yield from onward(turn, noted))


def hear_people(turn: Turn) -> parts.Asking[Outcome | None]:
    """Understand names and birth dates."""
    wish = _unpack(turn)
    heard = (yield from people.hear(turn, wish.draft)) if wish else None
    if wish is None or heard is None:
        return None
    return (yield from onward(turn, replace(wish, draft=heard)))


def hear_confirm(turn: Turn) -> parts.Asking[Outcome | None]:
    """Understand yes and no, another day, a part of the day."""
    wish, said_yes = _unpack(turn), choose.agrees(turn.text)
    if wish is None:
        return None
    if said_yes is not None:
        return (yield from join(turn)) if said_yes else _stopped(turn)
    changed = yield from _other_time(turn, wish)
    return (yield from onward(turn, changed)) if changed != wish else None


def _other_time(turn: Turn, wish: Wish) -> parts.Asking[Wish]:
    if span := hours.part_of_day(turn.text):
        return replace(wish, begins=span.first, ends=span.last)
    office = yield from parts.the_office(turn, wish.draft)
    today = parts.local_today(turn, office)
    return replace(wish, draft=wishes.take_time(turn.text, wish.draft, today))


def any_day(turn: Turn) -> Flow:
    """They would come on any day."""
    wish = _unpack(turn)
    if wish is None:
        return lost(turn)
    return (yield from onward(turn, replace(wish, draft=replace(wish.draft, day=None))))


def join(turn: Turn) -> Flow:
    """Put them on the list."""
    wish = _unpack(turn)
    office = (yield from parts.the_office(turn, wish.draft)) if wish else None
    if wish is None or office is None:
        return lost(turn)
    first, last = _days(turn, wish.draft, office)
    asked = JoinList(
        turn.contact_id, turn.agency_id, office.id, wish.draft.service or 0,
        wish.draft.people, first, last, wish.begins, wish.ends, turn.now,
    )  # fmt: skip
    answer = yield from ask_for(asked)
    return _joined(turn, office, answer)


def _joined(turn: Turn, office: OfficeView, answer: Listed | NotListed) -> Outcome:
    if isinstance(answer, Listed):
        sentence = words.say(
            turn.language,
            "waiting.joined",
            office=office.name,
            number=answer.place,
            minutes=answer.minutes,
        )
    elif answer.why is ListRefusal.ALREADY_BOOKED:
        sentence = words.say(turn.language, "second.person", name=answer.name)
    else:
        sentence = words.say(turn.language, "waiting.already", office=office.name)
    options = [
        parts.option(turn, "waitlist", "button.waitlist"),
        parts.option(turn, "mine", "button.mine"),
        parts.option(turn, "menu", "button.menu"),
    ]
    return parts.answer(turn, Reply(words=sentence, options=options))


def lost(turn: Turn) -> Outcome:
    """What was tapped is about nothing that is known any more."""
    return _menu(turn, "menu.old_button")


def _stopped(turn: Turn) -> Outcome:
    return _menu(turn, "waiting.stopped")


def _menu(turn: Turn, key: str) -> Outcome:
    options = [
        parts.option(turn, "book", "button.book"),
        parts.option(turn, "mine", "button.mine"),
        parts.option(turn, "menu", "button.menu"),
    ]
    sentence = words.say(turn.language, key)
    return parts.answer(turn, Reply(words=sentence, options=options))


def stopped(turn: Turn) -> Flow:
    """They do not want to wait after all."""
    yield from ()
    return _stopped(turn)


def _ask_people(turn: Turn, wish: Wish, office: OfficeView) -> Outcome:
    who = [
        words.say(turn.language, "waiting.people", office=office.name),
        words.say(turn.language, "people.ask"),
    ]
    reply = Reply(
        words=parts.noted(wish.draft, "\n\n".join(who)),
        options=[parts.option(turn, "stop", "button.stop")],
    )
    return parts.answer(turn, reply, then=PEOPLE, list=_pack(wish))


def _echo(turn: Turn, wish: Wish, service: ServiceView, office: OfficeView) -> Outcome:
    draft = wish.draft
    first, last = _days(turn, draft, office)
    days = [words_dates.long_day(turn.language, day) for day in {first, last}]
    said = {
        "people": "\n".join(f"- {p.name}" for p in draft.people),
        "service": parts.in_language(turn, service.names),
        "office": office.name,
        "day": " - ".join(days) if first == last else _range(turn, first, last),
        "hours": _hours(turn, wish),
    }
    sentence = words.say(turn.language, "waiting.echo", **said)
    other = [("anyday", "button.any_day")] if draft.day else []
    options = [
        parts.option(turn, "join", "button.join"),
        *(parts.option(turn, tap, key) for tap, key in other),
        parts.option(turn, "stop", "button.stop"),
    ]
    reply = Reply(words=parts.noted(draft, sentence), options=options)
    return parts.answer(turn, reply, then=CONFIRM, list=_pack(wish))


def _range(turn: Turn, first: date, last: date) -> str:
    days = (words_dates.short_day(turn.language, day) for day in (first, last))
    return " - ".join(days)


def _hours(turn: Turn, wish: Wish) -> str:
    if wish.begins is None or wish.ends is None:
        return words.say(turn.language, "waiting.any_hour")
    return words_dates.hours(turn.language, wish.begins, wish.ends)


def _days(turn: Turn, draft: Draft, office: OfficeView) -> tuple[date, date]:
    today = parts.local_today(turn, office)
    if draft.day is not None:
        return draft.day, draft.day
    return today, today + timedelta(days=LONGEST_DAYS)


def _pack(wish: Wish) -> dict[str, object]:
    kept: dict[str, object] = {"draft": pack(replace(wish.draft, note=""))}
    if wish.begins and wish.ends:
        kept["span"] = [wish.begins.isoformat(), wish.ends.isoformat()]
    return kept


def _unpack(turn: Turn) -> Wish | None:
    """What is kept of the wish, None if nothing is."""
    kept = turn.answers.get("list")
    if not isinstance(kept, Mapping):
        return None
    draft = unpack({"v": VERSION, "draft": kept.get("draft")})
    if draft.office is None:
        return None
    try:
        begins, ends = map(time.fromisoformat, kept["span"])
    except (KeyError, TypeError, ValueError):
        return Wish(draft)
    return Wish(draft, begins, ends)
