"""People stay who they are while the index key changes."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection

from loket.bookings import actions, rekeying
from loket.bookings.allocation import Denied, Granted, Refusal
from loket.bookings.models import BookedPerson
from loket.bookings.states import BookingState
from loket.lib import keys_file
from loket.lib.crypto import Keyring
from tests.bookings.conftest import NOW
from tests.desk.database import url_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def keyring(tmp_path):
    """Keys of which the second index key is not used yet."""
    path = tmp_path / "keys.json"
    keys_file.create(path, demo=True)
    keys_file.change(path, lambda it: it.index.update({"2": keys_file.new_key()}))
    return Keyring.load(path)


def confirmed(held):
    (booking,) = actions.confirm([(held.booking_id, contact_of(held))], NOW)
    return booking


def contact_of(held):
    return BookedPerson.objects.get(booking_id=held.booking_id).booking.contact_id


def keys():
    return sorted(BookedPerson.objects.values_list("key_number", flat=True))


def test_who_booked_under_the_old_key_cannot_book_again_under_the_new(
    make_slot, hold, keyring
):
    hold(make_slot(hour=9), "Siti")

    assert rekeying.change_index(keyring, 2) == 1

    assert hold(make_slot(hour=10), "siti") == Denied(Refusal.ALREADY_BOOKED, "siti")
    assert isinstance(hold(make_slot(hour=11), "Budi"), Granted)
    assert keys() == [2, 2]


def test_a_no_show_comes_back_under_the_new_key_only_if_not_booked_anew(
    make_slot, hold, keyring
):
    booking = confirmed(hold(make_slot(hour=9), "Siti"))
    actions.mark(booking, BookingState.BOOKED, BookingState.NO_SHOW, NOW)
    rekeying.change_index(keyring, 2)
    hold(make_slot(hour=10), "Siti")

    with pytest.raises(actions.NotPossible):
        actions.mark(booking, BookingState.NO_SHOW, BookingState.BOOKED, NOW)


def test_others_follow_afterwards(make_slot, hold, keyring):
    gone = hold(make_slot(hour=9), "Siti")
    actions.release([(gone.booking_id, contact_of(gone))], NOW)
    hold(make_slot(hour=10), "Budi")
    rekeying.change_index(keyring, 2)
    assert keys() == [1, 2]

    assert list(rekeying.follow(keyring)) == [1]

    assert rekeying.numbers() == {2: 2}
    before = BookedPerson.objects.get(booking_id=gone.booking_id).person_key
    again = hold(make_slot(hour=11), "Siti")
    after = BookedPerson.objects.get(booking_id=again.booking_id).person_key
    assert bytes(before) == bytes(after)


@pytest.mark.django_db(transaction=True)
def test_whoever_is_booking_is_not_overtaken(slot, hold, keyring):
    hold(slot, "Siti")
    url = url_of(connection.settings_dict["NAME"])
    with psycopg.connect(url) as other:
        other.execute(rekeying.QUERIES["keep"])
        with pytest.raises(rekeying.Busy):
            rekeying.change_index(keyring, 2)
        assert keys() == [1]

    assert rekeying.change_index(keyring, 2) == 1
