"""
What all peers share: where the emulator is, and how they report.

A peer runs in an environment of its own, sees nothing of the house, and prints one
JSON object: what it tried, and what came of it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Report:
    """Results by name; a refusal is told by the name of its class and its code."""

    refusals: type[Exception] | tuple[type[Exception], ...]
    found: dict[str, Any] = field(default_factory=dict)

    def note(self, name: str, action: Callable[[], Any]) -> Any:
        """Do something and note its result, which must fit into JSON."""
        try:
            self.found[name] = action()
        except self.refusals as problem:
            self.fail(name, problem)
        return self.found[name]

    def fail(self, name: str, problem: Exception) -> None:
        """Note that something was refused."""
        code = getattr(problem, "error_code", None) or getattr(problem, "code", None)
        if callable(getattr(problem, "api_error_code", None)):
            code = problem.api_error_code()
        self.found[name] = {
            "refused": type(problem).__name__,
            "code": code,
            "said": str(problem),
        }

    def end(self) -> None:
        """Print everything."""
        json.dump(self.found, sys.stdout, default=str)


def read() -> dict[str, Any]:
    """Return what the test told: address, ids, token, and perhaps deliveries."""
    told: dict[str, Any] = json.load(sys.stdin)
    return told
