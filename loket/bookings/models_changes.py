"""What an office changed under people who had booked, and what became of each."""

from __future__ import annotations

from django.db import models


class ChangeKind(models.TextChoices):
    """What an office did to its hours."""

    CLOSURE = "closure"
    HOURS = "hours"
    CAPACITY = "capacity"


class Rearrangement(models.Model):
    """
    A change of an office by which people lost their hour: a closure, shorter opening
    hours, or fewer places. `undo` says what can be taken back: closures by id, or slots
    with the capacity that they had.
    """

    office_id = models.IntegerField()
    kind = models.CharField(max_length=10, choices=ChangeKind)
    reason = models.CharField(max_length=120)
    first = models.DateField()
    last = models.DateField()
    undo = models.JSONField(default=dict)
    staff_id = models.IntegerField(null=True)
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["office_id", "made_at"], name="rearrangement_of_office"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first}"


class Displacement(models.Model):
    """
    One booking that lost its hour: from where to where, without `to_slot` cancelled.

    `is_told` says that a message was written for it; the others are phoned, and
    `called_at` is when. Who agrees to a new hour says so as with any reminder.
    """

    rearrangement = models.ForeignKey(
        Rearrangement, models.CASCADE, related_name="displacements", db_index=False
    )
    booking = models.ForeignKey(
        "bookings.Booking", models.CASCADE, related_name="displacements"
    )
    from_slot = models.ForeignKey("bookings.Slot", models.PROTECT, related_name="+")
    to_slot = models.ForeignKey(
        "bookings.Slot", models.PROTECT, null=True, related_name="+"
    )
    is_told = models.BooleanField()
    called_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rearrangement", "booking"], name="displaced_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.booking_id}"
