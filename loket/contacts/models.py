"""
People who write to us, and the names by which a channel knows them.

A phone number is no longer the identity: since April 2026 a message may carry only
a business-scoped user id (Meta, business-scoped-user-ids). So a person is a row of
ours, and numbers and ids are aliases that come and go.
"""

from __future__ import annotations

from django.db import models

from loket.contacts.models_consent import Consent
from loket.contacts.models_requests import DataRequest, Ground, Refusal, RequestKind

__all__ = [
    "Consent",
    "Contact",
    "DataRequest",
    "Ground",
    "Identity",
    "IdentityConflict",
    "IdentityKind",
    "Refusal",
    "RequestKind",
]


class Contact(models.Model):
    """
    A person as one channel account knows them; `name` is the one they chose.

    `username` is for display only: two people may show the same.
    """

    id = models.UUIDField(primary_key=True)
    agency_id = models.IntegerField()
    name = models.CharField(max_length=200, blank=True)
    username = models.CharField(max_length=200, blank=True, db_default="")
    first_seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name or str(self.id)


class IdentityKind(models.TextChoices):
    """What an identity is, the most reliable first."""

    USER_ID = "user_id"
    PHONE = "phone"
    PARENT_USER_ID = "parent_user_id"


class Identity(models.Model):
    """
    An alias of a contact; never taken from one contact and given to another.

    A phone number that was changed for another is retired: it names nobody from then
    on, because the telephone company gives it to somebody else some day. Whoever
    writes with it later is a new person and sees nothing of the old one's matters.
    """

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="identities")
    account_id = models.IntegerField()
    kind = models.CharField(max_length=16, choices=IdentityKind)
    value = models.CharField(max_length=160)
    first_seen_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "identities"
        constraints = [
            models.UniqueConstraint(
                fields=["account_id", "kind", "value"],
                condition=models.Q(retired_at__isnull=True),
                name="identity_of_one_contact",
            )
        ]
        indexes = [
            models.Index(
                fields=["account_id", "kind", "value"],
                condition=models.Q(retired_at__isnull=False),
                name="identity_given_up",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class IdentityConflict(models.Model):
    """
    Two contacts that one message named as the same person; staff must look.

    Nothing is merged: each keeps its own talk and bookings. `settled_by` is the
    number of the officer who looked.
    """

    account_id = models.IntegerField()
    kept = models.ForeignKey(
        Contact, models.CASCADE, related_name="conflicts", db_index=False
    )
    other = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kept", "other"], name="conflict_once")
        ]
        indexes = [
            models.Index(
                fields=["seen_at"],
                condition=models.Q(settled_at__isnull=True),
                name="conflict_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kept_id} {self.other_id}"
