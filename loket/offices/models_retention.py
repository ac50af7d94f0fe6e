"""How long agencies keep what they know, and proof of what was deleted."""

from __future__ import annotations

from django.db import models


class RetentionRule(models.Model):
    """For how many days an agency keeps a class of data, if not for the default."""

    agency = models.ForeignKey(
        "offices.Agency", models.CASCADE, related_name="retention_rules", db_index=False
    )
    data_class = models.CharField(max_length=20)
    days = models.PositiveIntegerField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "data_class"], name="retention_rule_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.data_class} {self.days}"


class RetentionCertificate(models.Model):
    """
    What was deleted on a day (UTC) under a rule: how much, and older than how many
    days. It holds no personal data, names no row, and outlives the agency.
    """

    agency_id = models.IntegerField(null=True)
    data_class = models.CharField(max_length=20)
    day = models.DateField()
    days = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    how = models.CharField(max_length=60)
    deleted = models.PositiveBigIntegerField()
    finished_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "data_class", "agency_id", "days"],
                nulls_distinct=False,
                name="retention_certificate_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.data_class} {self.deleted}"
