"""Tables of cases that somebody brought in, and what was wrong with their rows."""

from __future__ import annotations

from django.db import models

from loket.cases.imports.states import ImportState


class Import(models.Model):
    """
    A table that was uploaded. Its file lies sealed in the data folder under `id`.

    `columns` says in which column each field is, `fixed` what all rows have.
    `done` is how many rows were taken, so that whoever goes on later knows where.
    `claimed_until` keeps two workers from the same table.
    """

    id = models.UUIDField(primary_key=True)
    agency_id = models.IntegerField()
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=4)
    encoding = models.CharField(max_length=12, blank=True, default="")
    headers = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    fixed = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in ImportState]
    )
    rows = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    reason = models.CharField(max_length=40, blank=True, default="")
    claimed_until = models.DateTimeField(null=True)
    made_by = models.IntegerField(null=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]
        indexes = [
            models.Index(
                fields=["claimed_until"],
                condition=models.Q(state__in=["checking", "running", "undoing"]),
                name="import_at_work",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ImportFault(models.Model):
    """
    What is wrong in a row. `row` is counted as programs show it, the header being 1;
    what the cell holds is not kept.
    """

    table = models.ForeignKey(Import, models.CASCADE, related_name="faults")
    row = models.PositiveIntegerField()
    field = models.CharField(max_length=20)
    fault = models.CharField(max_length=20)

    class Meta:
        ordering = ["row", "id"]

    def __str__(self) -> str:
        return f"{self.row} {self.field} {self.fault}"
