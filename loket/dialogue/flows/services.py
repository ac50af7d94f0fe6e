"""Which service somebody comes for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loket.dialogue import words
from loket.dialogue.commands import ServiceView
from loket.dialogue.flows import offices, parts, taps, wishes
from loket.dialogue.flows.draft import Draft, add_note, without_hour
from loket.dialogue.flows.question import Question
from loket.dialogue.types import Option, Outcome, Reply, Turn
from loket.dialogue.understanding import choose
from loket.dialogue.understanding.asserted import asserted
from loket.dialogue.understanding.service_words import spelled_out

STEP = "book.service"


def is_open(draft: Draft) -> bool:
    """True while no service is chosen."""
    return draft.service is None


def ask(turn: Turn, draft: Draft) -> parts.Asking[Draft | Outcome]:
    """Offer the services; take the only one, or the one that was named."""
    found = yield from parts.services(turn)
    if not found:
        return _nothing(turn)
    chosen = found[0].id if len(found) == 1 else named(draft.said, found)
    if chosen is not None:
        return _chosen(turn, draft, found, chosen)
    told = yield from offices.heard_early(turn, draft, found[0].id)
    options = [
        Option(id=taps.make("svc", s.id), title=parts.in_language(turn, s.names))
        for s in found
    ]
    reply = Reply(
        words=parts.noted(told, words.say(turn.language, "service.choose")),
        options=parts.paged(turn, options, told.start, _next_page),
        label=words.say(turn.language, "label.services"),
    )
    return parts.answer(turn, reply, then=STEP, draft=told)


def _chosen(
    turn: Turn, draft: Draft, found: Sequence[ServiceView], chosen: int
) -> Draft:
    """The draft for a service; what was said in other words is named."""
    draft = replace(draft, service=chosen, start=0)
    names = {str(s.id): " ".join(s.names.values()) for s in found}
    if len(found) == 1 or draft.note or choose.by_name(asserted(draft.said), names):
        return draft
    service = next(s for s in found if s.id == chosen)
    what = parts.in_language(turn, service.names)
    return add_note(draft, words.say(turn.language, "wish.noted", what=what))


def hear(turn: Turn, draft: Draft) -> parts.Asking[Draft | None]:
    """Understand the name of a service; keep a day or hour that is named with it."""
    found = yield from parts.services(turn)
    more = wishes.gather(turn.text, draft, parts.local_today(turn, None))
    chosen = named(turn.text, found)
    first = found[0].id if found else 0
    if chosen is not None:
        return replace(more, service=chosen, said=turn.text, start=0)
    told = yield from offices.heard_early(turn, replace(more, said=turn.text), first)
    return replace(told, said="") if told.office or more != draft else None


def choose_service(draft: Draft, service: int) -> Draft:
    """Return the draft for another service; the office may not offer it. One that was
    named before any service is kept: where it does not fit, it is asked for anew."""
    if service == draft.service:
        return draft
    if draft.service is None:
        return replace(draft, service=service, start=0)
    return without_hour(draft, service=service, office=None)


def named(text: str, found: Sequence[ServiceView]) -> int | None:
    """Return the one service that a text names, None if it names none or several."""
    names = {str(s.id): " ".join(s.names.values()) for s in found}
    key = choose.by_name(spelled_out(asserted(text)), names)
    return int(key) if key else None


def _next_page(start: int) -> str:
    return taps.make("svcs", start)


def _nothing(turn: Turn) -> Outcome:
    options = [parts.option(turn, "person", "button.person")]
    sentence = words.say(turn.language, "service.none")
    return parts.answer(turn, Reply(words=sentence, options=options))


QUESTION = Question(STEP, is_open, ask, hear)
