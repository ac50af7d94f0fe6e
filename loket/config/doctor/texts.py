"""Are the templates that we send approved at the provider, with our gaps?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from loket.channels.outgoing import KnownTemplate
from loket.channels.types import Finding
from loket.dialogue.notices import templates
from loket.dialogue.notices.templates import Needed

NAME = "texts we send"
APPROVED = "APPROVED"
_GAP = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def look(listed: Sequence[KnownTemplate]) -> Finding:
    """Hold what the provider lists against what we need."""
    known = {(it.name, it.language): it for it in listed}
    wrong = [
        f"{needed.name} ({language}) {problem}"
        for needed in templates.needed().values()
        for language in templates.declared().languages
        for problem in _problems(needed, language, known.get((needed.name, language)))
    ]
    if not wrong:
        return Finding(NAME, True, f"{len(templates.needed())} approved")
    remedy = (
        "`loket channel templates` shows each as Meta takes it: enter it in Meta's "
        "template manager, or POST it to BUSINESS_ACCOUNT_ID/message_templates. Until "
        "then notices reach only people who wrote within 24 hours."
    )
    return Finding(NAME, False, "; ".join(wrong), remedy, is_grave=False)


def _problems(
    needed: Needed, language: str, known: KnownTemplate | None
) -> Iterable[str]:
    if known is None:
        yield "is missing"
    elif known.status != APPROVED:
        yield f"is {known.status.lower()}"
    elif _gaps(known) != set(templates.variables(needed, language)):
        yield "has other gaps"


def _gaps(known: KnownTemplate) -> set[str]:
    bodies = (part for part in known.components if part.get("type") == "BODY")
    return {gap for part in bodies for gap in _GAP.findall(str(part.get("text", "")))}
