"""
What comes without a word: voices, pictures, places, cards. Each gets its own answer,
and the question that was open is asked again.

A place finds the nearest offices. Everything else is kept for officers; the machine
says that it cannot read it, and the second time in a row offers a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import asin, cos, radians, sin, sqrt

from loket.channels.incoming import CALL
from loket.dialogue import words
from loket.dialogue.commands import OfficeView
from loket.dialogue.commands_facts import Places, PlaceView
from loket.dialogue.flows import again, parts
from loket.dialogue.types import Flow, Turn, ask

WORDS: Mapping[str, str] = {
    "audio": "media.voice",
    "voice": "media.voice",
    "image": "media.picture",
    "video": "media.picture",
    "document": "media.picture",
    "contacts": "media.card",
    "poll": "media.poll",
    "poll_creation": "media.poll",
    "unsupported": "media.unsupported",
    "unknown": "media.unsupported",
    "errors": "media.unsupported",
    CALL: "media.call",
}
"""What is said first, by the provider's word for what came."""

FRIENDLY = frozenset({"sticker", "request_welcome"})
"""What wants no word of its own: the talk just goes on."""

NEAREST = 3
EARTH_KM = 6371


def answer(step: str, turn: Turn) -> Flow:
    """Say what can be done with what came, and ask again what the step asked."""
    if turn.place is not None:
        return (yield from _near(step, turn, turn.place))
    if turn.types and FRIENDLY.issuperset(turn.types):
        return (yield from again.ask_again(step, turn))
    return (yield from again.missed(step, turn, key_of(turn) or "missed.not_text"))


def key_of(turn: Turn) -> str:
    """Return the key of what is said to what came, "" if it is all words."""
    known = [WORDS[kind] for kind in turn.types if kind in WORDS]
    return known[-1] if known else ""


def _near(step: str, turn: Turn, place: tuple[float, float]) -> Flow:
    """Name the offices that are nearest to a place."""
    found = yield from ask(Places(turn.agency_id, turn.now))
    near = _nearest(found, place)
    if not near:
        return (yield from again.missed(step, turn, "missed.not_text"))
    lines = [
        words.say(turn.language, "media.near", office=office.name, km=max(1, round(km)))
        for km, office in near
    ]
    said = "\n".join([words.say(turn.language, "media.place"), *lines])
    outcome = yield from again.ask_again(step, turn)
    known = {**outcome.answers, "near": near[0][1].id}
    return parts.led(replace(outcome, answers=known), said)


def _nearest(
    found: Sequence[PlaceView], place: tuple[float, float]
) -> list[tuple[float, OfficeView]]:
    known = [(distance_km(place, p.position), p.office) for p in found if p.position]
    return sorted(known, key=lambda pair: pair[0])[:NEAREST]


def distance_km(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Return how far two places are apart, on a round earth."""
    north, east, to_north, to_east = map(radians, (*here, *there))
    half = (
        sin((to_north - north) / 2) ** 2
        + cos(north) * cos(to_north) * sin((to_east - east) / 2) ** 2
    )
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))
