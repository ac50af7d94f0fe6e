"""The page of talks: the questions of each flow in their order, wishes, and taps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from loket.config.reference import markdown
from loket.dialogue import words
from loket.dialogue.flows import book, cancellations, facts, tapped, wanted
from loket.dialogue.flows.question import Question
from loket.dialogue.talk import STEPS
from loket.dialogue.understanding import intent_words
from loket.dialogue.understanding.intent import Intent

INTRO = (
    "A talk waits at one step. What is said next is heard in this order: something "
    "tapped; a word that means the same everywhere; the step; what was offered last; "
    "any other wish. A question that everybody may ask is answered first, and then the "
    "step asks again."
)
BOOKING = (
    "The first question that is still open is asked. One whose answer is known already "
    "is passed over. A dotted name asks a citizen; a plain one only does something. An "
    "arrow back opens an earlier question again: the hour is gone, the office does not "
    "offer the service any more. Whoever writes another day, office or name goes back "
    "to that question from anywhere."
)
MOVING = (
    "A booking that is moved stays with its service and its office. The old place is "
    "kept until the answer is yes; then both are exchanged at once."
)
CANCELLING = "Nothing is cancelled without a yes to exactly this booking."
WISHES = (
    "What can be wanted, at any step; the words by which each is understood stand in "
    "`loket/dialogue/understanding/`; here are the first. "
    "What stands beside a talk is answered first, and then the step asks again."
)
TAPS = (
    "The id of a button begins with one of these names and says all that is needed, so "
    "that a button of an old message still works as far as it can."
)
EXAMPLES = 3


def page() -> str:
    """Return the page."""
    return markdown.page(
        "Talks", INTRO,
        "## Booking", BOOKING, _flow(book.QUESTIONS, "booked"),
        "## Moving a booking", MOVING, _flow(book.MOVING, "moved"),
        "## Cancelling a booking", CANCELLING, _moves(cancellations.PATH),
        "## Wishes", WISHES, _wishes(),
        "## Taps", TAPS, _list([*tapped.WISHES, *tapped.STAYING, *tapped.TAPS]),
        "## Steps", "Names are stored with each talk and never get another meaning.",
        _list(STEPS),
    )  # fmt: skip


def _flow(questions: Sequence[Question], end: str) -> str:
    names = [question.name for question in questions]
    forward = [f"{a} --> {b}" for a, b in pairwise(map(_state, names))]
    back = [
        f"{_state(question.name)} --> {_state(earlier)}"
        for question in questions
        for earlier in question.reopens
        if earlier in names
    ]
    labels = [f'state "{name}" as {_state(name)}' for name in names]
    first, last = _state(names[0]), _state(names[-1])
    ends = [f"{last} --> {end}: yes", f"{end} --> [*]"]
    return markdown.diagram([*labels, f"[*] --> {first}", *forward, *back, *ends])


def _moves(path: Mapping[str, Mapping[str, str]]) -> str:
    names = [*path, *(after for moves in path.values() for after in moves.values())]
    labels = [f'state "{name}" as {_state(name)}' for name in dict.fromkeys(names)]
    arrows = [
        f"{_state(before)} --> {_state(after)}: {said}"
        for before, moves in path.items()
        for said, after in moves.items()
    ]
    return markdown.diagram([*labels, f"[*] --> {_state(names[0])}", *arrows])


def _state(name: str) -> str:
    """Return a name that Mermaid takes."""
    return name.replace(".", "_")


def _wishes() -> str:
    rows = (
        (
            markdown.code(intent.value),
            ", ".join(intent_words.COMMANDS.get(intent.value, ())[:EXAMPLES]),
            *(", ".join(_said(intent, language)) for language in words.LANGUAGES),
            "yes" if intent in facts.TELLS else "no",
        )
        for intent in wanted.ACTS
    )
    head = ("Wish", "Alone", "In Indonesian", "In English", "Beside a talk")
    return markdown.table(head, rows)


def _said(intent: Intent, language: str) -> Sequence[str]:
    """Return the first words of a language by which a wish is understood."""
    return intent_words.PHRASES[language].get(intent.value, ())[:EXAMPLES]


def _list(names: Iterable[str]) -> str:
    return ", ".join(markdown.code(name) for name in names if name)
