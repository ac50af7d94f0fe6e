"""
What Loket says, by key and language.

The catalogues in `locale/` are gettext files whose message ids are keys
("booking.choose_hour"), read as they are. An agency may say any sentence in its own
words, and may switch on the languages that are only prepared: both are put here as a
whole by `use`, so that saying something asks no database.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from babel import Locale
from babel.messages.pofile import read_po

LOCALE_FOLDER = Path(__file__).parent / "locale"
LANGUAGES = ("id", "en")
"""Spoken by every agency; their catalogues are complete."""
PREPARED = ("jv", "su")
"""Javanese and Sundanese: silent until an agency switches them on."""
DEFAULT_LANGUAGE = "id"

Sentence = tuple[str, ...]
"""The forms of a sentence: one, or one for each plural form of the language."""

Result = TypeVar("Result")


class NoSuchWords(KeyError):
    """A key that is not in the catalogue, or a variable that it needs."""


@dataclass(frozen=True, slots=True)
class Own:
    """
    What agencies have changed: sentences by (agency, office, language, key), and the
    prepared languages that each has switched on. Office 0 stands for all of them.
    """

    texts: Mapping[tuple[int, int, str, str], Sentence] = field(default_factory=dict)
    languages: Mapping[int, frozenset[str]] = field(default_factory=dict)


class _Known:
    """What this process knows of the agencies' own words."""

    own = Own()


# An agency and one of its offices, each 0 if it is not known.
_speaker: ContextVar[tuple[int, int]] = ContextVar("speaker", default=(0, 0))


def use(own: Own) -> None:
    """Speak with these own words from now on, in all threads."""
    _Known.own = own


@contextmanager
def speaking_for(agency_id: int, office_id: int = 0) -> Iterator[None]:
    """Let everything that is said inside be said by an agency, for an office."""
    token = _speaker.set((agency_id, office_id))
    try:
        yield
    finally:
        _speaker.reset(token)


def spoken_for(
    agency_id: int, office_id: int, flow: Generator[Any, Any, Result]
) -> Generator[Any, Any, Result]:
    """
    Return a flow whose words are an agency's, however flows take turns. Which office
    it is about may change on the way: the flow says so with `at`.
    """
    result: Any = None
    speaker = agency_id, office_id
    while True:
        # Not `speaking_for`: this is done for every command of every turn.
        token = _speaker.set(speaker)
        try:
            asked = flow.send(result)
            speaker = _speaker.get()
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]
        finally:
            _speaker.reset(token)
        result = yield asked


def at(office_id: int | None) -> None:
    """Speak for another office of the same agency from now on, for none if None."""
    agency_id, _ = _speaker.get()
    if agency_id:
        _speaker.set((agency_id, office_id or 0))


def office() -> int:
    """Return the office for which is spoken, 0 if it is not known."""
    return _speaker.get()[1]


def languages() -> tuple[str, ...]:
    """Return the languages of the agency that speaks, the usual ones first."""
    on = _Known.own.languages.get(_speaker.get()[0], frozenset())
    return (*LANGUAGES, *(code for code in PREPARED if code in on))


def say(language: str, key: str, **variables: object) -> str:
    """
    Return the words of `key` with its variables filled in.

    `count` also chooses between singular and plural. A language that is unknown or
    not switched on is spoken as Indonesian, and so is what a prepared one lacks. The
    office's own words come first, then the agency's, then the catalogue's.

    :raises NoSuchWords: if there is no such key, or a variable is missing
    """
    spoken = language if _is_spoken(language) else DEFAULT_LANGUAGE
    count = variables.get("count")
    for own in _own(spoken, key):
        try:
            return fill(_form(spoken, own, count), variables)
        except NoSuchWords:
            # It was written before the sentence got another variable.
            pass
    forms, spoken = _sentence(spoken, key)
    try:
        return fill(_form(spoken, forms, count), variables)
    except NoSuchWords as missing:
        raise NoSuchWords(f"{spoken} {key}: {missing.args[0]}") from missing


def _own(language: str, key: str) -> Iterator[Sentence]:
    """What the office says instead, then what all offices of its agency say."""
    agency_id, office_id = _speaker.get()
    for place in (office_id, 0) if office_id else (0,):
        own = _Known.own.texts.get((agency_id, place, language, key))
        if own is not None:
            yield own


def _is_spoken(language: str) -> bool:
    return language in LANGUAGES or language in languages()


def fill(form: str, variables: Mapping[str, object]) -> str:
    """
    Return a form with its variables filled in.

    :raises NoSuchWords: if one is missing, or the form cannot be read
    """
    try:
        return form.format_map(variables)
    except (KeyError, IndexError, ValueError, AttributeError) as missing:
        raise NoSuchWords(str(missing)) from missing


def _sentence(language: str, key: str) -> tuple[Sentence, str]:
    """The forms of a key and the language that they are in."""
    for spoken in (language, DEFAULT_LANGUAGE):
        forms = catalogue(spoken).get(key)
        if forms is not None:
            return forms, spoken
    raise NoSuchWords(f"{language} {key}")


def _form(language: str, forms: Sentence, count: object) -> str:
    if len(forms) == 1 or not isinstance(count, int):
        return forms[0]
    is_one = Locale(language).plural_form(count) == "one"
    return forms[0] if is_one else forms[-1]


@cache
def catalogue(language: str) -> Mapping[str, Sentence]:
    """Return every key of a language with its sentence."""
    with (LOCALE_FOLDER / f"{language}.po").open("rb") as file:
        messages = read_po(file, locale=language)
    return {_key(m.id): _forms(m.string) for m in messages if m.id}


def _key(id_: str | tuple[str, ...] | list[str]) -> str:
    return id_ if isinstance(id_, str) else id_[0]


def _forms(string: str | tuple[str, ...] | list[str] | None) -> Sentence:
    return (string or "",) if isinstance(string, str | None) else tuple(string)
