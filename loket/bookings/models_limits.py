"""
How much one number may take at an office, and what people decided about some of them.

Figures are those of `limits.py` until an office sets its own, with its source.
"""

from __future__ import annotations

from django.db import models

from loket.bookings.limits import Kind, Verdict


class OfficeLimit(models.Model):
    """A figure that an office has set itself, and what it goes by."""

    office_id = models.IntegerField()
    kind = models.CharField(max_length=24, choices=[(k.value, k.value) for k in Kind])
    value = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    changed_by = models.IntegerField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office_id", "kind"], name="limit_of_an_office_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.kind} {self.value}"


class Ruling(models.Model):
    """
    What somebody decided about one contact at one office: limits do not count for it
    (allow), or it books through people only (limit), until a moment. The newest counts.
    """

    office_id = models.IntegerField()
    contact_id = models.UUIDField()
    verdict = models.CharField(
        max_length=12, choices=[(v.value, v.value) for v in Verdict]
    )
    reason = models.CharField(max_length=200)
    staff_id = models.IntegerField()
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["contact_id", "office_id", "-at"], name="ruling_of_contact"
            )
        ]

    def __str__(self) -> str:
        return f"{self.contact_id} {self.verdict}"


class GroupRuling(models.Model):
    """
    What somebody decided about a group of bookings that looked odd. `fingerprint` is a
    hash of what made the group, so that the same one is not shown again.
    """

    office_id = models.IntegerField()
    fingerprint = models.BinaryField()
    kind = models.CharField(max_length=24)
    verdict = models.CharField(
        max_length=12, choices=[(v.value, v.value) for v in Verdict]
    )
    reason = models.CharField(max_length=200)
    bookings = models.PositiveIntegerField()
    staff_id = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["office_id", "-at"], name="rulings_of_office")]

    def __str__(self) -> str:
        return f"{self.kind} {self.verdict}"
