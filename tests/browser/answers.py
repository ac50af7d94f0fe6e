"""Reminders that were sent on the busy day, and what people answered."""

from __future__ import annotations

from datetime import timedelta


def remind(office) -> None:
    """Of those booked for later hours: one comes, one has cancelled, one is silent."""
    from django.utils import timezone

    from loket.bookings import actions
    from loket.bookings.models import Booking, Reminder
    from loket.bookings.states import BookingState

    now = timezone.now()
    booked = Booking.objects.filter(office_id=office.id, state=BookingState.BOOKED)
    for n, booking in enumerate(booked.order_by("slot__starts", "code")):
        is_coming = n % 3 == 0
        Reminder.objects.create(
            booking=booking,
            slot_id=booking.slot_id,
            said_at=now - timedelta(hours=20),
            coming_at=now - timedelta(hours=19) if is_coming else None,
        )
    ahead = booked.filter(slot__starts_at__gt=now).order_by("slot__starts", "code")
    actions.cancel([(booking.id, None) for booking in ahead[1:3]], now)
