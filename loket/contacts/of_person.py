"""What this room knows of a person, and how it forgets them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from loket.contacts.models import (
    Consent,
    Contact,
    DataRequest,
    Identity,
    IdentityConflict,
)
from loket.contacts.subjects import Subject, Table


def profile(subject: Subject) -> Table:
    """The names they gave themselves, and since when they are known."""
    rows = Contact.objects.filter(id=subject.id)
    return list(rows.values("id", "name", "username", "first_seen_at"))


def identities(subject: Subject) -> Table:
    """Their numbers and ids, also those they gave up; the newest last."""
    rows = Identity.objects.filter(contact_id=subject.id).order_by("id")
    return list(
        rows.values("kind", "value", "account_id", "first_seen_at", "retired_at")
    )


def consents(subject: Subject) -> Table:
    """When they stopped what the office starts, or allowed it again; newest first."""
    rows = Consent.objects.filter(contact_id=subject.id).order_by("-id")
    return list(rows.values("is_stopped", "said_at", "account_id"))


def requests(subject: Subject) -> Table:
    """What they asked of us about their data, the newest first."""
    rows = DataRequest.objects.filter(subject_id=subject.id).order_by("-id")
    return list(rows.values("id", "kind", "state", "ground", "asked_at", "settled_at"))


def doubles(subject: Subject) -> list[UUID]:
    """Contacts that may be the same person, of which staff have not decided yet."""
    found = IdentityConflict.objects.filter(
        Q(kept_id=subject.id) | Q(other_id=subject.id),
        settled_at=None,
    ).values_list("kept_id", "other_id")
    return sorted({id_ for pair in found for id_ in pair} - {subject.id})


def keys(subject: Subject) -> list[str]:
    """Their numbers and ids, also those they gave up."""
    named = Identity.objects.filter(contact_id=subject.id)
    return sorted(set(named.values_list("value", flat=True)))


def erase(subject: Subject) -> dict[str, int]:
    """Forget names, numbers and ids; return how much went. Requests stay."""
    of = {"contact_id": subject.id}
    conflicts = IdentityConflict.objects.filter(
        Q(kept_id=subject.id) | Q(other_id=subject.id)
    )
    return {
        "conflicts": conflicts.delete()[0],
        "consents": Consent.objects.filter(**of).delete()[0],
        "identities": Identity.objects.filter(**of).delete()[0],
        "contacts": Contact.objects.filter(id=subject.id).delete()[0],
    }
