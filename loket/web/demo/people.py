"""Who can be played on the training page: the emulator's invented citizens."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from loket.contacts.models import Identity, IdentityKind
from loket.messaging.models import Conversation


@dataclass(frozen=True, slots=True)
class Citizen:
    """An invented person and their phone."""

    phone: str
    name: str


CITIZENS = (
    Citizen("6281200000001", "Siti"),
    Citizen("6281200000002", "Budi"),
    Citizen("6281200000003", "Rina"),
)
_PHONES = frozenset(citizen.phone for citizen in CITIZENS)


def citizen(phone: str) -> Citizen:
    """Return the citizen with a phone, the first one for any other."""
    return next((one for one in CITIZENS if one.phone == phone), CITIZENS[0])


def talk_of(phone: str) -> Conversation | None:
    """Return the talk with a phone, None if nothing was said yet."""
    identity = (
        Identity.objects.filter(kind=IdentityKind.PHONE, value=phone)
        .order_by("-id")
        .first()
    )
    if identity is None:
        return None
    return Conversation.objects.filter(contact_id=identity.contact_id).first()


def is_demo_contact(contact_id: UUID) -> bool:
    """Test if a contact is one of the invented citizens."""
    return Identity.objects.filter(
        contact_id=contact_id, kind=IdentityKind.PHONE, value__in=_PHONES
    ).exists()
