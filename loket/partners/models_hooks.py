"""Where other systems want to be told of what happens, and what became of each word."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from loket.offices.models import Agency
from loket.partners.states import DeliveryState


class Subscription(models.Model):
    """
    An address that is told of some kinds of events, at some offices or all.

    `secret_sealed` signs what is sent. `failing_since` is when the first of the
    failures in a row happened; after three days of them it is `disabled_at`, and
    nothing goes out until somebody switches it on again.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="subscriptions")
    url = models.CharField(max_length=500)
    kinds = ArrayField(models.CharField(max_length=20))
    offices = ArrayField(models.IntegerField(), default=list, blank=True)
    secret_sealed = models.BinaryField()
    made_at = models.DateTimeField()
    failing_since = models.DateTimeField(null=True)
    disabled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.url


class Delivery(models.Model):
    """
    One event for one subscription: written with what happened, sent by a worker.

    It holds ids only. `reason` is why the last try failed, as a code; `status` what
    the other side answered.
    """

    subscription = models.ForeignKey(
        Subscription, models.CASCADE, related_name="deliveries", db_index=False
    )
    event_id = models.UUIDField()
    kind = models.CharField(max_length=20)
    subject = models.UUIDField(null=True)
    office_id = models.IntegerField(null=True)
    at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in DeliveryState]
    )
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=40, blank=True, default="")
    took_ms = models.PositiveIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "event_id"], name="told_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(state="waiting"),
                name="delivery_due",
            ),
            models.Index(fields=["at"], name="delivery_at"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
