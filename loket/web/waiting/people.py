"""The names and masked numbers of the people behind talks, for many at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from loket.contacts.models import Contact, Identity, IdentityKind


@dataclass(frozen=True, slots=True)
class Citizen:
    """Somebody who writes. `phone` is whole: the page masks it."""

    name: str = ""
    phone: str = ""


def find(contacts: Iterable[UUID]) -> dict[UUID, Citizen]:
    """Return who each contact is."""
    ids = list(contacts)
    phones = dict(
        Identity.objects.filter(
            contact_id__in=ids, kind=IdentityKind.PHONE, retired_at=None
        )
        .order_by("first_seen_at")
        .values_list("contact_id", "value")
    )
    names = dict(Contact.objects.filter(id__in=ids).values_list("id", "name"))
    return {id_: Citizen(names.get(id_, ""), phones.get(id_, "")) for id_ in ids}
