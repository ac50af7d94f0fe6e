"""
A changed mind that names what is wanted instead: "ke Palewa saja", "not a new one, a
renewal". Whatever else was said is kept, and asked again only where it no longer fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loket.dialogue import words
from loket.dialogue.flows import offices, parts, services, wishes
from loket.dialogue.flows.draft import Draft, add_note
from loket.dialogue.types import Turn
from loket.dialogue.understanding.change_words import AT_HOME, INSTEAD, TOWARDS
from loket.dialogue.understanding.text import words as words_of

MOST_WORDS_OF_A_NAME = 4


def named(turn: Turn, draft: Draft) -> parts.Asking[Draft | None]:
    """
    Return the draft for another office or service that the text names, None if it
    names none. Nothing is looked up unless the words sound like it.
    """
    said = words_of(turn.text)
    if draft.moving or draft.office is None:
        return None
    changed = yield from _office(turn, draft, said)
    if changed is None:
        changed = yield from _service(turn, draft, said)
    return changed


def _office(
    turn: Turn, draft: Draft, said: Sequence[str]
) -> parts.Asking[Draft | None]:
    place = next((n for n, word in enumerate(said) if word in TOWARDS), None)
    if place is None or AT_HOME.intersection(said):
        return None
    found = yield from parts.offices(turn, draft.service or 0)
    name = said[place + 1 : place + 1 + MOST_WORDS_OF_A_NAME]
    office = offices.named(" ".join(name), found)
    if office is None or office == draft.office:
        return None
    there = offices.choose_office(draft, office, None)
    return _at_the_same_time(turn, draft, there)


def _service(
    turn: Turn, draft: Draft, said: Sequence[str]
) -> parts.Asking[Draft | None]:
    if not INSTEAD.intersection(said):
        return None
    found = yield from parts.services(turn)
    here = next((one for one in found if one.id == draft.service), None)
    if here is None:
        return None
    # "Not a new passport, a renewal": what they have is not what they mean.
    have = words_of(" ".join(here.names.values()))
    service = services.named(" ".join(w for w in said if w not in have), found)
    if service is None or service == draft.service:
        return None
    changed = services.choose_service(draft, service)
    where = yield from parts.offices(turn, service)
    if any(office.id == draft.office for office in where):
        changed = replace(changed, office=draft.office)
    name = next(parts.in_language(turn, s.names) for s in found if s.id == service)
    heard = words.say(turn.language, "wish.noted", what=name)
    changed = add_note(changed, heard)
    return _at_the_same_time(turn, draft, changed)


def _at_the_same_time(turn: Turn, before: Draft, draft: Draft) -> Draft:
    """The hour is wished for again, unless the text names another."""
    wished = replace(draft, wish=before.wish or before.starts_at, said=turn.text)
    return wishes.gather(turn.text, wished, parts.local_today(turn, None))
