"""
Agencies, their offices and services, when these are open, and who works there.

The root noun: every row that belongs to an office says so, and nothing here knows
who books, writes or complains.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Agency(models.Model):
    """An authority with one or more offices, and one number for all of them."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class Office(models.Model):
    """A place with counters. `zone` is an IANA name: WIB, WITA or WIT in Indonesia."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="offices")
    code = models.CharField(max_length=4, unique=True)
    name = models.CharField(max_length=120)
    city = models.CharField(max_length=80)
    zone = models.CharField(max_length=40)
    address = models.CharField(max_length=200)
    latitude = models.FloatField(default=0.0)
    longitude = models.FloatField(default=0.0)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """What people come for. `names` and `requirements` map "id" and "en" to words."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="services")
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


class OpeningHours(models.Model):
    """One span of a weekday (Monday is 0) in which an office serves."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField()
    opens_at = models.TimeField()
    closes_at = models.TimeField()

    class Meta:
        ordering = ["weekday", "opens_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opens_at__lt=models.F("closes_at")),
                name="opening_hours_run_forward",
            )
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens_at}-{self.closes_at}"


class Closure(models.Model):
    """A day on which an office is closed; without an office, all of the agency."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="closures")
    office = models.ForeignKey(Office, models.CASCADE, null=True, blank=True)
    day = models.DateField()
    reason = models.CharField(max_length=120)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "office", "day"],
                nulls_distinct=False,
                name="one_closure_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.reason}"


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
    HEAD = "head"
    ADMINISTRATOR = "administrator"


class Role(models.Model):
    """A duty of somebody at an office; without an office, at every one."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="roles")
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
