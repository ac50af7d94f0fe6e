"""What somebody asks of us about their data: a copy of it, or its end."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from loket.contacts.states import RequestState


class RequestKind(models.TextChoices):
    """What is asked for (UU 27/2022, articles 7 and 8; domain notes 2.3)."""

    EXPORT = "export"
    ERASURE = "erasure"


class Ground(models.TextChoices):
    """How it was asked for, which is also how we know that it was they who asked."""

    CHAT = "chat"
    COUNTER = "counter"
    LETTER = "letter"
    GUARDIAN = "guardian"
    AUTHORITY = "authority"


class Refusal(models.TextChoices):
    """Why a request was refused."""

    NOT_THEM = "not_them"
    MUST_STAY = "must_stay"
    WITHDRAWN = "withdrawn"
    ANSWERED = "answered"


class DataRequest(models.Model):
    """
    Somebody asked for their data, or for its erasure.

    It names the person by number only and without a key, because it outlives them as
    the proof that the request was heard: no name, no words, nothing that was typed.
    `subject_id` is a contact, or a booking that was made without one. `also` are
    booked persons of theirs whose data goes from bookings of others, too. `counts`
    says how much went from which room, and so which rooms are done. `keys` are their
    numbers and ids, by which the rest is found once their contact is gone; they are
    kept only while an erasure is under way.
    """

    agency_id = models.IntegerField()
    kind = models.CharField(
        max_length=10, choices=RequestKind, default=RequestKind.ERASURE
    )
    subject_id = models.UUIDField()
    ground = models.CharField(max_length=10, choices=Ground, default=Ground.CHAT)
    state = models.CharField(
        max_length=10,
        choices=[(s.value, s.value) for s in RequestState],
        default=RequestState.ASKED,
    )
    asked_at = models.DateTimeField()
    asked_by = models.BigIntegerField(null=True)
    proposed_at = models.DateTimeField(null=True)
    approved_by = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    settled_by = models.BigIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)
    refusal = models.CharField(max_length=10, choices=Refusal, blank=True)
    ends_bookings = models.BooleanField(default=False)
    is_returned = models.BooleanField(default=False)
    is_told = models.BooleanField(null=True)
    also = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    keys = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id", "kind"],
                condition=Q(settled_at=None),
                name="one_open_request",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("asked_by")),
                name="nobody_approves_their_own",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency_id", "asked_at"],
                condition=Q(settled_at=None),
                name="request_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"
