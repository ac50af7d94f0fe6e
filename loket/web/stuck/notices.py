"""What became of the notices of an agency in the last days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from loket.messaging import notices
from loket.messaging.states import NoticeState
from loket.offices.models import Agency

DAYS = 7


@dataclass(frozen=True, slots=True)
class Tally:
    """How many notices were said, and how many were not, by the reason."""

    days: int
    said: int
    late: int
    stopped: int
    pointless: int

    @property
    def unsaid(self) -> int:
        """All that were not said."""
        return self.late + self.stopped + self.pointless


def tally(agency: Agency, now: datetime) -> Tally:
    """Return the tally of the last seven days."""
    counts = dict.fromkeys(NoticeState, 0)
    since = now - timedelta(days=DAYS)
    for (_, state), count in notices.counts(agency.id, since).items():
        counts[state] += count
    return Tally(
        days=DAYS,
        said=counts[NoticeState.SAID],
        late=counts[NoticeState.EXPIRED],
        stopped=counts[NoticeState.STOPPED],
        pointless=counts[NoticeState.POINTLESS],
    )
