"""
Other systems: the keys by which they come in, what they asked already, and where they
want to be told of what happens.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from loket.offices.models import Agency
from loket.partners.models_hooks import Delivery, Subscription

__all__ = ["ApiKey", "Delivery", "Repeat", "Subscription"]

# Our own choice, 29 November 2026: ten a second, so that no system by mistake takes the
# pages and the talk their time. A thousand cases fit into one request.
PER_MINUTE = 600


class ApiKey(models.Model):
    """
    A key of another system.

    `secret_hash` is SHA-256 of the secret, which nobody can read again: it has 256
    random bits, so a fast hash is as good as a slow one. `source` is the name under
    which its cases stand. Without `offices` it counts at all of the agency.
    `minute_count` requests came in the minute that began at `minute_at`.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="api_keys")
    name = models.CharField(max_length=80)
    source = models.SlugField(max_length=60)
    secret_hash = models.BinaryField(unique=True)
    hint = models.CharField(max_length=8)
    scopes = ArrayField(models.CharField(max_length=20))
    offices = ArrayField(models.IntegerField(), default=list, blank=True)
    per_minute = models.PositiveIntegerField(default=PER_MINUTE)
    made_at = models.DateTimeField()
    made_by = models.IntegerField(null=True)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    minute_at = models.DateTimeField(null=True)
    minute_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.name


class Repeat(models.Model):
    """
    A request that was carried out, and its answer, kept for a day so that the same
    request with the same token gets the same answer and does nothing more.

    `token` and `digest` are digests of the token and of the whole request.
    """

    key = models.ForeignKey(
        ApiKey, models.CASCADE, related_name="repeats", db_index=False
    )
    token = models.UUIDField()
    digest = models.UUIDField()
    status = models.PositiveSmallIntegerField()
    body = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "token"], name="repeat_once")
        ]
        indexes = [models.Index(fields=["made_at"], name="repeat_made_at")]

    def __str__(self) -> str:
        return str(self.token)
