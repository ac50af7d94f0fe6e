"""
Hours with places, and who will come.

The database guards what must never happen: more places taken than there are, and
one person with two live bookings for the same service.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from loket.bookings.models_changes import ChangeKind, Displacement, Rearrangement
from loket.bookings.models_hours import Release, ReleaseKind, Schedule, Slot
from loket.bookings.models_limits import GroupRuling, OfficeLimit, Ruling
from loket.bookings.models_papers import Paper
from loket.bookings.models_waiting import Offer, Waiting
from loket.bookings.states import BookingState

__all__ = [
    "BookedPerson",
    "Booking",
    "ChangeKind",
    "Displacement",
    "GroupRuling",
    "IndexKey",
    "Marking",
    "Offer",
    "OfficeLimit",
    "Paper",
    "Rearrangement",
    "Release",
    "ReleaseKind",
    "Reminder",
    "Ruling",
    "Schedule",
    "Slot",
    "Waiting",
]


class Booking(models.Model):
    """
    Places of one slot, held or booked together: one person or a family.

    `moves` counts how often its citizen took it to another hour. `booked_at` is when a
    hold became a booking, `arrived_at` when they came, by the clock or by what was
    written down on paper.
    """

    id = models.UUIDField(primary_key=True)
    slot = models.ForeignKey(
        Slot, models.PROTECT, related_name="bookings", db_index=False
    )
    office_id = models.IntegerField()
    service_id = models.IntegerField()
    contact_id = models.UUIDField(null=True)
    code = models.CharField(max_length=12)
    size = models.PositiveSmallIntegerField()
    moves = models.PositiveSmallIntegerField(default=0, db_default=0)
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in BookingState]
    )
    held_until = models.DateTimeField(null=True)
    booked_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="booking_code_once"),
            models.CheckConstraint(
                condition=Q(size__gte=1) & Q(size__lte=5), name="family_up_to_five"
            ),
        ]
        indexes = [
            models.Index(fields=["slot", "state"], name="booking_slot"),
            models.Index(
                fields=["contact_id"],
                condition=Q(state__in=["held", "booked", "arrived"]),
                name="booking_contact_live",
            ),
            models.Index(
                fields=["held_until"],
                condition=Q(state="held"),
                name="booking_held_until",
            ),
            models.Index(
                fields=["contact_id", "created_at"],
                condition=Q(contact_id__isnull=False),
                name="booking_of_contact",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Marking(models.Model):
    """
    A booking that staff moved by hand: who, from which state to which, and when. Where
    a citizen had to be told, `reason` is the code of why.
    """

    booking = models.ForeignKey(
        Booking, models.CASCADE, related_name="markings", db_index=False
    )
    staff_id = models.IntegerField()
    before = models.CharField(max_length=12)
    after = models.CharField(max_length=12)
    reason = models.CharField(max_length=24, default="", db_default="")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["booking", "at"], name="marking_of_booking")]

    def __str__(self) -> str:
        return f"{self.before} to {self.after}"


class BookedPerson(models.Model):
    """
    One person of a booking.

    `person_key` is a keyed hash of agency, folded name and birth date, made with the
    index key of number `key_number`. Name and birth date are sealed: the front desk
    compares them with the identity card.
    """

    id = models.UUIDField(primary_key=True)
    booking = models.ForeignKey(Booking, models.CASCADE, related_name="people")
    service_id = models.IntegerField()
    person_key = models.BinaryField()
    key_number = models.PositiveSmallIntegerField(default=1, db_default=1)
    sealed = models.BinaryField()
    is_live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service_id", "person_key"],
                condition=Q(is_live=True),
                name="one_live_booking_per_person",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class IndexKey(models.Model):
    """
    The number of the index key by which people with live bookings are recognised, in
    at most one row. Without it, it is the first of the keys file.
    """

    number = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return str(self.number)


class Reminder(models.Model):
    """
    What is known of the reminders of a booking for the hour it has: since when
    somebody was reminded, and since when they say that they will come.
    """

    booking = models.ForeignKey(
        Booking, models.CASCADE, related_name="reminders", db_index=False
    )
    slot_id = models.BigIntegerField()
    said_at = models.DateTimeField(null=True)
    coming_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "slot_id"], name="reminder_of_an_hour_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.booking_id} {self.slot_id}"
