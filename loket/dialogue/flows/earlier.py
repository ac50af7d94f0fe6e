"""
Somebody books who has a booking already: they hear of it, first or at the latest.
"""

from __future__ import annotations

from dataclasses import replace

from loket.dialogue import words
from loket.dialogue.commands import NotHeld
from loket.dialogue.flows import bookings, parts, people
from loket.dialogue.flows.draft import Draft
from loket.dialogue.flows.question import Question
from loket.dialogue.types import Outcome, Reply, Turn
from loket.dialogue.understanding import choose

STEP = "book.again"


def refuse_second(turn: Turn, draft: Draft, refused: NotHeld) -> parts.Asking[Outcome]:
    """Say that there is a booking already, and show it. Of a family, those who have
    none may go on without retyping."""
    views = yield from bookings.mine(turn)
    name = refused.name or (draft.people[0].name if draft.people else "")
    lines = [words.say(turn.language, "second.person", name=name)]
    lines += [bookings.line(turn, view) for view in views[: bookings.MOST_LINES]]
    if not views:
        lines.append(words.say(turn.language, "second.elsewhere"))
        lines.append(words.say(turn.language, "second.other"))
    others = tuple(person for person in draft.people if person.name != refused.name)
    is_family = 0 < len(others) < len(draft.people)
    options = [
        *([parts.option(turn, "resume", "button.without")] if is_family else []),
        parts.option(turn, "mine", "button.mine")
        if views
        else parts.option(turn, "person", "button.person"),
        parts.option(turn, "menu", "button.menu"),
    ]
    left = replace(draft, people=others, hold=None, until=None)
    reply = Reply(words="\n".join(lines), options=options)
    if is_family or views:
        kept = left if is_family else None
        return parts.answer(turn, reply, then=bookings.STEP, draft=kept)
    return parts.answer(turn, reply, then=people.STEP, draft=left)


def is_first(draft: Draft) -> bool:
    """True until the citizen was told of the bookings there are."""
    return not draft.is_again


def tell_first(turn: Turn, draft: Draft) -> parts.Asking[Draft | Outcome]:
    """Before anything is asked: who has a booking hears of it, and may go on."""
    views = yield from bookings.mine(turn)
    aware = replace(draft, is_again=True)
    if not views:
        return aware
    lines = [
        *([draft.note] if draft.note else []),
        words.say(turn.language, "again.have"),
        *(bookings.line(turn, view) for view in views[: bookings.MOST_LINES]),
        words.say(turn.language, "again.ask"),
    ]
    options = [
        parts.option(turn, "mine", "button.mine"),
        parts.option(turn, "resume", "button.again"),
        parts.option(turn, "menu", "button.menu"),
    ]
    reply = Reply(words="\n".join(lines), options=options)
    return parts.answer(turn, reply, then=STEP, draft=aware)


def hear_again(turn: Turn, draft: Draft) -> parts.Asking[Draft | Outcome | None]:
    """Understand if somebody with a booking wants one more."""
    said_yes = choose.agrees(turn.text)
    if said_yes is False:
        return (yield from bookings.show(turn))
    return draft if said_yes else None


QUESTION = Question(STEP, is_first, tell_first, hear_again)
