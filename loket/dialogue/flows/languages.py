"""In which language to go on: those that the agency speaks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from loket.dialogue import words
from loket.dialogue.flows import again, parts, taps
from loket.dialogue.types import Flow, Option, Reply, Turn

NAMES: Mapping[str, str] = {
    "id": "Bahasa Indonesia",
    "en": "English",
    "jv": "Basa Jawa",
    "su": "Basa Sunda",
}
"""What each language calls itself."""


def offer(step: str, turn: Turn) -> Flow:
    """Offer the languages; what is being done waits meanwhile."""
    yield from ()
    options = [
        Option(id=taps.make("speak", code), title=NAMES[code])
        for code in words.languages()
    ]
    sentence = words.say(turn.language, "language.choose")
    reply = Reply(
        words=sentence,
        options=options,
        label=words.say(turn.language, "label.languages"),
    )
    outcome = parts.answer(turn, reply, then=step)
    kept = {
        **turn.answers,
        "v": outcome.answers["v"],
        "shown": outcome.answers["shown"],
    }
    return replace(outcome, answers=kept)


def speak(language: str) -> Callable[[str, Turn], Flow]:
    """Return what goes on in a language; one that is switched off is not promised,
    but those that are spoken are offered."""

    def go_on(step: str, turn: Turn) -> Flow:
        if language in NAMES and language not in words.languages():
            return (yield from offer(step, turn))
        spoken = replace(turn, language=language) if language in NAMES else turn
        return (yield from again.ask_again(step, spoken, "language.changed"))

    return go_on
