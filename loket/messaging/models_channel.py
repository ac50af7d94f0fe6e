"""
What we know of a channel besides what was said: approved texts, alarms, prices.

They change seldom and by few; everything that grows for ever stands in `sql/`.
"""

from __future__ import annotations

from django.db import models

from loket.offices.models import Agency, Office


class Template(models.Model):
    """
    A text as the provider knows it, in one language, under our business account.

    `status`, `quality` and `category` are the provider's words, in capitals.
    `reason` is why it was refused or paused, in the provider's words.
    """

    business_id = models.CharField(max_length=64)
    external_id = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=512)
    language = models.CharField(max_length=20)
    category = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=40, blank=True)
    quality = models.CharField(max_length=20, blank=True)
    parameter_format = models.CharField(max_length=20, blank=True)
    components = models.JSONField(default=list)
    reason = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["business_id", "name", "language"], name="template_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"


class Alarm(models.Model):
    """
    Something that an office must know of, until it is settled.

    `kind` names its cause and remedy in `alarm_kinds`; `subject` is what it is about
    ("account:3", "template:ID:NAME:id"). While it is open it is raised once and
    counted. Without an agency it is about the whole desk.
    """

    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=200)
    detail = models.CharField(max_length=300, blank=True)
    agency = models.ForeignKey(Agency, models.CASCADE, null=True)
    times = models.PositiveIntegerField(default=1)
    raised_at = models.DateTimeField()
    last_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-raised_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=models.Q(settled_at=None),
                name="alarm_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Rate(models.Model):
    """
    What one message costs from a day on, as somebody entered it here.

    It stands above the rates that Loket brings along. `market` is a country code,
    `micros` are millionths of the currency's unit.
    """

    agency = models.ForeignKey(Agency, models.CASCADE, db_index=False)
    market = models.CharField(max_length=2)
    category = models.CharField(max_length=40)
    since = models.DateField()
    micros = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["category", "-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "market", "category", "since"], name="rate_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.market} {self.category} {self.since}"


class Budget(models.Model):
    """What a month of messages may cost an office; without one, the whole agency."""

    agency = models.ForeignKey(Agency, models.CASCADE, db_index=False)
    office = models.ForeignKey(Office, models.CASCADE, null=True)
    micros = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "office"], nulls_distinct=False, name="budget_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.office or self.agency} {self.micros}"


class CostDay(models.Model):
    """
    What one day's messages cost, summed up so that pages need not count them.

    `office_id` 0 stands for messages that belong to no office yet.
    """

    account_id = models.IntegerField()
    office_id = models.IntegerField()
    day = models.DateField()
    category = models.CharField(max_length=40)
    currency = models.CharField(max_length=3)
    messages = models.IntegerField()
    billable = models.IntegerField()
    micros = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account_id", "office_id", "day", "category", "currency"],
                name="cost_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.category} {self.messages}"
