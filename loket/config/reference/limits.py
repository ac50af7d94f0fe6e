"""The page of limits: how much, how long, how often, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from loket.bookings import (
    allocation,
    codes,
    moving,
    opening,
    placing,
    quiet,
    releasing,
    reminders,
)
from loket.channels.whatsapp import file_types
from loket.channels.whatsapp import limits as whatsapp
from loket.config.reference import markdown
from loket.contacts import requests
from loket.dialogue import engine, wordings
from loket.lib.live import asgi as live
from loket.messaging import (
    conversations,
    costs,
    files,
    intake,
    notices,
    returns,
    turns,
    watch,
)
from loket.offices import answering
from loket.subjects import erasing
from loket.web import throttle
from loket.webhooks import door, group
from loket.worker import buckets, fetcher, marker, pairs, reactions, rounds, sender
from loket.worker import notices as saying

INTRO = (
    "Figures that the code holds to. Those that may be set from outside stand in "
    "[Settings](settings.md); how long data is kept, in [Retention](retention.md). "
    "Sources stand beside the figures in the code."
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
    Limit("Whoever is moved by the office comes no sooner than",
          placing.NOTICE.total_seconds(), "s", "bookings/placing.py"),
    Limit("Hours are made so long before they open", opening.AHEAD.total_seconds(), "s",
          "bookings/opening.py"),
    Limit("No rule opens hours so far ahead", releasing.FURTHEST_DAYS, "days",
          "bookings/releasing.py"),
    Limit("A portion is put off by at most", releasing.MOST_SPREAD_MINUTES, "minutes",
          "bookings/releasing.py"),
    Limit("Moves of a booking by its citizen", moving.MOST_MOVES, "",
          "bookings/moving.py"),
    Limit("A move is possible until so long before", moving.FEWEST_DAYS_BEFORE, "day",
          "bookings/moving.py"),
    Limit("Characters of a code after the office's letters", codes.LENGTH, "",
          "bookings/codes.py"),
)  # fmt: skip
HOUR_S = 3600
MINUTE_S = 60
REMINDING = (
    Limit("First reminder before the hour",
          reminders.DAY_BEFORE.total_seconds() / HOUR_S, "h",
          "bookings/reminders.py"),
    Limit("Second reminder before the hour",
          reminders.HOURS_BEFORE.total_seconds() / HOUR_S, "h",
          "bookings/reminders.py"),
    Limit("Evening reminder before the quiet hours",
          quiet.EVENING.total_seconds() / HOUR_S, "h", "bookings/quiet.py"),
    Limit("No reminder so soon after booking",
          reminders.FRESH.total_seconds() / HOUR_S, "h", "bookings/reminders.py"),
    Limit("No reminder so shortly before the hour",
          reminders.LAST_USE.total_seconds(), "s", "bookings/reminders.py"),
    Limit("Notices said in a second", saying.AT_ONCE, "", "worker/notices.py"),
    Limit("Notices are kept after they are settled", notices.KEEP.days, "days",
          "messaging/notices.py"),
)  # fmt: skip
OUT = (
    Limit("Messages under way at once", sender.AT_ONCE, "", "worker/sender.py"),
    Limit("Tries of a message that was refused for a while", reactions.MOST_TRIES, "",
          "worker/reactions.py"),
    Limit("Longest wait between two tries", reactions.LONGEST_WAIT_S, "s",
          "worker/reactions.py"),
    Limit("One message to the same person every", pairs.EVERY_S, "s",
          "worker/pairs.py"),
    Limit("Messages to one person that may be borrowed from later", pairs.BURST, "",
          "worker/pairs.py"),
    Limit("Marks of reading that may wait", marker.MOST_WAITING, "",
          "worker/marker.py"),
    Limit("Wait after which answers count as late", watch.LATE_AFTER_S, "s",
          "messaging/watch.py"),
    Limit("Part of a budget from which on its alarm is raised", costs.WARN_AT, "",
          "messaging/costs.py"),
    Limit("Slowest rate of a number that was told to slow down",
          buckets.SLOWEST_PER_S, "a second", "worker/buckets.py"),
)  # fmt: skip
FILES = (
    *(
        Limit(f"Largest {kind}", most / file_types.MEGABYTE, "MB",
              "channels/whatsapp/file_types.py")
        for kind, most in file_types.MOST_BYTES.items()
    ),
    Limit("Files fetched at once", fetcher.AT_ONCE, "", "worker/fetcher.py"),
    Limit("A file is tried for", files.PROVIDER_KEEPS.days, "days",
          "messaging/files.py"),
    Limit("A file is kept for", files.KEEP_DAYS, "days", "messaging/files.py"),
)  # fmt: skip
PEOPLE = (
    Limit("Free answers after a citizen's last message",
          conversations.WINDOW.total_seconds() / HOUR_S, "hours",
          "messaging/conversations.py"),
    Limit("After closing, an officer keeps a talk in which they acted for",
          returns.ACTIVE_FOR.total_seconds() / MINUTE_S, "min",
          "messaging/returns.py"),
    Limit("Days ahead in which the next answer is looked for", answering.DAYS_AHEAD,
          "days", "offices/answering.py"),
    Limit("Own words of a sentence, filled in", wordings.LONGEST, "characters",
          "dialogue/wordings.py"),
)  # fmt: skip
DATA = (
    Limit("A request about somebody's data is answered within",
          requests.DUE.total_seconds() / HOUR_S, "hours", "contacts/requests.py"),
    Limit("An approved copy can be taken for",
          requests.COPY_FOR.total_seconds() / HOUR_S, "hours", "contacts/requests.py"),
    Limit("Before an erasure, telling the person is tried for at most",
          erasing.TELL_FOR.total_seconds() / HOUR_S, "hours", "subjects/erasing.py"),
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
    Limit("Words of a template's body", whatsapp.TEMPLATE_BODY, "characters",
          WHATSAPP),
    Limit("Words of a template's header", whatsapp.TEMPLATE_HEADER, "characters",
          WHATSAPP),
    *(Limit(f"File: {kind}", most, "bytes", WHATSAPP)
      for kind, most in whatsapp.FILE_BYTES.items()),
    Limit("Our reference in a message", whatsapp.REFERENCE, "characters", WHATSAPP),
)  # fmt: skip


def page() -> str:
    """Return the page."""
    return markdown.page(
        "Limits", INTRO,
        "## The way in", _shown(IN),
        "## Turns", _shown(TURNS),
        "## Bookings", _shown(BOOKING),
        "## Reminders", _shown(REMINDING),
        "## Sending", _shown(OUT),
        "## Files of citizens", _shown(FILES),
        "## People who answer, and own words", _shown(PEOPLE),
        "## Requests about data", _shown(DATA),
        "## Screens", _shown(SCREENS),
        "## Shapes of a WhatsApp message", _shown(SHAPES),
    )  # fmt: skip


def _shown(found: Iterable[Limit]) -> str:
    rows = (
        (it.what, f"{it.figure:,.10g} {it.unit}".strip(), f"`loket/{it.place}`")
        for it in found
    )
    return markdown.table(("What", "Figure", "Where"), rows)
