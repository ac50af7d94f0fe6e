"""What the provider told us of our numbers, besides templates and alarms."""

from __future__ import annotations

from django.db import models


class AccountFact(models.Model):
    """
    The latest that was told of one thing, in the provider's own words.

    `name` is one of `account_news.FACTS`; `told_at` is when the provider says it was.
    """

    account = models.ForeignKey(
        "messaging.ChannelAccount", models.CASCADE, related_name="facts", db_index=False
    )
    name = models.CharField(max_length=20)
    value = models.CharField(max_length=200)
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "name"], name="fact_once_an_account"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.name} {self.value}"
