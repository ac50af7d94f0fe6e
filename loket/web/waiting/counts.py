"""How many talks of an agency wait for an officer; shown beside every page's menu."""

from __future__ import annotations

from loket.messaging.models import Conversation, Owner
from loket.offices.models import Agency


def total(agency: Agency) -> int:
    """Return how many talks nobody has taken yet."""
    waiting = Conversation.objects.filter(
        agency_id=agency.id, person_wanted_at__isnull=False, owner=Owner.BOT
    )
    return waiting.count()
