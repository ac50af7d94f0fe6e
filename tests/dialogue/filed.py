"""Cases that somebody may hear of, and what proves one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from loket.dialogue import commands_cases as cc
from loket.dialogue.types import Command


@dataclass
class Filed:
    """How cases stand; an agency without any answers no such questions."""

    cases: cc.CasesView = field(default_factory=cc.CasesView)
    provable: dict[tuple[str, date], cc.CaseView] = field(default_factory=dict)
    is_barred: bool = False

    def prove(self, ask: cc.ProveCase) -> cc.CaseView | cc.NotProved:
        """Look number and birth date up."""
        pairs = [(n, born) for n in ask.numbers for born in ask.birth_dates]
        found = [self.provable[pair] for pair in pairs if pair in self.provable]
        if self.is_barred or not found:
            return cc.NotProved(self.is_barred)
        return found[0]

    def answers(self) -> dict[type[Command[Any]], Callable[[Any], Any]]:
        """What is answered here, command by command."""
        return {cc.MyCases: lambda _: self.cases, cc.ProveCase: self.prove}
