"""Which language a page speaks: no sentence of it comes from the other catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from playwright.sync_api import Page

import loket

CATALOGUE = Path(loket.__file__).parent / "locale/id/LC_MESSAGES/django.po"
_VARIABLE = re.compile(r"%\\\(\w+\\\)[sd]")
_LETTERS = re.compile(r"[A-Za-z]{3}")
# Text as it lies in the page, not as it is shown: what is hidden is read aloud.
SAID = """() => {
  const words = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const {parentElement: home, data} = walker.currentNode;
    if (!home.closest("script, [lang], .lk-phone, textarea")) words.push(data);
  }
  for (const name of ["aria-label", "title", "placeholder", "alt"])
    for (const one of document.querySelectorAll(`body [${name}]`))
      words.push(one.getAttribute(name));
  return [...new Set(words.map(it => it.replace(/\\s+/g, " ").trim()))];
}"""


def of(page: Page) -> list[str]:
    """Return what a page says, sentence by sentence."""
    return list(page.evaluate(SAID))


def foreign(said: Iterable[str], language: str) -> list[str]:
    """Return what is said in the other one of the two languages."""
    english, indonesian = _patterns()
    own, other = (english, indonesian) if language == "en" else (indonesian, english)
    return [it for it in said if other.fullmatch(it) and not own.fullmatch(it)]


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    with CATALOGUE.open("rb") as file:
        messages = [one for one in read_po(file, locale="id") if one.id and one.string]
    english = (words for one in messages for words in _all(one.id))
    indonesian = (words for one in messages for words in _all(one.string))
    return _any_of(english), _any_of(indonesian)


def _all(words: str | tuple[str, ...] | list[str]) -> Iterable[str]:
    return [words] if isinstance(words, str) else words


def _any_of(sentences: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(set(_shapes(sentences)))))


def _shapes(sentences: Iterable[str]) -> Iterator[str]:
    for sentence in sentences:
        shape = _VARIABLE.sub(".+", re.escape(" ".join(sentence.split())))
        if _LETTERS.search(shape.replace(".+", "")):
            yield shape
