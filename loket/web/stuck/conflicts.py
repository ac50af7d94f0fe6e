"""Contacts that were named as one person, for somebody to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from loket.contacts.models import (
    Contact,
    Identity,
    IdentityConflict,
    IdentityKind,
)
from loket.offices.models import Agency

MOST = 100


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two contacts."""

    name: str
    username: str
    phone: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two contacts that one message named as the same person."""

    id: int
    seen_at: datetime
    kept: Side
    other: Side


def of(agency: Agency) -> Sequence[Conflict]:
    """Return the open conflicts of an agency, the oldest first."""
    found = list(
        IdentityConflict.objects.select_related("kept", "other")
        .filter(kept__agency_id=agency.id, settled_at=None)
        .order_by("seen_at", "id")[:MOST]
    )
    phones = _phones({side for one in found for side in (one.kept_id, one.other_id)})
    return [
        Conflict(one.id, one.seen_at, _side(one.kept, phones), _side(one.other, phones))
        for one in found
    ]


def _phones(contacts: set[UUID]) -> dict[UUID, str]:
    rows = Identity.objects.filter(
        contact_id__in=contacts, kind=IdentityKind.PHONE, retired_at=None
    )
    return dict(rows.values_list("contact_id", "value"))


def _side(contact: Contact, phones: dict[UUID, str]) -> Side:
    return Side(contact.name, contact.username, phones.get(contact.id, ""))
