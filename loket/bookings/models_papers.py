"""The day lists that were laid by each evening, for a day on which nothing works."""

from __future__ import annotations

from django.db import models


class Paper(models.Model):
    """A list of one day of an office as PDF, sealed in the data folder under its id."""

    id = models.UUIDField(primary_key=True)
    office_id = models.IntegerField()
    day = models.DateField()
    size_bytes = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office_id", "day"], name="paper_of_a_day_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.day}"
