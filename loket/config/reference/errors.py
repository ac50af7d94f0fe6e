"""The page of the provider's error codes and what Loket does about each."""

from __future__ import annotations

from django.utils import translation

from loket.channels.types import Reaction
from loket.channels.whatsapp import errors
from loket.channels.whatsapp.errors import Rule
from loket.config.reference import markdown
from loket.messaging.alarm_kinds import KINDS, AlarmKind
from loket.worker import reactions

MEANINGS = {
    Reaction.RETRY: "Surely not sent. Tried again after 1, 2, 4, 8 ... seconds, "
    f"{reactions.MOST_TRIES} times in all; then failed.",
    Reaction.SLOW_ACCOUNT: "The number sends half as fast for a while. The message "
    "waits as long as it takes.",
    Reaction.WAIT_PERSON: "Only this person's messages wait, 4, 16, 64 ... seconds; "
    f"failed after {reactions.MOST_TRIES} tries.",
    Reaction.PAUSE_ACCOUNT: "The number sends nothing for a while. Nothing is lost.",
    Reaction.PAUSE_NOTICES: "What we begin (templates) waits for a while; answers to "
    "people go on.",
    Reaction.STOP_ACCOUNT: "The number sends nothing until a person mends it. Nothing "
    "is lost; the screen and `loket doctor` show why.",
    Reaction.WINDOW_CLOSED: "More than 24 hours have passed since the person wrote. "
    "What an officer said waits until the person writes again; a reply of the machine "
    "is failed.",
    Reaction.GIVE_UP: "The message is failed with this code.",
}
INTRO = (
    "What the WhatsApp platform answers and what the sender does about it. Source: "
    f"{errors.SOURCE}, read on {errors.READ_ON}."
)
UNCLEAR = (
    "An answer that is lost after the request was written has no code. Such a message "
    "is **unclear**: it is never sent again by itself, but waits for its receipt or "
    "for a person. See [When something is stuck](../how-to/when-something-is-stuck.md)."
)
STATUSES = (301, 401, 403, 404, 407, 408, 422, 429, 500)


def page() -> str:
    """Return the page."""
    head = ("Code", "Meaning", "Reaction", "Least wait, s", "Alarm")
    return markdown.page(
        "Error codes of WhatsApp",
        INTRO,
        "## Reactions",
        markdown.table(
            ("Reaction", "What happens"),
            [(it.value, MEANINGS[it]) for it in Reaction],
        ),
        UNCLEAR,
        "## Codes",
        markdown.table(
            head, [(_code(rule), *_cells(rule), _alarm(rule)) for rule in errors.RULES]
        ),
        "## Without a code",
        "Only where no code came does the HTTP status decide. Examples:",
        markdown.table(
            ("Status", "Meaning", "Reaction", "Least wait, s"),
            [(str(it), *_cells(errors.by_status(it))) for it in STATUSES],
        ),
    )


def _code(rule: Rule) -> str:
    return str(rule.first) if rule.first == rule.last else f"{rule.first}-{rule.last}"


def _alarm(rule: Rule) -> str:
    about = errors.ABOUT.get(rule.first)
    with translation.override("en"):
        return str(KINDS[AlarmKind(about.value)].title) if about else ""


def _cells(rule: Rule) -> tuple[str, str, str]:
    wait = f"{rule.retry_after_s:g}" if rule.retry_after_s else ""
    return rule.meaning, rule.reaction.value, wait
