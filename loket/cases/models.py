"""
Cases: what a citizen has applied for, where it stands, and when it will be ready.

What kinds of cases there are is an office's own data, with the source of each promise.
The life of a case is only added to: a wrong entry is answered by a new one.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from loket.cases.models_imports import Import, ImportFault
from loket.cases.models_snapshots import Snapshot, SnapshotRow
from loket.cases.models_types import (
    CaseDocument,
    CaseFee,
    CaseType,
    Promise,
    Stage,
    StageMove,
)
from loket.cases.stages import EventKind

__all__ = [
    "Asking",
    "Case",
    "CaseDocument",
    "CaseEvent",
    "CaseFee",
    "CaseIndexKey",
    "CaseType",
    "DocumentTick",
    "Feed",
    "Follower",
    "Import",
    "ImportFault",
    "Promise",
    "Snapshot",
    "SnapshotRow",
    "Stage",
    "StageMove",
]


class Case(models.Model):
    """
    Something that a citizen has applied for at an office.

    `sealed` holds its number, the name, birth date and phone of its holder; the keys
    are keyed hashes by which it is found again. `promise_id` is the promise it was
    given, `promise_from` the day from which its working days count, `promised_date` the
    day first told. `data_at` is when its source last said how it stands; `source` is
    empty for a case that officers keep here.
    """

    id = models.UUIDField(primary_key=True)
    agency_id = models.IntegerField()
    office_id = models.IntegerField()
    type = models.ForeignKey(CaseType, models.PROTECT, related_name="cases")
    track = models.CharField(max_length=20, blank=True, default="")
    number_key = models.BinaryField()
    key_number = models.PositiveSmallIntegerField(default=1, db_default=1)
    phone_key = models.BinaryField(null=True)
    sealed = models.BinaryField()
    nik_sealed = models.BinaryField(null=True)
    nik_key = models.BinaryField(null=True)
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="cases")
    stage_at = models.DateTimeField()
    promise_id = models.BigIntegerField(null=True)
    promise_from = models.DateField(null=True)
    expected_date = models.DateField(null=True)
    promised_date = models.DateField(null=True)
    missed_at = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=60, blank=True, default="")
    source_version = models.BigIntegerField(null=True)
    data_at = models.DateTimeField()
    import_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency_id", "number_key"], name="case_number_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["agency_id", "phone_key"],
                condition=models.Q(phone_key__isnull=False),
                name="case_phone",
            ),
            models.Index(
                fields=["agency_id", "nik_key"],
                condition=models.Q(nik_key__isnull=False),
                name="case_nik",
            ),
            models.Index(
                fields=["office_id", "stage", "stage_at"], name="case_at_stage"
            ),
            models.Index(fields=["office_id", "stage_at", "id"], name="case_list"),
            models.Index(fields=["agency_id", "changed_at", "id"], name="case_changed"),
            models.Index(
                fields=["expected_date"],
                condition=models.Q(
                    ready_at__isnull=True,
                    closed_at__isnull=True,
                    missed_at__isnull=True,
                    expected_date__isnull=False,
                ),
                name="case_due",
            ),
            models.Index(
                fields=["ready_at"],
                condition=models.Q(ready_at__isnull=False, closed_at__isnull=True),
                name="case_ready",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class CaseIndexKey(models.Model):
    """The number of the index key by which all cases are found; one row, or none."""

    number = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return str(self.number)


class CaseEvent(models.Model):
    """
    One thing in the life of a case: never changed, and deleted only with the case.

    `at` is when it happened, `recorded_at` when we learnt of it. Who told us is the
    actor of `lib.audit`; `origin` names the system, import or screen it came through.
    """

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(
        Case, models.CASCADE, related_name="events", db_index=False
    )
    kind = models.CharField(
        max_length=12, choices=[(kind.value, kind.value) for kind in EventKind]
    )
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    before_id = models.BigIntegerField(null=True)
    after_id = models.BigIntegerField(null=True)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.IntegerField(null=True)
    origin = models.CharField(max_length=60, blank=True, default="")
    import_id = models.UUIDField(null=True)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["case", "id"], name="case_event_of_case"),
            models.Index(
                fields=["import_id", "case", "id"],
                condition=models.Q(import_id__isnull=False),
                name="case_event_of_import",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at}"


class DocumentTick(models.Model):
    """A document of a case that an officer has seen."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="ticks", db_index=False)
    document = models.ForeignKey(CaseDocument, models.CASCADE)
    staff_id = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "document"], name="tick_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.document_id}"


class FollowerHow(models.TextChoices):
    """Why we believe that somebody may hear of a case."""

    PHONE = "phone"
    PROOF = "proof"
    BOOKING = "booking"


class Follower(models.Model):
    """
    A contact who may hear how a case stands.

    By `phone` the number on file is theirs, by `proof` they knew number and birth date,
    by `booking` the case came from their booking. `unproved_at` ends it: the number may
    have gone to somebody else, and is asked again. `told_stage_id` and `told_date` are
    what they were told last.
    """

    case = models.ForeignKey(
        Case, models.CASCADE, related_name="followers", db_index=False
    )
    contact_id = models.UUIDField()
    how = models.CharField(max_length=10, choices=FollowerHow)
    since_at = models.DateTimeField()
    unproved_at = models.DateTimeField(null=True)
    told_stage_id = models.BigIntegerField(null=True)
    told_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "contact_id"], name="follower_once")
        ]
        indexes = [models.Index(fields=["contact_id"], name="follower_contact")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.how}"


class Asking(models.Model):
    """
    Tries of a day to learn of a case without being known: `key` is a keyed hash of who
    asked, of the number asked for, or of the agency.
    """

    key = models.BinaryField()
    day = models.DateField()
    tries = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "day"], name="asking_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.tries}"


class Feed(models.Model):
    """
    Another system that tells us of cases, and when it last did.

    Silent for longer than `stale_after_s` in working days, its answers are stale: that
    is said to citizens, alarmed, and handed over to people. It speaks for `offices`,
    none for all of the agency.
    """

    agency_id = models.IntegerField()
    source = models.CharField(max_length=60)
    heard_at = models.DateTimeField()
    stale_after_s = models.PositiveIntegerField(default=86_400)
    offices = ArrayField(models.IntegerField(), default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "source"], name="feed_once")
        ]

    def __str__(self) -> str:
        return self.source
