"""What an office is going to tell people by itself."""

from __future__ import annotations

from django.db import models

from loket.messaging.states import NoticeState


class Notice(models.Model):
    """
    Something to be said at its time, written by the action that makes it true.

    `parameters` name what it is about and hold no words and no personal data: these
    are read when it is said. `key` keeps one thing from being said twice.
    `message_id` is what became of it.
    """

    id = models.UUIDField(primary_key=True)
    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=40)
    parameters = models.JSONField(default=dict)
    agency_id = models.IntegerField()
    office_id = models.IntegerField()
    contact_id = models.UUIDField()
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.SmallIntegerField(default=NoticeState.WAITING)
    settled_at = models.DateTimeField(null=True)
    message_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(state=0),
                name="notice_due",
            ),
            models.Index(fields=["contact_id"], name="notice_contact"),
            models.Index(
                fields=["settled_at"],
                condition=models.Q(settled_at__isnull=False),
                name="notice_settled",
            ),
        ]

    def __str__(self) -> str:
        return self.key
