"""All sentences of a language, as the original has them and as a place says them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from loket.dialogue import wordings
from loket.dialogue import words as catalogues
from loket.offices import texts
from loket.offices.models import Office, OwnText
from loket.offices.texts import Place
from loket.web.texts import words
from loket.web.texts.words import Title

BUTTON, ROW, SENTENCE = "button", "row", "sentence"

_SHAPES = {"button.": BUTTON, "label.": BUTTON, "row.": ROW, "hint.": ROW}


@dataclass(frozen=True, slots=True)
class Sentence:
    """
    A sentence. `own` are the words of the place that is looked at, `shared` those that
    all offices of its agency say; either is None where nothing else is said.
    """

    language: str
    key: str
    original: Sequence[str]
    own: OwnText | None
    shared: OwnText | None = None

    @property
    def said(self) -> Sequence[str]:
        """What citizens read."""
        return self.own.forms if self.own and self.fits else self.otherwise

    @property
    def otherwise(self) -> Sequence[str]:
        """What citizens read where the place has no words of its own."""
        return self.shared.forms if self._fits(self.shared) else self.original

    @property
    def fits(self) -> bool:
        """Test if the place's words still have all that the sentence needs."""
        return self.own is None or self._fits(self.own)

    def _fits(self, own: OwnText | None) -> TypeGuard[OwnText]:
        return own is not None and not wordings.faults(
            self.language, self.key, own.forms
        )

    @property
    def variables(self) -> list[str]:
        """What is filled in, as it is written."""
        found = wordings.variables(self.original[-1])
        return [f"{{{name}}}" for name in sorted(found)]

    @property
    def most(self) -> int:
        """How many characters it may have, filled in."""
        return wordings.limit(self.key)


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences that are said on the same occasion."""

    title: Title
    sentences: Sequence[Sentence]


@dataclass(frozen=True, slots=True)
class Preview:
    """How a wording looks in a phone. `shape` says where its words stand."""

    words: str
    shape: str


def find(place: Place, language: str, key: str) -> Sentence | None:
    """Return one sentence, None if there is no such key."""
    original = wordings.original(language, key)
    if original is None:
        return None
    own, shared = _words(place, language)
    return Sentence(language, key, original, own.get(key), shared.get(key))


def elsewhere(place: Place, language: str, key: str) -> list[Office]:
    """Return the other offices that say a sentence in words of their own."""
    here = place.office.id if place.office else 0
    return list(
        Office.objects.filter(
            agency=place.agency, texts__language=language, texts__key=key
        ).exclude(id=here)
    )


def groups(place: Place, language: str, query: str, *, own_only: bool) -> list[Group]:
    """Return the sentences in which a text stands, in the order of a talk."""
    own, shared = _words(place, language)
    found: dict[str, list[Sentence]] = {}
    for key in catalogues.catalogue(catalogues.DEFAULT_LANGUAGE):
        known = wordings.original(language, key) or ("",)
        one = Sentence(language, key, known, own.get(key), shared.get(key))
        if _is_wanted(one, query) and not (own_only and one.own is None):
            found.setdefault(str(words.family(key)), []).append(one)
    return [Group(title, sentences) for title, sentences in found.items()]


def _words(
    place: Place, language: str
) -> tuple[Mapping[str, OwnText], Mapping[str, OwnText]]:
    """The words of a place, and those that it falls back to."""
    own = texts.of(place, language)
    shared = texts.of(Place(place.agency), language) if place.office else {}
    return own, shared


def _is_wanted(one: Sentence, query: str) -> bool:
    text = "\n".join([one.key, *one.said]).casefold()
    return query.casefold() in text


def preview(one: Sentence, forms: Sequence[str]) -> Preview:
    """Return how a wording would look in a phone; of several forms the last."""
    shape = next((s for p, s in _SHAPES.items() if one.key.startswith(p)), SENTENCE)
    return Preview(wordings.sample(one.language, forms)[-1], shape)
