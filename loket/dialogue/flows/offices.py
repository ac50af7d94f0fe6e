"""At which office somebody wants to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loket.dialogue import words, words_limits
from loket.dialogue.commands import OfficeView
from loket.dialogue.flows import parts, taps, wishes
from loket.dialogue.flows.draft import Draft, add_note, without_hour
from loket.dialogue.flows.question import Question
from loket.dialogue.types import Option, Outcome, Reply, Turn
from loket.dialogue.understanding import choose
from loket.dialogue.understanding.asserted import asserted
from loket.dialogue.understanding.change_words import NEAR
from loket.dialogue.understanding.text import words as words_of
from loket.dialogue.words_dates import zone_name

STEP = "book.office"


def is_open(draft: Draft) -> bool:
    """True while no office is chosen."""
    return draft.office is None


def ask(turn: Turn, draft: Draft) -> parts.Asking[Draft | Outcome]:
    """Offer the offices; take the only one, or the one that was named."""
    found = yield from parts.offices(turn, draft.service or 0)
    if not found:
        return (yield from _no_office(turn, draft))
    meant = found[0].id if len(found) == 1 else named(draft.said, found)
    if meant is not None:
        return replace(draft, office=meant, start=0)
    draft = wishes.told(turn, draft)
    options = [_option(turn, draft, office) for office in found]
    sentence = words.say(turn.language, "office.choose")
    if len(options) <= words_limits.MOST_BUTTONS:  # buttons have no descriptions
        sentence = "\n".join([sentence, *(_line(turn, office) for office in found)])
    reply = Reply(
        words=parts.noted(draft, sentence),
        options=parts.paged(turn, options, draft.start, _next_page(draft)),
        label=words.say(turn.language, "label.offices"),
    )
    return parts.answer(turn, reply, then=STEP, draft=draft)


def hear(turn: Turn, draft: Draft) -> parts.Asking[Draft | None]:
    """Understand the name or city of an office."""
    found = yield from parts.offices(turn, draft.service or 0)
    more = wishes.gather(turn.text, draft, parts.local_today(turn, None))
    meant = named(turn.text, found)
    if meant is not None:
        return replace(more, office=meant, start=0)
    if more == draft and NEAR.intersection(words_of(turn.text)):
        return _nearest(turn, draft, found)
    return wishes.noted(turn, draft, more) if more != draft else None


def heard_early(turn: Turn, draft: Draft, service: int) -> parts.Asking[Draft]:
    """
    Return the draft with an office that was named before a service was, and a word on
    all that was heard. `service` is any of those offered.
    """
    if draft.office is not None or not draft.said:
        return wishes.told(turn, draft)
    found = yield from parts.offices(turn, service)
    meant = named(draft.said, found) if len(found) > 1 else None
    if meant is None:
        return wishes.told(turn, draft)
    name = next(office.name for office in found if office.id == meant)
    return wishes.told(turn, replace(draft, office=meant), name)


def _nearest(turn: Turn, draft: Draft, found: Sequence[OfficeView]) -> Draft:
    """The one that was nearest to the place they sent; else ask for the place."""
    near = turn.answers.get("near")
    if any(office.id == near for office in found):
        return replace(draft, office=near, start=0)
    return add_note(draft, words.say(turn.language, "office.send_place"))


def choose_office(draft: Draft, office: int, service: int | None) -> Draft:
    """Return the draft for another office, perhaps of another service."""
    service = service or draft.service
    if (office, service) == (draft.office, draft.service):
        return draft
    return without_hour(draft, office=office, service=service)


def _no_office(turn: Turn, draft: Draft) -> parts.Asking[Draft | Outcome]:
    """The service may have been withdrawn since it was shown: then offer the others."""
    there_is_another = any(
        service.id != draft.service for service in (yield from parts.services(turn))
    )
    sentence = words.say(turn.language, "office.none")
    if there_is_another and not draft.note:
        return add_note(without_hour(draft, service=None, office=None), sentence)
    options = [
        parts.option(turn, "person", "button.person"),
        parts.option(turn, "menu", "button.menu"),
    ]
    return parts.answer(turn, Reply(words=sentence, options=options))


def named(text: str, found: Sequence[OfficeView]) -> int | None:
    """Return the one office that a text names, None if it names none or several."""
    names = {str(o.id): f"{o.name} {o.city} {o.code}" for o in found}
    key = choose.by_name(asserted(text), names)
    return int(key) if key else None


def _option(turn: Turn, draft: Draft, office: OfficeView) -> Option:
    hint = words.say(
        turn.language, "hint.office", city=office.city, zone=zone_name(office.zone)
    )
    id_ = taps.make("off", office.id, draft.service)
    return Option(id=id_, title=office.name, description=hint)


def _line(turn: Turn, office: OfficeView) -> str:
    return words.say(
        turn.language,
        "office.line",
        office=office.name,
        city=office.city,
        zone=zone_name(office.zone),
    )


def _next_page(draft: Draft) -> parts.PageId:
    return lambda start: taps.make("offs", start, draft.service)


QUESTION = Question(STEP, is_open, ask, hear, ["book.service"])
