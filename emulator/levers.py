"""
What a test may let the platform do on its own: judge templates, tell, let time go.

    platform.add_template("kabar", "id", "Halo {{1}}, ini kabar.")
    platform.judge("kabar", "id", event="PAUSED")
    platform.leap(hours=25)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from emulator.heard import Json

PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")


class Levers:
    """The part of a client that plays the platform's own people and programs."""

    def call(
        self, method: str, path: str, body: Any = None, wait_s: float = 0.0
    ) -> Json:
        """Make one call to the control API."""
        raise NotImplementedError

    def templates(self) -> list[Json]:
        """Return all templates with their state, category and quality."""
        return list(self.call("GET", "/control/templates")["templates"])

    def template(self, name: str, language: str) -> Json:
        """
        Return one template.

        :raises LookupError: if there is none
        """
        for template in self.templates():
            if (template["name"], template["language"]) == (name, language):
                return template
        raise LookupError(f"{name} in {language}")

    def add_template(
        self,
        name: str,
        language: str,
        body: str,
        *,
        category: str = "UTILITY",
        quick_replies: Sequence[str] = (),
    ) -> Json:
        """Let there be an approved template; one of that name is replaced."""
        names = list(dict.fromkeys(PLACEHOLDER.findall(body)))
        is_named = any(not word.isdigit() for word in names)
        words: Json = {
            "type": "BODY",
            "text": body,
            "example": _example(names, is_named=is_named),
        }
        buttons = [{"type": "QUICK_REPLY", "text": text} for text in quick_replies]
        wanted = {
            "name": name,
            "language": language,
            "category": category,
            "parameter_format": "NAMED" if is_named else "POSITIONAL",
            "components": [words]
            + ([{"type": "BUTTONS", "buttons": buttons}] if buttons else []),
        }
        return self.call("POST", "/control/templates", wanted)

    def judge(self, name: str, language: str, **verdict: str) -> Json:
        """Give a template an `event` (and `reason`), a `category`, or a `quality`."""
        template = self.template(name, language)
        path = f"/control/templates/{template['id']}/verdicts"
        return self.call("POST", path, verdict)

    def announce(self, field: str, value: Json) -> None:
        """Tell the office something about its account or number, in any shape."""
        self.call("POST", "/control/events", {"field": field, "value": value})

    def announce_prepared(self, name: str, **more: Any) -> Json:
        """Tell one of the prepared events, perhaps with other values; what was told."""
        return self.call("POST", "/control/events", {"name": name, "value": more})

    def now(self) -> float:
        """Return the room's time, in seconds since 1970."""
        return float(self.call("GET", "/control/clock")["now"])

    def leap(self, *, hours: float = 0.0, seconds: float = 0.0) -> float:
        """Put the room's clock forward; what time it is then."""
        wanted = {"seconds": hours * 3600 + seconds}
        return float(self.call("POST", "/control/leaps", wanted)["now"])


def _example(names: Sequence[str], *, is_named: bool) -> Json:
    if not is_named:
        return {"body_text": [[f"{name}-1" for name in names]]}
    values = [{"param_name": name, "example": f"{name}-1"} for name in names]
    return {"body_text_named_params": values}
