"""Laying the day lists by in the evening."""

from __future__ import annotations

import structlog

from loket.bookings import papers
from loket.dialogue import papers as paper
from loket.lib import clock
from loket.lib.crypto import Keyring

log = structlog.get_logger(__name__)


def lay_by(keyring: Keyring) -> int:
    """Make the lists that are due; return how many."""
    now, made = clock.now(), 0
    for one in papers.due(now):
        rows = paper.rows_of(one.office_id, one.day, keyring)
        pdf = paper.draw(one.office_id, one.day, rows, now)
        papers.save(one, pdf, sum(row.size for row in rows), keyring, now)
        made += 1
    if made:
        log.info("day lists laid by", count=made)
    return made
