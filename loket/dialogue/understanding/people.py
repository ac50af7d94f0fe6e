"""
Who will come: names and birth dates out of what was typed.

"Siti Aminah 12-03-1990", one person a line, is what we ask for; the order may be
turned, several may stand on one line, a name and its date may come in two bubbles,
and the form of 2017 (`#NAMA#ddmmyyyy#ddmmyyyy`) is still read. Nothing complete is
thrown away because something else is missing.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from loket.dialogue.understanding import old_form as forms
from loket.dialogue.understanding import people_patterns as patterns
from loket.dialogue.understanding.dates import (
    DateProblem,
    Found,
    find_birth_dates,
    legible,
)
from loket.dialogue.understanding.names import LONGEST_NAME, bare, clean_name
from loket.dialogue.understanding.text import MAX_READ, fold

MOST_PEOPLE = 5
LONGEST_NAME_WITHOUT_DATE = 6


class Gap(StrEnum):
    """What is missing or wrong with a person."""

    NO_DATE = "no date"
    NO_NAME = "no name"
    ODD_NAME = "odd name"
    LONG_NAME = "long name"
    BAD_DATE = "bad date"
    UNFINISHED_DATE = "unfinished date"
    FUTURE_DATE = "future date"
    OLD_DATE = "old date"


@dataclass(frozen=True, slots=True)
class Person:
    """A name as it may be kept, and a birth date that can be."""

    name: str
    birth_date: date


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody of whom something is missing. `name` or `day` may be known."""

    gap: Gap
    name: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class People:
    """Those who are complete, those who are not, and if an identity number came."""

    complete: Sequence[Person]
    missing: Sequence[Missing]
    has_identity_number: bool = False


_gaps = {
    DateProblem.IMPOSSIBLE: Gap.BAD_DATE,
    DateProblem.INCOMPLETE: Gap.UNFINISHED_DATE,
    DateProblem.FUTURE: Gap.FUTURE_DATE,
    DateProblem.TOO_OLD: Gap.OLD_DATE,
}


def parse(text: str, today: date) -> People:
    """Return the people named in a text. Dates without a name are given to the
    names without a date, in the order in which both came."""
    whole = "\n".join(forms.lines(text[:MAX_READ]))
    plain, count = patterns.SEALED_NUMBER.subn(" ", legible(whole))
    found = [one for line in patterns.BREAK.split(plain) for one in _line(line, today)]
    complete, missing = _match(found)
    return People(complete, missing, count > 0)


def labelled(text: str, today: date) -> tuple[list[Person], str]:
    """Return who is named in a form ("Nama: Siti", "Tgl lahir: 12 Maret 1990", each on
    a line of its own), and the text without it."""
    if ":" not in text and "=" not in text:
        return [], text
    known: list[Person] = []
    for match in patterns.LABELLED.finditer(text):
        known += parse(f"{match['name']} {match['born']}", today).complete
    return known, patterns.LABELLED.sub("", text) if known else text


def merge(known: Sequence[Person], new: Sequence[Person]) -> tuple[Person, ...]:
    """Add people to those known. Who bears a known name corrects that person."""
    names = {fold(person.name) for person in new}
    kept = [person for person in known if fold(person.name) not in names]
    return tuple(dict.fromkeys([*kept, *new]))


def corrected(text: str, person: Person, today: date) -> Person | None:
    """Return a person with another name or birth date, if a text says only which of
    them was wrong; None if it says anything else."""
    found = parse(patterns.WRONG.sub(",", text), today)
    if found.complete or len(found.missing) != 1:
        return None
    one = found.missing[0]
    if one.day and one.gap is Gap.NO_NAME:
        return Person(person.name, one.day)
    is_name = one.gap is Gap.NO_DATE and patterns.WRONG.search(text)
    return Person(one.name, person.birth_date) if is_name else None


def old_form(text: str, today: date) -> tuple[Person, date | None] | None:
    """Return who is named in the form of 2017 (`#NAMA#ddmmyyyy#ddmmyyyy`) and the day
    of the visit, if it is in it; None if the text is not this form."""
    form = forms.read(text, today)
    return (Person(form.name, form.birth_date), form.visit) if form else None


