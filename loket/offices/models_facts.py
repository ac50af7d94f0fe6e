"""What an agency tells everybody: what things cost, and where it can be reached."""

from __future__ import annotations

from django.db import models


class Fee(models.Model):
    """
    What something costs from a day on, as a regulation says.

    `names` maps languages to words. `source` is the regulation, `read_on` the day on
    which somebody compared it. A new tariff is a new row: the old one ends, and stays.
    """

    agency = models.ForeignKey("offices.Agency", models.CASCADE, related_name="fees")
    position = models.PositiveSmallIntegerField(default=0)
    names = models.JSONField()
    rupiah = models.PositiveIntegerField()
    source = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    read_on = models.DateField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until=None)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="fee_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rupiah} {self.source}"


class OfficialAddress(models.Model):
    """A number, page or address that is truly the agency's; everything else is not."""

    agency = models.ForeignKey(
        "offices.Agency", models.CASCADE, related_name="addresses", db_index=False
    )
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=120)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "value"], name="official_address_once"
            )
        ]

    def __str__(self) -> str:
        return self.value
