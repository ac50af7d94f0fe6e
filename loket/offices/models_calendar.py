"""When offices are open: the ordinary week, weeks for a time, and closed days."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

CLOCK = {"opens_at__lt": F("closes_at")}


class DatedWeek(models.Model):
    """
    A week that takes the place of the ordinary one from a day to a day, such as that
    of Ramadan; without a last day, until further notice. A weekday without a span is
    closed then. `source` is the decree or circular that says so.

    Civil servants work 37.5 hours a week from 07:30, in Ramadan 32.5 from 08:00, and
    service units may differ (Perpres 21/2023, Art. 4 and 7; nasional.kompas.com of
    14 April 2023, read 23 November 2026): so the hours are data of each office.
    """

    office = models.ForeignKey(
        "offices.Office", models.CASCADE, related_name="dated_weeks"
    )
    name = models.CharField(max_length=80)
    first = models.DateField()
    last = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["first", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last=None) | Q(last__gte=F("first")),
                name="dated_week_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


class WeekdaySpan(models.Model):
    """One span of a weekday (Monday is 0), from one clock time to a later one."""

    weekday = models.PositiveSmallIntegerField()
    opens_at = models.TimeField()
    closes_at = models.TimeField()

    class Meta:
        abstract = True
        ordering = ("weekday", "opens_at")

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens_at}-{self.closes_at}"


class OpeningHours(WeekdaySpan):
    """
    One span of a weekday (Monday is 0) in which an office serves; `week` is the dated
    week to which it belongs, None for the ordinary one.
    """

    office = models.ForeignKey(
        "offices.Office", models.CASCADE, related_name="opening_hours"
    )
    week = models.ForeignKey(
        DatedWeek, models.CASCADE, null=True, blank=True, related_name="hours"
    )

    class Meta:
        ordering = ["weekday", "opens_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(**CLOCK), name="opening_hours_run_forward"
            )
        ]


class ClosureKind(models.TextChoices):
    """Why an office is closed: a national holiday, leave by decree, or by itself."""

    HOLIDAY = "holiday"
    COLLECTIVE = "collective"
    LOCAL = "local"


class Closure(models.Model):
    """
    A day on which an office is closed; without an office, all of the agency. With
    `starts` and `ends`, only that part of the day, on the office's own clock.

    Holidays and collective leave are decreed for a year and amended within it (SKB of
    three ministers; 18 August 2025 was added late), so they are rows with a source.
    `is_edited` says that somebody changed one by hand, which no import undoes;
    `is_lifted` that the office is open all the same: the row stays for the same reason.
    """

    agency = models.ForeignKey(
        "offices.Agency", models.CASCADE, related_name="closures", db_index=False
    )
    office = models.ForeignKey("offices.Office", models.CASCADE, null=True, blank=True)
    day = models.DateField()
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    kind = models.CharField(
        max_length=12,
        choices=ClosureKind,
        default=ClosureKind.LOCAL,
        db_default=ClosureKind.LOCAL.value,
    )
    reason = models.CharField(max_length=120)
    source = models.CharField(max_length=200)
    is_edited = models.BooleanField(default=False, db_default=False)
    is_lifted = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ["day", "starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "office", "day", "starts"],
                nulls_distinct=False,
                name="one_closure_a_day",
            ),
            models.CheckConstraint(
                condition=Q(starts=None, ends=None)
                | Q(starts__isnull=False, ends__isnull=False, starts__lt=F("ends")),
                name="closure_runs_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.reason}"


class AnsweringHours(WeekdaySpan):
    """
    One span of a weekday (Monday is 0) in which officers of an agency answer by chat,
    on the clock of its first office. An agency without any answers when that office
    is open.
    """

    agency = models.ForeignKey(
        "offices.Agency", models.CASCADE, related_name="answering_hours"
    )

    class Meta:
        ordering = ["weekday", "opens_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(**CLOCK), name="answering_hours_run_forward"
            )
        ]
