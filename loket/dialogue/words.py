"""
What Loket says, by key and language.

The catalogues in `locale/` are gettext files whose message ids are keys
("booking.choose_hour"), read as they are: an office may change a sentence without
any tool but an editor. Both have the same keys and variables (a test says so).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.pofile import read_po

LOCALE_FOLDER = Path(__file__).parent / "locale"
LANGUAGES = ("id", "en")
DEFAULT_LANGUAGE = "id"

Sentence = tuple[str, ...]
"""The forms of a sentence: one, or one for each plural form of the language."""


class NoSuchWords(KeyError):
    """A key that is not in the catalogue, or a variable that it needs."""


def say(language: str, key: str, **variables: object) -> str:
    """
    Return the words of `key` with its variables filled in.

    `count` also chooses between singular and plural. An unknown language is spoken
    as Indonesian.

    :raises NoSuchWords: if there is no such key, or a variable is missing
    """
    spoken = language if language in LANGUAGES else DEFAULT_LANGUAGE
    try:
        forms = catalogue(spoken)[key]
        return _form(spoken, forms, variables.get("count")).format_map(variables)
    except KeyError as missing:
        raise NoSuchWords(f"{spoken} {key}: {missing}") from missing


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
