"""Backups: whether there is one that is young enough to help."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from loket.config.doctor.findings import Finding, bad, good, poor
from loket.config.env import settings
from loket.config.keeping import last
from loket.lib import clock

# Our own choice, 29 November 2026: one a day, with two hours for a late start. What
# the platform could not deliver comes again for seven days only (Meta, "Webhooks").
POOR_AFTER = timedelta(hours=26)
BAD_AFTER = timedelta(days=7)


def look() -> Iterator[Finding]:
    """Look at the last backup of a real desk."""
    if settings().demo or not settings().keys_path.exists():
        return
    made = last.known()
    remedy = "Run `loket backup`, every day; see the guide to backups."
    if made is None:
        yield poor("backup", "There was none yet.", remedy)
        return
    age = clock.now() - made.made_at
    hours = age / timedelta(hours=1)
    said = f"{hours:,.0f} hours old, {made.size_bytes / 1e6:,.1f} MB, {made.path}."
    if age > BAD_AFTER:
        yield bad("backup", said, remedy)
    elif age > POOR_AFTER:
        yield poor("backup", said, remedy)
    else:
        yield good("backup", said)
