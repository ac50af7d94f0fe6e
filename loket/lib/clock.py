"""The one place that asks what time it is; tests put their own time here."""

from __future__ import annotations

from datetime import UTC, datetime

# Of the capital: for dates that concern a whole agency, whose offices may lie in three
# zones, and for citizens whose office is not known yet.
HOME_ZONE = "Asia/Jakarta"


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)
