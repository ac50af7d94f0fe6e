"""The training agency."""

from __future__ import annotations

import pytest

from loket.bookings.models import Slot
from loket.config.demo.seed import seed
from loket.messaging.models import ChannelAccount
from loket.offices.models import Closure, Office


@pytest.mark.django_db
def test_the_training_agency_has_three_zones_and_hours_to_book(keyring):
    seed(keyring)
    before = Slot.objects.count()
    seed(keyring)

    assert {office.zone for office in Office.objects.all()} == {
        "Asia/Jakarta",
        "Asia/Makassar",
        "Asia/Jayapura",
    }
    assert before > 100
    assert Slot.objects.count() == before
    assert ChannelAccount.objects.count() == 1
    assert Closure.objects.filter(day="2026-12-24").exists()
