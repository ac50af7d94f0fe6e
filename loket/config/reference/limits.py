"""The page of limits: how much, how long, how often, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from loket.bookings import allocation, codes
from loket.channels.whatsapp import limits as whatsapp
from loket.config.reference import markdown
from loket.dialogue import engine
from loket.lib import partitions as cuts
from loket.lib.live import asgi as live
from loket.messaging import intake, partitions, turns
from loket.web import throttle
from loket.webhooks import door, group
from loket.worker import buckets, reactions, rounds, sender

INTRO = (
    "Figures that the code holds to. Those that may be set from outside stand in "
    "[Settings](settings.md). Sources stand beside the figures in the code."
)
KEPT = (
    "Data goes by dropping whole partitions, so a row may stay for up to one partition "
    "longer than the figure says."
)


class Limit(NamedTuple):
    """A figure, its unit, and the file in which it stands."""

    what: str
    figure: float
    unit: str
    place: str


IN = (
    Limit("Largest delivery", door.MAX_BODY_BYTES, "bytes", "webhooks/door.py"),
    Limit("Longest wait for a commit, then 503", group.ANSWER_WITHIN_S, "s",
          "webhooks/group.py"),
    Limit("Deliveries that may wait", group.MAX_WAITING, "", "webhooks/group.py"),
    Limit("Bytes that may wait", group.MAX_WAITING_BYTES, "bytes", "webhooks/group.py"),
    Limit("Deliveries in one commit", group.MAX_GROUP, "", "webhooks/group.py"),
    Limit("Bytes in one commit", group.MAX_GROUP_BYTES, "bytes", "webhooks/group.py"),
)  # fmt: skip
TURNS = (
    Limit("Lanes of talks", intake.TALK_LANES, "", "messaging/intake.py"),
    Limit("Lanes of receipts", intake.RECEIPT_LANES, "", "messaging/intake.py"),
    Limit("Turns in one batch", rounds.MOST_TURNS, "", "worker/rounds.py"),
    Limit("Events of one person in a turn", turns.MOST_EVENTS, "",
          "messaging/turns.py"),
    Limit("Tries before an event is parked", rounds.MOST_TRIES, "", "worker/rounds.py"),
    Limit("Commands in one turn", engine.MAX_COMMANDS, "", "dialogue/engine.py"),
)  # fmt: skip
BOOKING = (
    Limit("A hold lasts", allocation.HOLD_FOR.total_seconds(), "s",
          "bookings/allocation.py"),
    Limit("Characters of a code after the office's letters", codes.LENGTH, "",
          "bookings/codes.py"),
)  # fmt: skip
OUT = (
    Limit("Messages under way at once", sender.AT_ONCE, "", "worker/sender.py"),
    Limit("Tries of a message that was refused for a while", reactions.MOST_TRIES, "",
          "worker/reactions.py"),
    Limit("Longest wait between two tries", reactions.LONGEST_WAIT_S, "s",
          "worker/reactions.py"),
    Limit("Slowest rate of a number that was told to slow down",
          buckets.SLOWEST_PER_S, "a second", "worker/buckets.py"),
)  # fmt: skip
SCREENS = (
    Limit("Live screens of one process", live.MOST_SCREENS, "", "lib/live/asgi.py"),
    Limit("Topics of one screen", live.MOST_TOPICS, "", "lib/live/asgi.py"),
    Limit("Seconds between two checks of a screen's right", live.CHECK_S, "s",
          "lib/live/asgi.py"),
    Limit("Seconds for which tries at a door are counted",
          throttle.WINDOW.total_seconds(), "s", "web/throttle.py"),
)  # fmt: skip
WHATSAPP = "channels/whatsapp/limits.py"
SHAPES = (
    Limit("Text", whatsapp.TEXT_BODY, "characters", WHATSAPP),
    Limit("Words over buttons or a list", whatsapp.INTERACTIVE_BODY, "characters",
          WHATSAPP),
    Limit("Words under a picture", whatsapp.IMAGE_CAPTION, "characters", WHATSAPP),
    Limit("Buttons", whatsapp.BUTTONS, "", WHATSAPP),
    Limit("Title of a button", whatsapp.BUTTON_TITLE, "characters", WHATSAPP),
    Limit("Rows of a list", whatsapp.LIST_ROWS, "", WHATSAPP),
    Limit("Title of a row", whatsapp.ROW_TITLE, "characters", WHATSAPP),
    Limit("Description of a row", whatsapp.ROW_DESCRIPTION, "characters", WHATSAPP),
    Limit("Word that opens a list", whatsapp.LIST_LABEL, "characters", WHATSAPP),
    Limit("Our reference in a message", whatsapp.REFERENCE, "characters", WHATSAPP),
)  # fmt: skip


def page() -> str:
    """Return the page."""
    return markdown.page(
        "Limits", INTRO,
        "## The way in", _shown(IN),
        "## Turns", _shown(TURNS),
        "## Bookings", _shown(BOOKING),
        "## Sending", _shown(OUT),
        "## Screens", _shown(SCREENS),
        "## Shapes of a WhatsApp message", _shown(SHAPES),
        "## How long data is kept", KEPT, _kept(),
    )  # fmt: skip


def _shown(found: Iterable[Limit]) -> str:
    rows = (
        (it.what, f"{it.figure:,.10g} {it.unit}".strip(), f"`loket/{it.place}`")
        for it in found
    )
    return markdown.table(("What", "Figure", "Where"), rows)


def _kept() -> str:
    what = {
        "messaging_body": "Raw bodies of deliveries, sealed",
        "messaging_event": "Events",
        "messaging_message": "Messages of talks",
    }
    rows = [
        (what[it.table], f"{it.keep_days} days", f"{it.days} days", str(cuts.AHEAD))
        for it in partitions.TABLES
    ]
    rows.append(("Keys for dedupe", f"{partitions.SEEN_KEEP_DAYS} days", "", ""))
    return markdown.table(("Data", "Kept", "A partition spans", "Ahead"), rows)
