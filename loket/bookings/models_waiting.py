"""
Who waits for a place, and the places they were offered.

An offer is a hold like any other, made for somebody by the list: its places are taken,
so nobody else can have them meanwhile, and it runs out like any other. The booking
says what became of it; an offer only remembers for whom it was.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from loket.bookings.states import OfferState, WaitingState


class Waiting(models.Model):
    """
    One to five people who wait for places at an office: on any of the days from
    `first_day` to `last_day`, in an hour that begins between `from_time` and
    `until_time`, all on the clock of the office.

    `sealed` holds names and birth dates. `missed` counts the offers they let run out.
    """

    id = models.UUIDField(primary_key=True)
    agency_id = models.IntegerField()
    office_id = models.IntegerField()
    service_id = models.IntegerField()
    contact_id = models.UUIDField()
    size = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()
    first_day = models.DateField()
    last_day = models.DateField()
    from_time = models.TimeField()
    until_time = models.TimeField()
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in WaitingState]
    )
    missed = models.PositiveSmallIntegerField(default=0, db_default=0)
    joined_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact_id", "office_id", "service_id"],
                condition=Q(state__in=["waiting", "offered"]),
                name="waits_once",
            ),
            models.CheckConstraint(
                condition=Q(size__gte=1) & Q(size__lte=5), name="waiting_up_to_five"
            ),
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day"))
                & Q(from_time__lte=F("until_time")),
                name="waiting_runs_forward",
            ),
        ]
        indexes = [
            models.Index(
                fields=["office_id", "service_id", "joined_at", "id"],
                condition=Q(state="waiting"),
                name="waiting_in_order",
            ),
            models.Index(
                fields=["office_id", "last_day"],
                condition=Q(state__in=["waiting", "offered"]),
                name="waiting_of_office",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id}/{self.service_id} {self.state}"


class Offer(models.Model):
    """A place held for somebody on the list. `staff_id` offered it by hand."""

    id = models.UUIDField(primary_key=True)
    waiting = models.ForeignKey(Waiting, models.CASCADE, related_name="offers")
    booking = models.ForeignKey(
        "bookings.Booking", models.CASCADE, related_name="offers"
    )
    contact_id = models.UUIDField()
    slot_id = models.BigIntegerField()
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in OfferState]
    )
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    staff_id = models.IntegerField(null=True)
    reason = models.CharField(max_length=200, default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact_id"],
                condition=Q(state="open"),
                name="one_open_offer_a_contact",
            )
        ]

    def __str__(self) -> str:
        return f"{self.waiting_id} {self.state}"
