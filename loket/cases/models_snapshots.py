"""All open cases of a source, sent in pages, to be compared with ours."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from loket.cases.snapshots.kinds import Difference


class Snapshot(models.Model):
    """
    A source says which cases are open there. `offices` are those it speaks for, none
    for all. Once it is compared, no more pages are taken. `key_number` is the index key
    by which its rows are found.
    """

    id = models.UUIDField(primary_key=True)
    agency_id = models.IntegerField()
    source = models.CharField(max_length=60)
    offices = ArrayField(models.IntegerField(), default=list, blank=True)
    key_number = models.PositiveSmallIntegerField()
    begun_at = models.DateTimeField()
    compared_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["begun_at"], name="snapshot_begun")]

    def __str__(self) -> str:
        return str(self.id)


class SnapshotRow(models.Model):
    """
    A case of a snapshot, or one that is missing there. `sealed` holds the record as it
    was sent; `difference` is known once it is compared, `case_id` if it is known here.
    """

    id = models.UUIDField(primary_key=True)
    snapshot = models.ForeignKey(
        Snapshot, models.CASCADE, related_name="rows", db_index=False
    )
    number_key = models.BinaryField()
    stage_id = models.BigIntegerField(null=True)
    sealed = models.BinaryField(null=True)
    case_id = models.UUIDField(null=True)
    difference = models.CharField(
        max_length=16,
        blank=True,
        default="",
        choices=[(one.value, one.value) for one in Difference],
    )
    applied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "number_key"], name="snapshot_case_once"
            )
        ]

    def __str__(self) -> str:
        return self.difference
