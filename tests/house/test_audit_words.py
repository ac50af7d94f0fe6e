"""Every action that is written into the audit list has words on its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from loket.bookings.states import BookingState
from loket.cases.imports.states import ImportState
from loket.cases.stages import EventKind
from loket.dialogue.notices import compose
from loket.web.audit.words import ACTIONS
from tests.house.house import files, name, sayings

WRITES = re.compile(r"^from loket\.lib\.audit import .*\bEntry\b", re.MULTILINE)
ACTION = re.compile(r"[a-z_]+\.[a-z_]+")
FAMILY = re.compile(r'\bf"([a-z_]+)\.{')
# Actions of which a part is known only while they are done: what people can do.
FAMILIES = {
    "booking": {
        BookingState.ARRIVED,
        BookingState.BOOKED,
        BookingState.CANCELLED,
        BookingState.NO_SHOW,
        "moved",
    },
    "case_type": {"proxy_added", "proxy_removed"},
    "case": {EventKind.MOVED, EventKind.CORRECTED, EventKind.COLLECTED_BY},
    "channel_account": {"added", "renewed"},
    "import": {ImportState.CHECKING, ImportState.RUNNING, ImportState.UNDOING},
    "staff": {"added", "activated", "deactivated", "duty_given", "duty_taken"},
    "talk": {"answered", "invited", "returned", "taken"},
}


def writers() -> Iterator[Path]:
    for path in files(".py", folders=("loket",)):
        if WRITES.search(path.read_text(encoding="utf-8")):
            yield path


def test_every_action_has_words():
    said = {
        words
        for path in writers()
        for _, words in sayings(path)
        if ACTION.fullmatch(words) and words not in compose.KINDS
    }
    said |= {f"{family}.{part}" for family in FAMILIES for part in FAMILIES[family]}

    assert said - set(ACTIONS) == set()


def test_actions_with_a_part_are_all_known():
    found = {
        family
        for path in writers()
        for family in FAMILY.findall(path.read_text(encoding="utf-8"))
    }

    assert found - set(FAMILIES) == set()


def test_the_guard_reads_those_who_write():
    assert {"loket/cases/moving.py", "loket/partners/keys.py"} <= {
        name(path) for path in writers()
    }
