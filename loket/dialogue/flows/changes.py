"""
A changed mind in the middle: "ganti hari", "change the office".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum

from loket.dialogue import words
from loket.dialogue.flows.draft import Draft, add_note, revise, without_hour
from loket.dialogue.types import Turn
from loket.dialogue.understanding import days, hours
from loket.dialogue.understanding.intent import Intent, Wish
from loket.dialogue.understanding.text import has_any
from loket.dialogue.understanding.text import words as words_of

MOST_WORDS = 6


class Part(StrEnum):
    """A part of a booking that can be chosen anew."""

    SERVICE = "service"
    OFFICE = "office"
    DAY = "day"
    HOUR = "hour"
    PEOPLE = "people"


_VERBS = ("ganti", "ubah", "rubah", "pindah", "tukar", "change", "another", "different")
_PARTS = {
    Part.SERVICE: ("layanan", "service"),
    Part.OFFICE: ("kantor", "lokasi", "tempat", "office", "place"),
    Part.DAY: ("hari", "tanggal", "day", "date"),
    Part.HOUR: ("jam", "waktu", "hour", "time"),
    Part.PEOPLE: ("nama", "orang", "name", "names", "people"),
}

_CLEARED: Mapping[Part, Mapping[str, None]] = {
    Part.SERVICE: {"service": None, "office": None},
    Part.OFFICE: {"office": None},
    Part.DAY: {"day": None, "first": None, "wish": None},
    Part.HOUR: {"wish": None},
}


def wanted(text: str) -> Part | None:
    """Return the part that somebody says they want to change."""
    said = words_of(text)
    is_short = len(said) <= MOST_WORDS and not any(c.isdigit() for c in text)
    if not is_short or not has_any(said, _VERBS):
        return None
    return next((part for part, names in _PARTS.items() if has_any(said, names)), None)


def another_time(text: str, today: date) -> Wish | None:
    """Return the wish of "ganti lagi ke jumat": a change, and to when."""
    is_change = has_any(words_of(text), _VERBS)
    is_timed = is_change and bool(days.day(text, today) or hours.moment(text))
    return Wish(Intent.RESCHEDULE, "", is_whole=False) if is_timed else None


def reopen(turn: Turn, draft: Draft, part: Part) -> Draft:
    """
    Return the draft in which a part is to be chosen anew, with all the rest. Of a
    booking that is moved, only the hour may change.
    """
    if draft.moving and part not in (Part.DAY, Part.HOUR):
        return add_note(draft, words.say(turn.language, "move.only_hour"))
    if part is not Part.PEOPLE:
        return without_hour(draft, **_CLEARED[part])
    cleared = replace(revise(draft), people=(), names=(), is_unsure=False)
    return add_note(cleared, words.say(turn.language, "people.anew"))
