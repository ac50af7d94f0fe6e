"""Files that citizens sent. What they hold lies sealed in the data folder."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from loket.messaging.states import FileState


class File(models.Model):
    """
    A file of one message, named by the provider's id until it is fetched.

    `kind` and `filename` are what it was sent as; `content_type`, size and SHA-256
    what it is. `reason` says why it is not here. It is deleted at `expires_at`.
    """

    id = models.UUIDField(primary_key=True)
    account_id = models.IntegerField()
    conversation_id = models.UUIDField()
    event_id = models.UUIDField()
    external_id = models.CharField(max_length=160)
    kind = models.CharField(max_length=20)
    claimed_sha256 = models.CharField(max_length=160, blank=True)
    filename = models.CharField(max_length=200, blank=True)
    state = models.SmallIntegerField(default=FileState.WANTED)
    attempts = models.SmallIntegerField(default=0)
    due_at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size_bytes = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["conversation_id", "created_at"], name="file_talk"),
            models.Index(
                fields=["due_at"],
                condition=Q(state__in=[FileState.WANTED, FileState.FETCHING]),
                name="file_to_fetch",
            ),
            models.Index(
                fields=["expires_at"],
                condition=Q(state=FileState.KEPT),
                name="file_to_delete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
