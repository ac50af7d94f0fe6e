"""What kinds of cases there are: stages, moves, promises, documents, fees, pick-up."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from loket.cases.stages import StageKind
from loket.offices.models import Agency, Fee, Service

# Pick-up within 30 calendar days of issue, else the book is cancelled; sources disagree
# from which day (imigrasi.go.id/berita/2023/08/15, read 23 November 2026). The days of
# the warnings are our own choice, 29 November 2026.
KEEP_DAYS = 30
WARN_DAYS = (7, 14, 25)


def _warn_days() -> list[int]:
    return list(WARN_DAYS)


class CaseType(models.Model):
    """
    A kind of case. Words are by language ("id", "en").

    `pickup_service` is the service at which hours for collecting are booked; without
    it people collect when the office is open. `proxies` lists who may collect in the
    holder's place: words for the person and for what they must bring. A case that is
    not collected for `keep_days` after it became ready moves to `lapse_stage`.
    """

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="case_types", db_index=False
    )
    slug = models.SlugField()
    names = models.JSONField()
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    pickup_service = models.ForeignKey(
        Service, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    keep_days = models.PositiveSmallIntegerField(default=KEEP_DAYS)
    warn_days = ArrayField(models.PositiveSmallIntegerField(), default=_warn_days)
    proxies = models.JSONField(default=list)
    lapse_stage = models.ForeignKey(
        "cases.Stage", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    source = models.CharField(max_length=200, blank=True, default="")
    read_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "slug"], name="case_type_slug")
        ]

    def __str__(self) -> str:
        return str(self.names.get("id", self.slug))


class Stage(models.Model):
    """
    Where a case of a type can stand. `follows` says in words what comes next, `brings`
    what the citizen must bring or do; `is_told` lets people know when it is reached.
    """

    type = models.ForeignKey(
        CaseType, models.CASCADE, related_name="stages", db_index=False
    )
    slug = models.SlugField()
    names = models.JSONField()
    follows = models.JSONField(default=dict)
    brings = models.JSONField(default=dict)
    icon = models.CharField(max_length=40, default="folder")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(
        max_length=10, choices=[(kind.value, kind.value) for kind in StageKind]
    )
    is_told = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["type", "slug"], name="stage_slug")
        ]

    def __str__(self) -> str:
        return str(self.names.get("id", self.slug))


class StageMove(models.Model):
    """A move that officers may make."""

    before = models.ForeignKey(
        Stage, models.CASCADE, related_name="moves", db_index=False
    )
    after = models.ForeignKey(Stage, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="stage_move_once"),
            models.CheckConstraint(
                condition=~models.Q(before=models.F("after")), name="stage_move_moves"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} to {self.after_id}"


class Promise(models.Model):
    """
    So many working days after a stage was reached a case is ready, 0 for the same day.

    `track` is "" for the ordinary way, or the name of another ("express"). A new rule
    is a new row: what was promised under the old one stands.
    """

    type = models.ForeignKey(
        CaseType, models.CASCADE, related_name="promises", db_index=False
    )
    track = models.CharField(max_length=20, blank=True, default="")
    from_stage = models.ForeignKey(Stage, models.CASCADE, related_name="+")
    working_days = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    read_on = models.DateField()

    class Meta:
        ordering = ["valid_from", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["type", "track", "from_stage", "valid_from"],
                name="promise_once",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until=None)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="promise_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.working_days} days, {self.source}"


class CaseDocument(models.Model):
    """A document that a case of a type needs, by the stage `stage` at the latest."""

    type = models.ForeignKey(CaseType, models.CASCADE, related_name="documents")
    stage = models.ForeignKey(Stage, models.SET_NULL, null=True, blank=True)
    names = models.JSONField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return str(self.names.get("id", ""))


class CaseFee(models.Model):
    """A fee of the agency that is due for a type of case; it has days and a source."""

    type = models.ForeignKey(
        CaseType, models.CASCADE, related_name="fees", db_index=False
    )
    fee = models.ForeignKey(Fee, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["type", "fee"], name="case_fee_once")
        ]

    def __str__(self) -> str:
        return str(self.fee)
