"""What hours there are: the ordinary week, when it is released, and single hours."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Schedule(models.Model):
    """The places of an ordinary week: what an hour of a weekday offers."""

    office_id = models.IntegerField()
    service_id = models.IntegerField()
    weekday = models.PositiveSmallIntegerField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    capacity = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office_id", "service_id", "weekday", "starts_at"],
                name="schedule_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.office_id}/{self.service_id} {self.weekday} {self.starts_at}"


class ReleaseKind(models.TextChoices):
    """Day by day, or a whole week at once."""

    ROLLING = "rolling"
    WEEKLY = "weekly"


class Release(models.Model):
    """
    When the hours of a day can be booked, at `opens_at` on the clock of the office:
    `horizon_days` before the day, or, of a whole week at once, on `weekday` (Monday is
    0) so many `weeks_ahead`.

    `later` holds portions that come later on the day of the release, as ["12:00", 30]
    with a share in per cent; what is left of the hundred opens first. Each moment is
    put off by up to `spread_minutes`, drawn from `seed` and the day.
    """

    office_id = models.IntegerField()
    service_id = models.IntegerField()
    kind = models.CharField(
        max_length=8,
        choices=ReleaseKind,
        default=ReleaseKind.ROLLING,
        db_default=ReleaseKind.ROLLING.value,
    )
    horizon_days = models.PositiveSmallIntegerField(default=14)
    weekday = models.PositiveSmallIntegerField(default=4, db_default=4)
    weeks_ahead = models.PositiveSmallIntegerField(default=1, db_default=1)
    opens_at = models.TimeField()
    later = models.JSONField(default=list, db_default=[])
    spread_minutes = models.PositiveSmallIntegerField(default=0, db_default=0)
    seed = models.CharField(max_length=32, default="", db_default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office_id", "service_id"], name="release_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.office_id}/{self.service_id} {self.kind}"


class Slot(models.Model):
    """
    One hour of one service at one office. `capacity` and `taken` count persons.

    `day`, `starts` and `ends` are in the office's own time; `starts_at` is the moment.
    Nothing can be booked before `opens_at` (None: at once); `later` holds places that
    open after it, as [Unix time, places]. `is_off` says that a change of the opening
    hours has left the hour outside. What is free at a moment is said in one place, the
    function `bookings_free`.
    """

    office_id = models.IntegerField()
    service_id = models.IntegerField()
    day = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    starts_at = models.DateTimeField()
    capacity = models.IntegerField()
    taken = models.IntegerField(default=0)
    opens_at = models.DateTimeField(null=True)
    later = models.JSONField(null=True)
    is_off = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office_id", "service_id", "day", "starts"], name="slot_once"
            ),
            models.CheckConstraint(
                condition=Q(taken__gte=0) & Q(taken__lte=F("capacity")),
                name="slot_never_oversold",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.starts}"
