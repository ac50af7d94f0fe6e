"""
Who approves, pauses and rates templates, and tells the office of it.

Source of states and shapes: Meta, webhooks of template status, quality, category and
components. The hours of a pause are long-standing practice. Read November 2026.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from emulator.clock import Clock
from emulator.switches import Switches
from emulator.wire import Json

# What an event makes of a template. A flagged one may still be sent.
STATE_AFTER = {
    "APPROVED": "APPROVED",
    "REJECTED": "REJECTED",
    "PENDING": "PENDING",
    "IN_APPEAL": "IN_APPEAL",
    "FLAGGED": "APPROVED",
    "PAUSED": "PAUSED",
    "REINSTATED": "APPROVED",
    "DISABLED": "DISABLED",
    "ARCHIVED": "ARCHIVED",
    "PENDING_DELETION": "PENDING_DELETION",
}
SCORES = ("GREEN", "YELLOW", "RED", "UNKNOWN")

# How long a template of bad quality rests; the next time it is disabled for good.
PAUSES_S = (3 * 3600.0, 6 * 3600.0)
PAUSE_TITLES = ("FIRST_PAUSE", "SECOND_PAUSE")

ADVICE = {
    "reason": "Two parameters stand side by side, or the category does not fit.",
    "recommendation": "Put words between parameters and say what each of them is.",
}

Announce = Callable[[str, Json], None]


class Reviewer:
    """
    The platform's people and programs who look at templates.

    :param announce: takes the field and the value of an event for the office
    """

    def __init__(self, clock: Clock, switches: Switches, announce: Announce) -> None:
        self._clock = clock
        self._switches = switches
        self._announce = announce
        self._tasks: set[asyncio.Task[None]] = set()

    async def dismiss(self) -> None:
        """Drop all reviews and pauses under way."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def look_at(self, template: Json) -> None:
        """Review a new or changed template, unless the switches say never."""
        if self._switches.review != "never":
            self._later(self._switches.review_s, lambda: self._decide(template))

    def decide(self, template: Json, event: str, reason: str = "NONE") -> None:
        """Move a template by an event, and tell of it."""
        template["status"] = STATE_AFTER[event]
        template["rejected_reason"] = reason
        value = _named(template) | {"event": event, "reason": reason}
        value["message_template_category"] = template["category"]
        if event == "REJECTED":
            value["rejection_info"] = ADVICE
        if event == "DISABLED":
            value["disable_info"] = {"disable_date": int(self._clock.now())}
        if event == "PAUSED" and template["pauses"]:
            title = PAUSE_TITLES[template["pauses"] - 1]
            value["other_info"] = {"title": title, "description": "Low quality."}
        self._announce("message_template_status_update", value)

    def rate(self, template: Json, score: str) -> None:
        """Give a template a quality; RED pauses it, and disables it the third time."""
        before = template["quality_score"]["score"]
        template["quality_score"] = {"score": score, "date": int(self._clock.now())}
        value = _named(template)
        value |= {"previous_quality_score": before, "new_quality_score": score}
        self._announce("message_template_quality_update", value)
        if score == "RED" and template["status"] == "APPROVED":
            self._punish(template)

    def recategorise(self, template: Json, category: str) -> None:
        """Put a template into another category, as the platform does on its own."""
        before, template["category"] = template["category"], category
        template["previous_category"] = before
        value = _named(template)
        value |= {"previous_category": before, "new_category": category}
        self._announce("template_category_update", value)

    def tell_changed(self, template: Json) -> None:
        """Tell of the words that a changed template has now."""
        value = _named(template)
        for part in template["components"]:
            if part["type"] in ("HEADER", "BODY", "FOOTER") and "text" in part:
                value[ELEMENTS[part["type"]]] = part["text"]
        self._announce("message_template_components_update", value)

    def _decide(self, template: Json) -> None:
        if template["status"] != "PENDING":
            return
        if self._switches.recategorise and template["category"] == "UTILITY":
            self.recategorise(template, "MARKETING")
        if self._switches.review == "reject":
            self.decide(template, "REJECTED", "INVALID_FORMAT")
        else:
            self.decide(template, "APPROVED")

    def _punish(self, template: Json) -> None:
        if template["pauses"] == len(PAUSES_S):
            self.decide(template, "DISABLED", "LOW_QUALITY")
            return
        pause_s = PAUSES_S[template["pauses"]]
        template["pauses"] += 1
        self.decide(template, "PAUSED", "LOW_QUALITY")
        self._later(pause_s, lambda: self._reinstate(template))

    def _reinstate(self, template: Json) -> None:
        if template["status"] == "PAUSED":
            self.decide(template, "REINSTATED")

    def _later(self, seconds: float, action: Callable[[], None]) -> None:
        async def act() -> None:
            await self._clock.sleep(seconds)
            action()

        task = asyncio.get_running_loop().create_task(act())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


ELEMENTS = {
    "HEADER": "message_template_title",
    "BODY": "message_template_element",
    "FOOTER": "message_template_footer",
}


def _named(template: Json) -> Json:
    return {
        "message_template_id": int(template["id"]),
        "message_template_name": template["name"],
        "message_template_language": template["language"],
    }
