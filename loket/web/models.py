"""
What only the screens need to remember: who knocked too often, and what a person
confirmed that no program can see.
"""

from __future__ import annotations

from django.db import models


class Knock(models.Model):
    """Tries at one door, such as a sign-in from one address, since a moment."""

    door = models.CharField(primary_key=True, max_length=64)
    tries = models.PositiveIntegerField()
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.door} {self.tries}"


class Confirmation(models.Model):
    """A step to go live that somebody says is done, such as a copy of the keys."""

    step = models.CharField(primary_key=True, max_length=40)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.step
