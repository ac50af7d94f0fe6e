"""
What all flows share: how a turn ends, what stands around it, how lists are paged.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from loket.dialogue import words, words_dates, words_limits
from loket.dialogue.commands import Offices, OfficeView, Services, ServiceView
from loket.dialogue.flows.draft import VERSION, Draft, pack
from loket.dialogue.types import Answers, Command, Option, Outcome, Reply, Turn, ask
from loket.dialogue.understanding.choose import Shown
from loket.lib.clock import HOME_ZONE

Result = TypeVar("Result")
Asking = Generator[Command[Any], Any, Result]
"""A part of a flow: it may ask commands, and comes to a result."""

PageId = Callable[[int], str]

MENU = "menu"
# One row is kept for "next", so that a page can always be turned.
ROWS_A_PAGE = words_limits.MOST_OPTIONS - 1
# Before an office is chosen, a day is one of the capital's.


def answer(
    turn: Turn,
    reply: Reply,
    *,
    then: str = MENU,
    draft: Draft | None = None,
    **more: Any,
) -> Outcome:
    """
    End a turn: say `reply`, and let the step `then` hear what comes next.

    What was offered is remembered, so that it may be typed instead of tapped, and
    which office a question was about. Without a draft nothing else is kept.
    """
    fitted = words_limits.fit(reply)
    shown = [[option.id, option.title] for option in fitted.options]
    kept = {"v": VERSION, "shown": shown, **more}
    if draft and (packed := pack(draft)):
        kept["draft"] = packed
    elif then != MENU:
        kept["office"] = words.office()
    return Outcome(
        reply=fitted,
        step=then,
        answers={name: value for name, value in kept.items() if value},
        language=turn.language,
    )


def office_in(answers: Answers) -> int:
    """Return the office that a talk with these answers is about, 0 if none."""
    draft = answers.get("draft")
    chosen = draft.get("office") if isinstance(draft, Mapping) else None
    office = chosen or answers.get("office")
    return office if type(office) is int else 0


def after(note: str, sentence: str) -> str:
    """Return a sentence after another one that may be empty."""
    return "\n\n".join(filter(None, (note, sentence)))


def led(outcome: Outcome, sentence: str) -> Outcome:
    """Return an outcome that says something first."""
    return replace(outcome, lead=after(sentence, outcome.lead))


def joined(outcome: Outcome, intro: str = "", *, is_urgent: bool = False) -> Outcome:
    """
    Return an outcome in which all is one message: the introduction, what is said first,
    what is asked. Too much is cut in the middle, so that what it asks stays; what is
    urgent stands before the introduction.
    """
    if not intro and not outcome.lead:
        return outcome
    asked = outcome.reply.words
    kept = after(intro, asked)
    room = words_limits.BODY - words_limits.length(kept) - len("\n\n")
    lead = _shortened(outcome, max(room, 0))
    pieces = (lead, asked, intro) if is_urgent else (intro, lead, asked)
    said = "\n\n".join(filter(None, pieces))
    reply = words_limits.fit(replace(outcome.reply, words=said))
    return replace(outcome, reply=reply, lead="")


def _shortened(outcome: Outcome, room: int) -> str:
    """What is said first, in whole lines; what is left out may be asked for again."""
    if words_limits.length(outcome.lead) <= room:
        return outcome.lead
    rest = words.say(outcome.language, "facts.rest")
    lines = outcome.lead.splitlines()
    while lines and words_limits.length("\n".join([*lines, rest])) > room:
        lines.pop()
    if not any(lines):
        return words_limits.clip(outcome.lead, room)
    return "\n".join([*lines, rest])


def noted(draft: Draft, sentence: str) -> str:
    """Return a sentence after what the draft has to say first."""
    return after(draft.note, sentence)


def option(turn: Turn, id_: str, key: str, **variables: object) -> Option:
    """Return something to tap whose words are in the catalogue."""
    return Option(id=id_, title=words.say(turn.language, key, **variables))


def shown(turn: Turn) -> Shown:
    """Return what was offered last, as ids and titles."""
    kept = turn.answers.get("shown")
    if not isinstance(kept, list):
        return []
    pairs = [pair for pair in kept if isinstance(pair, list | tuple)]
    return [(str(p[0]), str(p[1])) for p in pairs if len(p) > 1]


def paged(
    turn: Turn, options: Sequence[Option], start: int, more: PageId
) -> list[Option]:
    """
    Return at most ten options from `start` on, the last one turning the page.

    `more` gives the id that asks for the page that begins at a place. After the last
    page comes the first.
    """
    if len(options) <= words_limits.MOST_OPTIONS:
        return list(options)
    first = start if 0 <= start < len(options) else 0
    rows = list(options[first : first + ROWS_A_PAGE])
    rest = first + ROWS_A_PAGE
    if rest < len(options):
        return [*rows, option(turn, more(rest), "row.next")]
    return [*rows, option(turn, more(0), "row.from_start")]


def local_today(turn: Turn, office: OfficeView | None) -> date:
    """Return the day that it is now at an office."""
    return turn.now.astimezone(ZoneInfo(office.zone if office else HOME_ZONE)).date()


def in_language(turn: Turn, names: dict[str, str]) -> str:
    """Return a name in the language of the turn, in another one if it lacks."""
    return (
        names.get(turn.language)
        or names.get(words.DEFAULT_LANGUAGE)
        or next(iter(names.values()), "")
    )


def services(turn: Turn) -> Asking[Sequence[ServiceView]]:
    """Return what the agency offers to whoever asks."""
    found = yield from ask(Services(turn.agency_id))
    return [service for service in found if not service.is_for_cases]


def offices(turn: Turn, service_id: int) -> Asking[Sequence[OfficeView]]:
    """Return where a service is offered."""
    return (yield from ask(Offices(turn.agency_id, service_id)))


def the_office(turn: Turn, draft: Draft) -> Asking[OfficeView | None]:
    """Return the office of a draft, None if none is chosen or it is there no more."""
    if draft.service is None or draft.office is None:
        return None
    found = yield from offices(turn, draft.service)
    return next((office for office in found if office.id == draft.office), None)


def the_service(turn: Turn, draft: Draft) -> Asking[ServiceView | None]:
    """Return the service of a draft, None if none is chosen or it is there no more."""
    found = yield from ask(Services(turn.agency_id))
    return next((service for service in found if service.id == draft.service), None)


def hours_of(turn: Turn, draft: Draft, office: OfficeView) -> str:
    """Return "10.00 - 11.00 WIB" for the chosen hour, "" if none is chosen."""
    if draft.starts_at is None or draft.ends_at is None:
        return ""
    span = words_dates.hours(turn.language, draft.starts_at, draft.ends_at)
    return f"{span} {words_dates.zone_name(office.zone)}"


def day_of(turn: Turn, draft: Draft) -> str:
    """Return "Selasa, 24 November 2026" for the chosen day, "" if none is chosen."""
    return words_dates.long_day(turn.language, draft.day) if draft.day else ""
