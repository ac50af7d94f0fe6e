"""
Asking for what proves that a case is somebody's: its number, and the birth date of its
holder. An identity number is never asked for; a number that was sealed because it looks
like one is tried all the same, for it may be that of the case.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from loket.cases import numbers
from loket.cases.numbers import NumberKind
from loket.dialogue import words
from loket.dialogue.commands_cases import CasesView, CaseView, NotProved, ProveCase
from loket.dialogue.flows import parts
from loket.dialogue.types import Flow, Outcome, Reply, Turn, ask
from loket.dialogue.understanding import choose
from loket.dialogue.understanding.dates import find_birth_dates
from loket.messaging.privacy import looks_like_nik

STEP_NUMBER, STEP_BIRTH, STEP_GUESS = "proof.number", "proof.birth", "proof.guess"

Tell = Callable[[Turn, CaseView], Flow]
MOST_NUMBERS = 3
GROUP = 4


@dataclass(frozen=True, slots=True)
class Said:
    """What was said so far to prove a case: numbers, sealed numbers, birth dates."""

    numbers: tuple[str, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    birth_dates: tuple[date, ...] = ()
    guess: str = ""

    @property
    def has_number(self) -> bool:
        """Test if any number was said that could be one of a case."""
        return bool(self.numbers or self.hidden or self.guess)

    def kept(self) -> dict[str, Any]:
        """Return it as a talk keeps it."""
        return {
            "numbers": list(self.numbers),
            "hidden": [list(pair) for pair in self.hidden],
            "born": [day.isoformat() for day in self.birth_dates],
            "guess": self.guess,
        }


def read(turn: Turn) -> Said:
    """Return what a turn says that may prove a case."""
    found, rest = numbers.read(turn.text, looks_like_nik)
    ours = [one for one in found if one.kind in _OURS]
    sure = [one.number for one in ours if not one.is_guessed]
    guessed = [one.number for one in ours if one.is_guessed]
    today = parts.local_today(turn, None)
    born = (one.day for one in find_birth_dates(rest, today))
    return Said(
        numbers=tuple(sure[:MOST_NUMBERS]),
        hidden=tuple((one, box) for one, box in turn.hidden[:MOST_NUMBERS]),
        birth_dates=tuple(day for day in born if day is not None),
        guess="" if sure else next(iter(guessed), ""),
    )


_OURS = frozenset({NumberKind.APPLICATION, NumberKind.IDENTITY})


def remembered(turn: Turn) -> Said:
    """Return what was said before, nothing if it cannot be read."""
    kept = turn.answers
    try:
        return Said(
            numbers=tuple(str(one) for one in kept.get("numbers", ())),
            hidden=tuple((str(a), str(b)) for a, b in kept.get("hidden", ())),
            birth_dates=tuple(date.fromisoformat(d) for d in kept.get("born", ())),
            guess=str(kept.get("guess", "")),
        )
    except (TypeError, ValueError):
        return Said()


def joined(before: Said, now: Said) -> Said:
    """Return both together; a new number takes the place of the old."""
    if now.has_number:
        return replace(now, birth_dates=now.birth_dates or before.birth_dates)
    return replace(before, birth_dates=now.birth_dates or before.birth_dates)


def ask_for_number(turn: Turn, known: CasesView) -> Outcome:
    """Ask for number and birth date; without a phone, their own number does as well."""
    if not known.has_phone:
        sentence = words.say(turn.language, "status.share")
        reply = Reply(words=sentence, asks_number=True)
        return parts.answer(turn, reply, then=STEP_NUMBER)
    key = "status.unproved" if known.is_unproved else "status.ask_number"
    return _ask(turn, key, STEP_NUMBER, Said())


def go_on(turn: Turn, said: Said, tell: Tell) -> Flow:
    """Ask for what is missing, or try what was said."""
    missing = _missing(turn, said)
    if missing is not None:
        return missing
    command = ProveCase(
        turn.agency_id,
        turn.contact_id,
        turn.account_id,
        said.numbers,
        said.hidden,
        said.birth_dates,
        turn.now,
    )
    proved = yield from ask(command)
    if isinstance(proved, NotProved):
        key = "status.barred" if proved.is_barred else "status.not_proved"
        return _ask(turn, key, STEP_NUMBER, Said())
    return (yield from tell(turn, proved))


def _missing(turn: Turn, said: Said) -> Outcome | None:
    """The question that is still open; None if all was said."""
    if said.guess:
        return _ask_guess(turn, said)
    if not said.has_number:
        return _ask(turn, "status.ask_number", STEP_NUMBER, said)
    if not said.birth_dates:
        return _ask(turn, "status.ask_birth", STEP_BIRTH, said)
    return None


def hear(turn: Turn, tell: Tell) -> parts.Asking[Outcome | None]:
    """Understand a number or a birth date; None if neither was said."""
    now = read(turn)
    if not (now.has_number or now.birth_dates):
        return None
    return (yield from go_on(turn, joined(remembered(turn), now), tell))


def hear_guess(turn: Turn, tell: Tell) -> parts.Asking[Outcome | None]:
    """Understand yes or no to a number that was read from unclear writing."""
    before, now = remembered(turn), read(turn)
    if now.has_number:
        return (yield from go_on(turn, joined(before, now), tell))
    said_yes = choose.agrees(turn.text)
    if said_yes is None:
        return None
    return (yield from settle(turn, said_yes, tell))


def settle(turn: Turn, said_yes: bool, tell: Tell) -> Flow:
    """Take a guessed number as said, or ask for it anew."""
    before = remembered(turn)
    sure = (before.guess,) if said_yes and before.guess else ()
    said = replace(before, numbers=sure, guess="")
    return (yield from go_on(turn, said, tell))


def _ask_guess(turn: Turn, said: Said) -> Outcome:
    spaced = _grouped(said.guess)
    sentence = words.say(turn.language, "status.guess", number=spaced)
    options = [
        parts.option(turn, "number:yes", "button.right"),
        parts.option(turn, "number:no", "button.wrong"),
    ]
    reply = Reply(words=sentence, options=options)
    return parts.answer(turn, reply, then=STEP_GUESS, **said.kept())


def _ask(turn: Turn, key: str, step: str, said: Said) -> Outcome:
    options = [
        parts.option(turn, "person", "button.person"),
        parts.option(turn, "menu", "button.menu"),
    ]
    reply = Reply(words=words.say(turn.language, key), options=options)
    return parts.answer(turn, reply, then=step, **said.kept())


def _grouped(number: str) -> str:
    places = range(0, len(number), GROUP)
    return " ".join(number[at : at + GROUP] for at in places)
