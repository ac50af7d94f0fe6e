"""
A sentence with its words for days and hours in one language: tokens.

"Sesuk jam sanga", "isukan tabuh salapan" and "bsk jm sembilan" all read
"tomorrow hour 9", so that there is one grammar for four languages.
"""

from __future__ import annotations

import re
from functools import lru_cache

from loket.dialogue.understanding.months import MONTHS
from loket.dialogue.understanding.phrase_words import FILLERS
from loket.dialogue.understanding.text import (
    SHORTEST_WITH_SLIP,
    TURNS_AT_A_TIME,
    WORDS_AT_A_TIME,
    accentless,
    nearly,
    tidy,
    unstretched,
)
from loket.dialogue.understanding.time_words import (
    NOT_A_SLIP,
    NUMBER_WORDS,
    SLIPPED,
    TIME_WORDS,
)

WEEKDAYS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
"""The tokens of the weekdays, Monday first."""

MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
"""The tokens of the months."""

PARTS = ("morning", "noon", "afternoon", "evening")
"""The tokens of the parts of a day."""

_word = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_face = re.compile("[\U0001f550-\U0001f567]")  # clocks: one ... half past twelve
_FIRST_FACE, _HOURS_OF_FACES = 0x1F550, 12
_BESIDE = {"an", "ke", "from", "wib", "wita", "wit"}
_digit = re.compile(r"\d")
_SUFFIX = "nya"
_FORMS = {
    form: token
    for table in (TIME_WORDS, NUMBER_WORDS)
    for token, row in table.items()
    for form in " ".join(row).split()
} | {name: MONTH_NAMES[number - 1] for name, number in MONTHS.items()}
TOKENS = frozenset(" ".join(_FORMS.values()).split())
"""Every word of a plain sentence that is a token."""

_LONG = [
    form
    for form, token in _FORMS.items()
    if len(form) >= SHORTEST_WITH_SLIP and (form in SLIPPED or token in MONTH_NAMES)
]
_BEFORE_MORNING = "|".join(
    (r"hour \d{1,2}(?:[.:]\d{2})?", "tomorrow", "day", *WEEKDAYS)
)
# A token that has to be there, what stands around it, and what it means then.
_MEANINGS = tuple(
    (token, re.compile(pattern), meaning)
    for token, pattern, meaning in (
        ("teen", r"\b([1-9]) teen\b", r"1\1"),
        ("score", r"\b([1-9]) score\b", r"2\1"),
        ("tens", r"\b([1-9]) tens (?:- )?([1-9])\b", r"\1\2"),
        ("tens", r"\b([1-9]) tens\b", r"\g<1>0"),
        ("a ", r"\ba (?=(?:day|week|month)\b)", "1 "),
        # "Selamat pagi" greets and names no hour; "enjing" is Javanese for the
        # morning and Sundanese for tomorrow.
        ("greet", rf"\bgreet (?:{'|'.join(PARTS)}\b|morning\?)", "greet"),
        ("morning?", r"\bmorning\? - morning\?", "morning"),
        ("morning?", rf"\b({_BEFORE_MORNING}) morning\?", r"\1 morning"),
        ("morning?", r"\bmorning\?", "tomorrow"),
        ("this", r"\bday this\b", "today"),
        ("after", r"\b(?:the )?day after tomorrow\b", "overmorrow"),
        ("overmorrow", r"\btomorrow overmorrow\b", "overmorrow"),
        ("ahead", r"\btomorrow ahead\b", "overmorrow"),
        ("pray", r"\bpray friday\b", "jumatan"),
        ("pray", r"\bpray (?=dzuhur|ashar|maghrib|subuh)", ""),
        ("eat", r"\beat noon\b", "lunch"),
        ("1\u20442", r"\b1\u20442 ?(?=\d)", "halfway "),
        ("hour", r"(?<=\bhour )1 ?/ ?2 (?=\d)", "halfway "),
        ("week?", r"\bend week\?", "weekend"),
        ("week?", r"\bday week\?", "sunday"),
        ("week?", r"(?<=\d )week\?|(?<=next )week\?|(?<=this )week\?", "week"),
        ("week?", r"\bweek\?(?= (?:next|this|ahead|ke next)\b)", "week"),
        ("week?", r"\bweek\?", "sunday"),
        ("end", r"\bend week\b", "weekend"),
    )
)


# A turn is asked for its day, its hour and more, and then never again.
@lru_cache(maxsize=TURNS_AT_A_TIME)
def plain(text: str) -> str:
    """Return a text in which each word for a time is its token, a number its digits.
    All other words stay, so that what stood apart still does. "" if nothing in it
    tells a time."""
    said = _face.sub(_hour_of_face, unstretched(tidy(text)))
    said = _word.sub(lambda match: f" {_token(match[0])} ", said)
    heard = said.split()
    if not _digit.search(said) and TOKENS.isdisjoint(heard):
        return ""
    said = " ".join(heard)
    for token, pattern, meaning in _MEANINGS:
        if token in said:
            said = pattern.sub(meaning, said)
    return said


def tells_only_time(text: str) -> bool:
    """True for "lusa aja deh" and "jam 10 WIB": nothing else was said."""
    said = plain(text)
    return bool(said) and all(
        word in TOKENS or word in FILLERS or word in _BESIDE
        for word in _word.findall(said)
    )


def _hour_of_face(match: re.Match[str]) -> str:
    number = ord(match[0]) - _FIRST_FACE
    hour, is_half = number % _HOURS_OF_FACES + 1, number >= _HOURS_OF_FACES
    return f" hour {hour}:30 " if is_half else f" hour {hour} "


@lru_cache(maxsize=WORDS_AT_A_TIME)
def _token(word: str) -> str:
    """The token of a word, perhaps with an accent, "-nya" or one slip; else itself."""
    bare = accentless(word)
    if found := _FORMS.get(bare) or _FORMS.get(bare.removesuffix(_SUFFIX)):
        return found
    if len(bare) < SHORTEST_WITH_SLIP or bare in NOT_A_SLIP:
        return bare
    return next((_FORMS[form] for form in _LONG if nearly(bare, form)), bare)
