"""
Agencies, their offices and services, when these are open, and who works there.

The root noun: every row that belongs to an office says so, and nothing here knows
who books, writes or complains.
"""

from __future__ import annotations

from datetime import time
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from loket.offices.models_calendar import (
    AnsweringHours,
    Closure,
    ClosureKind,
    DatedWeek,
    OpeningHours,
)
from loket.offices.models_facts import Fee, OfficialAddress
from loket.offices.models_retention import RetentionCertificate, RetentionRule

__all__ = [
    "QUIET_FROM",
    "QUIET_UNTIL",
    "Agency",
    "AnsweringHours",
    "Closure",
    "ClosureKind",
    "Counter",
    "DatedWeek",
    "Duty",
    "Fee",
    "Office",
    "OfficeKind",
    "OfficialAddress",
    "OpeningHours",
    "OwnText",
    "RetentionCertificate",
    "RetentionRule",
    "Role",
    "Service",
    "SpokenLanguage",
    "Staff",
    "StaffManager",
]

# Our own choice, 24 November 2026: no rule names hours for the reminders of an office.
# Collectors of debts may write from 08.00 to 20.00 (POJK 22/2023); nobody should hear
# from an office later than from them.
QUIET_FROM, QUIET_UNTIL = time(20), time(7)


class Agency(models.Model):
    """An authority with one or more offices, and one number for all of them."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class OfficeKind(models.TextChoices):
    """
    What sort of place: the office itself (kantor), or a unit of it in another building
    with hours and places of its own: unit layanan paspor, mal pelayanan publik, unit
    kerja keimigrasian.
    """

    OFFICE = "office"
    ULP = "ulp"
    MPP = "mpp"
    UKK = "ukk"


class Office(models.Model):
    """
    A place with counters. `zone` is an IANA name: WIB, WITA or WIT in Indonesia.

    A unit is an office of its own, with its `main_office`: people book, and it closes,
    like any other.

    From `quiet_from` to `quiet_until`, on its own clock, it disturbs nobody with words
    that nobody asked for; the same hour twice means never quiet.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="offices")
    kind = models.CharField(
        max_length=8,
        choices=OfficeKind,
        default=OfficeKind.OFFICE,
        db_default=OfficeKind.OFFICE.value,
    )
    main_office = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="units"
    )
    code = models.CharField(max_length=4, unique=True)
    name = models.CharField(max_length=120)
    city = models.CharField(max_length=80)
    zone = models.CharField(max_length=40)
    address = models.CharField(max_length=200)
    latitude = models.FloatField(default=0.0)
    longitude = models.FloatField(default=0.0)
    position = models.PositiveSmallIntegerField(default=0)
    quiet_from = models.TimeField(default=QUIET_FROM, db_default=QUIET_FROM)
    quiet_until = models.TimeField(default=QUIET_UNTIL, db_default=QUIET_UNTIL)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """What people come for. `names` and `requirements` map "id" and "en" to words."""

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="services", db_index=False
    )
    slug = models.SlugField()
    names = models.JSONField()
    requirements = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "slug"], name="service_slug")
        ]

    def __str__(self) -> str:
        return str(self.names.get("id", self.slug))


class Counter(models.Model):
    """A window of an office, as people are called to it: "1", "A", "3 (anak)"."""

    office = models.ForeignKey(
        Office, models.CASCADE, related_name="counters", db_index=False
    )
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=20)
    services = models.ManyToManyField(Service, blank=True, related_name="counters")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "name"], name="counter_once")
        ]

    def __str__(self) -> str:
        return self.name


class SpokenLanguage(models.Model):
    """A prepared language that an agency has switched on beside the two of all."""

    agency = models.ForeignKey(
        Agency, models.CASCADE, related_name="languages", db_index=False
    )
    code = models.CharField(max_length=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "code"], name="language_spoken_once"
            )
        ]

    def __str__(self) -> str:
        return self.code


class OwnText(models.Model):
    """
    What an agency says in place of a sentence of the catalogue, at one office or,
    without an office, at all that say nothing else.

    `forms` is a list: one form, or one for each plural form of the language.
    """

    agency = models.ForeignKey(
        Agency, models.CASCADE, related_name="texts", db_index=False
    )
    office = models.ForeignKey(Office, models.CASCADE, null=True, related_name="texts")
    language = models.CharField(max_length=2)
    key = models.CharField(max_length=60)
    forms = models.JSONField()
    changed_by = models.ForeignKey("Staff", models.SET_NULL, null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "office", "language", "key"],
                nulls_distinct=False,
                name="own_text_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.key}"


class StaffManager(BaseUserManager["Staff"]):
    """Makes staff accounts; names are e-mail addresses in lower case."""

    def create_user(self, email: str, password: str | None, **fields: Any) -> Staff:
        """Return a new account. Without a password, nobody can sign in with it."""
        staff = self.model(email=email.strip().lower(), **fields)
        staff.set_password(password)
        staff.save(using=self._db)
        return staff


class Staff(AbstractBaseUser):
    """A person who signs in."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=2, default="id")
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = StaffManager()

    class Meta:
        verbose_name_plural = "staff"

    def __str__(self) -> str:
        return self.name


class Duty(models.TextChoices):
    """What somebody may do at an office."""

    FRONT_DESK = "front_desk"
    OFFICER = "officer"
    ANALYST = "analyst"
    PUBLIC_RELATIONS = "public_relations"
    HEAD = "head"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Role(models.Model):
    """A duty of somebody at an office; without an office, at every one."""

    staff = models.ForeignKey(
        Staff, models.CASCADE, related_name="roles", db_index=False
    )
    agency = models.ForeignKey(Agency, models.CASCADE)
    office = models.ForeignKey(Office, models.CASCADE, null=True, blank=True)
    duty = models.CharField(max_length=20, choices=Duty)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "agency", "office", "duty"],
                nulls_distinct=False,
                name="role_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.staff} {self.duty}"
