"""By which number or id a person can be written to when they did not just write."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

import msgspec

from loket.contacts.models import Identity, IdentityKind

Key = tuple[int, UUID]


class Address(msgspec.Struct, frozen=True):
    """The number and the id of a person at one of our accounts, "" if unknown."""

    phone: str = ""
    user_id: str = ""


def find(contacts: Collection[UUID]) -> dict[Key, Address]:
    """Return the address of each contact at each account; the newest alias counts."""
    rows = Identity.objects.filter(
        contact_id__in=list(contacts), retired_at=None
    ).order_by("first_seen_at", "id")
    values = rows.values_list("account_id", "contact_id", "kind", "value")
    known: dict[Key, dict[str, str]] = {}
    for account, contact, kind, value in values:
        known.setdefault((account, contact), {})[kind] = value
    return {key: _address(aliases) for key, aliases in known.items()}


def _address(aliases: dict[str, str]) -> Address:
    own = aliases.get(IdentityKind.USER_ID, "")
    return Address(
        aliases.get(IdentityKind.PHONE, ""),
        own or aliases.get(IdentityKind.PARENT_USER_ID, ""),
    )
