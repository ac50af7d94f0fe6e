"""
What a question of the booking talk is.

Every question asks in its own way and hears its own answer; `book.onward` decides
which one is next. So a new question is a new module and one line there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from loket.dialogue.flows.draft import Draft
from loket.dialogue.flows.parts import Asking
from loket.dialogue.types import Outcome, Turn


@dataclass(frozen=True, slots=True)
class Question:
    """
    One thing to find out.

    `is_open` says if it still has to be asked. `ask` ends the turn with the question,
    or returns a draft in which it is settled (there was only one answer) or in which
    an earlier one is open again (the hour is gone). `hear` understands typed words:
    a draft or an outcome if it does, None if it does not. `reopens` names the earlier
    questions that asking may open again.
    """

    step: str
    is_open: Callable[[Draft], bool]
    ask: Callable[[Turn, Draft], Asking[Draft | Outcome]]
    hear: Callable[[Turn, Draft], Asking[Draft | Outcome | None]]
    reopens: Sequence[str] = ()

    @property
    def name(self) -> str:
        """Return the step, or what is done where no citizen is asked."""
        return self.step or self.ask.__name__
