"""How many requests about data are open; shown beside every page's menu."""

from __future__ import annotations

from loket.contacts.models import DataRequest
from loket.offices.models import Agency


def total(agency: Agency) -> int:
    """Return how many requests of an agency are not settled yet."""
    return DataRequest.objects.filter(agency_id=agency.id, settled_at=None).count()
