"""What people want of us: silence, or words again."""

from __future__ import annotations

from django.db import models


class Topic(models.TextChoices):
    """
    What somebody stops, or allows again: all that an office starts by itself, or only
    marketing, which is all that the platform's own switch is about.
    """

    NOTICES = "notices"
    MARKETING = "marketing"


class Consent(models.Model):
    """
    Somebody stopped what an office starts by itself, or allowed it again.

    Every word of theirs is a row and the last one on a topic counts, so that it can be
    shown when and where it was said.
    """

    contact = models.ForeignKey(
        "contacts.Contact", models.CASCADE, related_name="consents", db_index=False
    )
    account_id = models.IntegerField()
    topic = models.CharField(max_length=10, choices=Topic, default=Topic.NOTICES)
    is_stopped = models.BooleanField()
    said_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["contact", "-id"], name="consent_latest")]

    def __str__(self) -> str:
        return f"{self.contact_id} {'stop' if self.is_stopped else 'start'}"
