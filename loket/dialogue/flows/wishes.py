"""
What a citizen says before being asked: "mau bikin paspor besok jam 10".

Found pieces go into the draft, so that no question is asked whose answer was given.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from loket.dialogue import words, words_dates
from loket.dialogue.commands import PersonView
from loket.dialogue.flows.draft import Draft, add_note, revise, unpack, without_hour
from loket.dialogue.types import Turn
from loket.dialogue.understanding import days, hours, old_form, people
from loket.dialogue.understanding.asserted import asserted
from loket.dialogue.understanding.change_words import who_for
from loket.dialogue.understanding.dates import find_birth_dates

# A date of the last year is a day that somebody means, not a birth date, unless
# names are asked for.
YOUNGEST = timedelta(days=365)
# No office plans further; a day beyond is a slip of the finger.
FURTHEST = timedelta(days=730)


def gather(text: str, draft: Draft, today: date) -> Draft:
    """Return the draft with the day, hour and people that a text names; the same
    draft if it names none."""
    known, rest = _people(asserted(text), today)
    draft = take_time(rest, draft, today)
    if not known or draft.moving:
        return draft
    views = people.merge([_person(view) for view in draft.people], known)
    if len(views) > people.MOST_PEOPLE:
        return draft
    return revise(draft, people=tuple(PersonView(p.name, p.birth_date) for p in views))


def take_time(text: str, draft: Draft, today: date) -> Draft:
    """Return the draft with the day and hour that a text names."""
    text = asserted(text)
    hour = hours.moment(text)
    if (part := hours.part_beside_day(text)) and not hour:
        draft = replace(draft, part=part)
    if day := visit_day(text, today):
        changed = (
            draft if day == draft.day and not hour else without_hour(draft, day=day)
        )
        return replace(changed, wish=hour or draft.wish)
    if monday := days.first_day(text, today):
        return without_hour(draft, day=None, first=monday)
    return replace(without_hour(draft), wish=hour) if hour else draft


def told(turn: Turn, draft: Draft, place: str = "") -> Draft:
    """Return the draft with a word on what this turn said before it was asked, unless
    something else is said first. `place` is the name of an office that was heard."""
    if not draft.said or draft.note:
        return draft
    return noted(turn, unpack(turn.answers), draft, place)


def noted(turn: Turn, before: Draft, now: Draft, place: str = "") -> Draft:
    """Return the draft with a word on what was heard early."""
    what = [person.name for person in now.people if person not in before.people]
    what += [place] if place else []
    if now.day and now.day != before.day:
        what.append(words_dates.long_day(turn.language, now.day))
    if now.wish and now.wish != before.wish:
        what.append(words_dates.hour(turn.language, now.wish))
    if not what:
        return now
    sentence = words.say(turn.language, "wish.noted", what=", ".join(what))
    return add_note(now, sentence)


def noted_people(turn: Turn, before: Draft, now: Draft) -> Draft:
    """Return the draft with a word on who was named before they were asked for."""
    return noted(turn, replace(now, people=before.people), now)


def visit_day(text: str, today: date) -> date | None:
    """Return the day that a text names, if one could be meant at all."""
    day = days.day(text, today)
    return day if day and day <= today + FURTHEST else None


def _people(text: str, today: date) -> tuple[list[people.Person], str]:
    """Return the complete people in a text and what is left to read."""
    known, text = people.labelled(text, today)
    rest: list[str] = []
    for line in old_form.lines(text):
        if form := people.old_form(line, today):
            known.append(form[0])
            rest.append(form[1].isoformat() if form[1] else "")
            continue
        before, about = who_for(line)
        found = _born(about, today)
        known += found
        rest += [before, _behind(about, today)] if found else [line]
    return known, "\n".join(rest)


def _behind(text: str, today: date) -> str:
    """What stands behind the last birth date: "Joko lahir 4-4-1951, besok jam 9"."""
    born = [
        one.end
        for one in find_birth_dates(text, today)
        if one.day and one.day <= today - YOUNGEST
    ]
    return text[born[-1] :] if born else ""


def _born(text: str, today: date) -> list[people.Person]:
    """Those whose birth date was said; a day of the last year is none."""
    found = people.parse(text, today).complete
    return [one for one in found if one.birth_date <= today - YOUNGEST]


def _person(view: PersonView) -> people.Person:
    return people.Person(view.name, view.birth_date)