def is_left_out(name: str, text: str) -> bool:
    """True if a text says that somebody does not come: "bukan Ani tapi Ana"."""
    called = "|".join(map(re.escape, (name, name.split(maxsplit=1)[0])))
    pattern = rf"(?<![^\W_]){patterns.NOT}\s+(?:{called})(?![^\W_])"
    return re.search(pattern, text, re.IGNORECASE) is not None


def _line(line: str, today: date) -> Iterator[Person | Missing]:
    line = patterns.TAKEN_BACK.sub("", line)
    if "#" in line and (form := old_form(line, today)):
        yield form[0]
        return
    found = find_birth_dates(line, today)
    if not found:
        yield from _only_name(line)
    for date_, around in _around(line, found):
        yield _one(around, date_)


def _around(line: str, found: Sequence[Found]) -> Iterator[tuple[Found, str]]:
    """Each date with the words that belong to it: those before it, or those after
    it where the line begins with a date."""
    if len(found) == 1:
        yield found[0], line[: found[0].start] + "," + line[found[0].end :]
        return
    dates_first = bool(found) and not bare(
        patterns.LABELS.sub(" ", line[: found[0].start])
    )
    starts = [0, *(date_.end for date_ in found), len(line)]
    for n, date_ in enumerate(found):
        if dates_first:
            last = found[n + 1].start if n + 1 < len(found) else len(line)
            yield date_, line[date_.end : last]
        else:
            yield date_, line[starts[n] : date_.start]


def _one(around: str, date_: Found) -> Person | Missing:
    name, gap = _first_name(around)
    if date_.day is None:
        problem = _gaps[date_.problem or DateProblem.IMPOSSIBLE]
        return Missing(problem, name=name)
    if gap:
        return Missing(gap, name=name, day=date_.day)
    return Person(name, date_.day)


def _first_name(around: str) -> tuple[str, Gap | None]:
    """The first part that is a name; what follows a comma is a title or a place."""
    parts = [
        _joiner(part) for part in patterns.ASIDE.split(patterns.LABELS.sub(",", around))
    ]
    written = [part for part in parts if bare(part)]
    for part in written:
        if (name := clean_name(part)) is not None:
            return name, None
    if not written:
        return "", Gap.NO_NAME
    return "", Gap.LONG_NAME if _is_long(written[0]) else Gap.ODD_NAME


def _joiner(part: str) -> str:
    """Without the "dan" between two people on one line, "saya" and "anak saya"."""
    bare_part = patterns.SPEAKER.sub(
        "", patterns.RELATION.sub("", patterns.AND.sub("", part))
    )
    return patterns.TITLE.sub("", bare_part)


def _is_long(part: str) -> bool:
    return len(bare(part)) > LONGEST_NAME


def _only_name(line: str) -> Iterator[Missing]:
    if not bare(patterns.LABELS.sub(" ", line)):
        return
    name, gap = _first_name(line)
    if not gap and len(name.split()) > LONGEST_NAME_WITHOUT_DATE:
        gap = Gap.NO_NAME  # a sentence, not a name
    yield Missing(gap or Gap.NO_DATE, name="" if gap else name)


def _match(
    found: Sequence[Person | Missing],
) -> tuple[list[Person], list[Missing]]:
    """Pair names that lack a date with dates that lack a name."""
    dates = deque(one.birth_date for one in map(_lone_date, found) if one)
    complete: list[Person] = []
    missing: list[Missing] = []
    for one in found:
        if isinstance(one, Person):
            complete.append(one)
        elif one.name and one.day is None and dates:
            complete.append(Person(one.name, dates.popleft()))
        elif not _lone_date(one):
            missing.append(one)
    missing.extend(Missing(Gap.NO_NAME, day=date_) for date_ in dates)
    return _without_known(complete, missing)


def _lone_date(one: Person | Missing) -> Person | None:
    """Somebody without a name, if only a birth date was said."""
    if isinstance(one, Person) or one.gap is not Gap.NO_NAME or one.day is None:
        return None
    return Person("", one.day)


def _without_known(
    complete: list[Person], missing: list[Missing]
) -> tuple[list[Person], list[Missing]]:
    """A name that came again with its date is no longer missing."""
    names = {fold(person.name) for person in complete}
    left = [one for one in missing if not one.name or fold(one.name) not in names]
    return list(dict.fromkeys(complete)), list(dict.fromkeys(left))
