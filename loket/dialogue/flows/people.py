"""
Who will come: names and birth dates, typed freely.

An identity number is never asked for. If one comes all the same, it was sealed on
the way in, and we say that it is not needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from loket.dialogue import words
from loket.dialogue.commands import PersonView
from loket.dialogue.flows import hours as hour_questions
from loket.dialogue.flows import parts, wishes
from loket.dialogue.flows.draft import Draft, add_note, revise
from loket.dialogue.flows.question import Question
from loket.dialogue.types import Outcome, Reply, Turn
from loket.dialogue.understanding import choose, hours, intent
from loket.dialogue.understanding import people as understood
from loket.dialogue.understanding.asserted import asserted
from loket.dialogue.understanding.change_words import (
    ADDING,
    CHANGING,
    CHOSEN,
    HOW_MANY,
    RELATIVES,
    SOMEBODY,
)
from loket.dialogue.understanding.dates import find_birth_dates
from loket.dialogue.understanding.people import (
    MOST_PEOPLE,
    Gap,
    Missing,
    People,
    Person,
    merge,
    parse,
)
from loket.dialogue.understanding.text import words as words_of
from loket.dialogue.understanding.time_text import tells_only_time

STEP = "book.people"
MOST_GAPS_SAID = 5

_NOT_NAMES = """
apa apakah bagaimana kenapa mengapa kapan mana dimana berapa boleh bisa tidak belum
siapa tahu nanti sebentar tunggu dulu maksudnya contoh what how why when where who can
do does is not don't wait later example ya iya yes no ok oke okay y
"""
_PICTURES = frozenset({"image", "video", "document"})
NOT_NAMES = frozenset(_NOT_NAMES.split())


def is_open(draft: Draft) -> bool:
    """True while nobody is known, or something about somebody is missing."""
    return not draft.people or bool(draft.names) or draft.is_unsure


def ask(turn: Turn, draft: Draft) -> parts.Asking[Draft | Outcome]:
    """Ask who comes, or for what is still missing; say who is known already."""
    if draft.people and not draft.names:
        sentence = words.say(turn.language, "people.more")
    elif draft.people:
        sentence = words.say(turn.language, "people.example_or_on")
    elif draft.names or draft.is_unsure:
        sentence = words.say(turn.language, "people.example")
    else:
        sentence = yield from _first_question(turn, draft)
    known = _known(turn, draft.people)
    reply = Reply(
        words=parts.noted(draft, parts.after(known, sentence)),
        options=[
            parts.option(turn, "change", "button.change_hour"),
            parts.option(turn, "stop", "button.stop"),
        ],
    )
    return parts.answer(turn, reply, then=STEP, draft=draft)


def _first_question(turn: Turn, draft: Draft) -> parts.Asking[str]:
    """The question under the hour it is about: perhaps nobody tapped that one."""
    office = yield from parts.the_office(turn, draft)
    sentence = words.say(turn.language, "people.ask")
    if office is None:
        return sentence
    chosen = words.say(
        turn.language,
        "people.chosen",
        office=office.name,
        day=parts.day_of(turn, draft),
        hours=parts.hours_of(turn, draft, office),
    )
    return parts.after(chosen, sentence)


def hear(turn: Turn, draft: Draft) -> parts.Asking[Draft | None]:
    """Understand names and birth dates; say exactly what is missing."""
    office = yield from parts.the_office(turn, draft)
    if draft.people and choose.agrees(turn.text):
        return replace(draft, names=(), is_unsure=False)
    today = parts.local_today(turn, office)
    timed = yield from _timed(turn, draft, today)
    if timed is None and _is_about_something_else(turn, today):
        return None
    return timed or _named(turn, draft, today)


def _timed(turn: Turn, draft: Draft, today: date) -> parts.Asking[Draft | None]:
    """The draft at another time, or with the hours of a part of the day; None if no
    time was said."""
    moved = _other_time(turn.text, draft, today)
    if moved != draft:
        told = wishes.noted(turn, draft, moved) if draft.names else moved
        return replace(told, is_unsure=False)
    # "Sore" alone greets.
    is_chosen = CHOSEN.intersection(words_of(turn.text)) or not intent.wish(turn.text)
    if is_chosen and tells_only_time(_unchanged(turn.text)):
        return (yield from hour_questions.in_part(turn, draft))
    return None


def _named(turn: Turn, draft: Draft, today: date) -> Draft | None:
    """The draft with those who were named, None if nobody was."""
    if _only_counts(turn.text, today):
        return replace(draft, is_unsure=False)
    found = parse("\n".join([*draft.names, turn.text]), today)
    return take(turn, draft, found) if _says_anything(found, draft) else None


def more_come(text: str) -> bool:
    """True for "tambah satu orang lagi": who it is, is still to be said."""
    said = words_of(text)
    return bool(ADDING.intersection(said) and SOMEBODY.intersection(said))


def corrected(turn: Turn, draft: Draft, today: date) -> Draft | None:
    """Return the draft in which the only one who comes has another name or birth date,
    None if the text corrects neither."""
    if len(draft.people) != 1:
        return None
    before = Person(draft.people[0].name, draft.people[0].birth_date)
    person = understood.corrected(turn.text, before, today)
    if person is None or person.birth_date > today - wishes.YOUNGEST:
        return None
    return revise(draft, people=(PersonView(person.name, person.birth_date),))


def without_denied(draft: Draft, text: str) -> Draft:
    """Return the draft without those who do not come after all: "tanpa Budi"."""
    kept = tuple(p for p in draft.people if not understood.is_left_out(p.name, text))
    return draft if kept == draft.people else revise(draft, people=kept)


def take(turn: Turn, draft: Draft, found: People) -> Draft:
    """Return the draft with the people that were found, and notes on the rest."""
    if found.has_identity_number:
        draft = add_note(draft, words.say(turn.language, "people.no_number"))
    everybody = merge(
        [Person(p.name, p.birth_date) for p in draft.people], found.complete
    )
    if len(everybody) > MOST_PEOPLE:
        sentence = words.say(turn.language, "people.too_many", count=len(everybody))
        return add_note(replace(draft, is_unsure=True, names=()), sentence)
    for sentence in _gaps(turn, found.missing):
        draft = add_note(draft, sentence)
    names = tuple(dict.fromkeys(filter(None, map(_kept, found.missing))))
    views = tuple(PersonView(p.name, p.birth_date) for p in everybody)
    changed = draft if views == draft.people else revise(draft, people=views)
    return replace(changed, names=names[:MOST_PEOPLE], is_unsure=bool(found.missing))


def _kept(missing: Missing) -> str:
    """What is known of somebody until the rest is said: a name, or a birth date."""
    return missing.name or (f"{missing.day:%d-%m-%Y}" if missing.day else "")


def _says_anything(found: People, draft: Draft) -> bool:
    """False for a sentence that is about nobody."""
    if found.complete or found.has_identity_number:
        return True
    return any(one.name not in draft.names or one.day for one in found.missing) and any(
        one.gap is not Gap.NO_NAME or one.day for one in found.missing
    )


def _is_about_something_else(turn: Turn, today: date) -> bool:
    text = turn.text
    if _PICTURES.intersection(turn.types) and not find_birth_dates(text, today):
        return True
    if any(character.isdigit() for character in text):
        return False
    wish = intent.wish(text)
    asks = "?" in text or bool(NOT_NAMES.intersection(words_of(text)))
    return asks or bool(wish and wish.is_whole)


def _other_time(text: str, draft: Draft, today: date) -> Draft:
    """The draft at another time, if "lusa aja" or "jam 9" is all that was said. What
    could be a birth date is one here."""
    said = _unchanged(asserted(text))
    is_hour = hours.moment(said) is not None
    if not tells_only_time(said) or (find_birth_dates(said, today) and not is_hour):
        return draft
    return wishes.take_time(said, draft, today)


def _unchanged(text: str) -> str:
    """A text without the words that only say that something changes."""
    return " ".join(word for word in text.split() if word.lower() not in CHANGING)


def _only_counts(text: str, today: date) -> bool:
    """True for "saya sekeluarga 4 orang" and "saya sama istri": how many come, and not
    who."""
    is_count = HOW_MANY.search(text) or RELATIVES.issuperset(words_of(text))
    return bool(is_count) and not find_birth_dates(text, today)


def _gaps(turn: Turn, missing: Sequence[Missing]) -> list[str]:
    somebody = words.say(turn.language, "people.somebody")
    return [
        words.say(
            turn.language, f"gap.{one.gap.name.lower()}", name=one.name or somebody
        )
        for one in missing[:MOST_GAPS_SAID]
    ]


def _known(turn: Turn, people: Sequence[PersonView]) -> str:
    if not people:
        return ""
    names = ", ".join(person.name for person in people)
    return words.say(turn.language, "people.known", names=names)


QUESTION = Question(STEP, is_open, ask, hear)
