"""
What an agency may write in place of a sentence: with all its variables, and short
enough for every channel. What breaks a rule is refused before it is saved.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from loket.dialogue import words, words_limits
from loket.dialogue.words import LOCALE_FOLDER, Sentence

# Up to two sentences, one question and a note share a message: each gets half of it.
LONGEST = words_limits.BODY // 2


class Kind(StrEnum):
    """What is wrong with a wording."""

    EMPTY = "empty"
    BROKEN = "broken"
    MISSING = "missing"
    UNKNOWN = "unknown"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Fault:
    """
    Why a form is refused. `names` are variables that are missing or unknown; `have`
    and `most` are characters.
    """

    kind: Kind
    form: int = 0
    names: Sequence[str] = ()
    have: int = 0
    most: int = 0


def original(language: str, key: str) -> Sentence | None:
    """Return what is said without own words, None if there is no such key."""
    return words.catalogue(language).get(key) or words.catalogue("id").get(key)


def limit(key: str) -> int:
    """Return how many characters the words of a key may have, filled in."""
    found = (
        most
        for prefix, most in words_limits.KEY_LIMITS.items()
        if key.startswith(prefix)
    )
    return next(found, LONGEST)


def variables(form: str) -> set[str]:
    """
    Return the names of the gaps in a form.

    :raises ValueError: if its braces cannot be read, or ask for more than a name
    """
    found: set[str] = set()
    for _, name, spec, conversion in string.Formatter().parse(form):
        if name is None:
            continue
        if spec or conversion or not name.isidentifier():
            raise ValueError(name)
        found.add(name)
    return found


def sample(language: str, forms: Sequence[str]) -> list[str]:
    """Return the forms as they look in use; one that cannot be read stays as it is."""
    filled = []
    for form in forms:
        try:
            values = {name: _sample(language, name) for name in variables(form)}
            filled.append(words.fill(form, values))
        except (ValueError, words.NoSuchWords):
            filled.append(form)
    return filled


def faults(language: str, key: str, forms: Sequence[str]) -> list[Fault]:
    """Return everything for which a wording is refused; empty if it is fine."""
    known = original(language, key)
    if known is None or len(forms) != len(known):
        return [Fault(Kind.BROKEN)]
    found = []
    for n, form in enumerate(forms):
        found += _faults(language, key, n, form, known)
    return found


def _faults(language: str, key: str, n: int, form: str, known: Sentence) -> list[Fault]:
    """What is wrong with one form; that for a single thing may lack its number."""
    if not form.strip():
        return [Fault(Kind.EMPTY, n)]
    try:
        used = variables(form)
    except ValueError:
        return [Fault(Kind.BROKEN, n)]
    found = []
    spared = set() if n == len(known) - 1 else {"count"}
    if missing := sorted(variables(known[n]) - used - spared):
        found.append(Fault(Kind.MISSING, n, missing))
    if unknown := sorted(used - variables(known[-1])):
        found.append(Fault(Kind.UNKNOWN, n, unknown))
    have, most = words_limits.length(sample(language, [form])[0]), limit(key)
    if have > most:
        found.append(Fault(Kind.LONG, n, have=have, most=most))
    return found


def _sample(language: str, name: str) -> str:
    known = samples()
    spoken = known.get(language, known[words.DEFAULT_LANGUAGE])
    return spoken.get(name, name)


@cache
def samples() -> Mapping[str, Mapping[str, str]]:
    """Return what stands in for variables, by language and name."""
    path = LOCALE_FOLDER / "samples.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
