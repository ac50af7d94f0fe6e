"""An erasure goes room by room, goes on after a kill, and takes only what is theirs."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from loket.bookings.models import BookedPerson, Booking, Slot
from loket.contacts.models import Contact, DataRequest, Identity
from loket.contacts.subjects import Subject
from loket.lib import failpoints, ids
from loket.messaging import notices
from loket.messaging.models import Conversation, File, Notice
from loket.messaging.states import FileState, NoticeState
from loket.subjects import erasing, find
from tests.subjects.conftest import BUDI, HEAD, NOW, RINA, SITI, propose


def told(state=NoticeState.SAID):
    """The last word is out."""
    Notice.objects.filter(kind=erasing.KIND).update(state=state, settled_at=NOW)


def people_of(booking):
    return set(
        BookedPerson.objects.filter(booking=booking).values_list("id", flat=True)
    )


def request(number):
    return DataRequest.objects.get(id=number)


def test_somebody_is_told_before_they_are_forgotten(siti, agreed, store):
    number = agreed(siti)

    assert not erasing.run(number, store, NOW)
    assert Contact.objects.filter(id=siti).exists()
    told()
    assert erasing.run(number, store, NOW)

    assert not Contact.objects.filter(id=siti).exists()
    assert (request(number).state, request(number).is_told) == ("done", True)
    assert request(number).keys == []


def test_who_cannot_be_told_is_forgotten_all_the_same(siti, agreed, store):
    number = agreed(siti)

    assert erasing.work(store, NOW + timedelta(hours=23)) == 0
    assert erasing.work(store, NOW + timedelta(hours=24, minutes=1)) == 1
    assert request(number).is_told is False


@pytest.mark.parametrize("room", ["contacts", "messaging", "bookings"])
def test_an_erasure_goes_on_where_it_was_killed(
    siti, book, agreed, store, room, monkeypatch
):
    class Killed(BaseException):
        pass

    def die(name):
        if name == f"erasure.{room}":
            raise Killed

    booking = book(siti, SITI, RINA, days=-3)
    number = agreed(siti)
    told()
    monkeypatch.setattr(failpoints, "reach", die)
    with pytest.raises(Killed):
        erasing.run(number, store, NOW)
    monkeypatch.undo()
    before = request(number).counts

    assert erasing.run(number, store, NOW)

    rooms = ["contacts", "messaging", "bookings"]
    assert sorted(before) == sorted(rooms[: rooms.index(room) + 1])
    assert request(number).counts.items() >= before.items()
    assert request(number).counts["contacts"]["identities"] == 1
    assert request(number).counts["messaging"]["conversations"] == 1
    assert request(number).counts["bookings"]["people"] == 2
    assert not people_of(booking)
    assert not Identity.objects.filter(contact_id=siti).exists()


def test_what_is_booked_ends_only_with_leave(siti, book, office, agreed):
    booking = book(siti, SITI)
    number = propose(office, siti, ends=False)

    with pytest.raises(erasing.StillBooked):
        erasing.approve(number, HEAD, NOW)
    assert request(number).state == "proposed"
    agreed(siti, ends=True)

    booking.refresh_from_db()
    assert booking.state == "cancelled"
    assert Slot.objects.get(id=booking.slot_id).taken == 0


def test_what_is_booked_after_the_approval_wants_a_second_look(
    siti, book, agreed, store
):
    number = agreed(siti, ends=False)
    told()
    book(siti, SITI)

    assert not erasing.run(number, store, NOW)

    assert (request(number).state, request(number).is_returned) == ("proposed", True)
    assert Contact.objects.filter(id=siti).exists()


def test_a_past_booking_stays_as_a_figure(siti, book, agreed, store):
    booking = book(siti, SITI, RINA, days=-3)
    agreed(siti)
    told()
    erasing.work(store, NOW)

    booking.refresh_from_db()
    assert (booking.contact_id, booking.size, booking.state) == (None, 2, "booked")
    assert booking.code.startswith("-")
    assert Slot.objects.get(id=booking.slot_id).taken == 2


def test_of_a_booking_of_somebody_else_only_their_own_place_goes(
    siti, budi, book, agreed, store
):
    own = book(siti, SITI, days=-3)
    shared = book(budi, BUDI, SITI, service="lain")
    (mine,) = people_of(own)
    agreed(siti, also=[mine])
    told()
    erasing.work(store, NOW)

    shared.refresh_from_db()
    assert (shared.contact_id, shared.size, shared.state) == (budi, 1, "booked")
    assert Slot.objects.get(id=shared.slot_id).taken == 1
    assert len(people_of(shared)) == 1


def test_who_did_not_ask_stays_in_bookings_of_others(siti, budi, book, agreed, store):
    book(siti, SITI, RINA, days=-3)
    shared = book(budi, BUDI, RINA, service="lain")
    agreed(siti)
    told()
    erasing.work(store, NOW)

    assert len(people_of(shared)) == 2


def test_who_would_leave_a_booking_empty_ends_it(siti, budi, book, office):
    own = book(siti, SITI, days=-3)
    theirs = book(budi, SITI, service="lain")
    number = propose(office, siti, also=people_of(own), ends=False)

    with pytest.raises(erasing.StillBooked):
        erasing.approve(number, HEAD, NOW)
    number = propose(office, siti, also=people_of(own))
    erasing.approve(number, HEAD, NOW)

    theirs.refresh_from_db()
    assert theirs.state == "cancelled"


def test_somebody_elses_person_cannot_be_named(siti, budi, book, agreed, store):
    others = book(budi, BUDI, days=-3)
    agreed(siti, also=people_of(others))
    told()
    erasing.work(store, NOW)

    assert len(people_of(others)) == 1


def test_who_booked_without_a_phone_is_forgotten_without_a_word(
    book, office, agreed, store
):
    booking = book(None, SITI, days=-1)
    assert find.by_id(booking.id) == Subject(booking.id, office.agency_id)

    agreed(booking.id)
    erasing.work(store, NOW)

    assert not people_of(booking)
    assert find.by_id(booking.id) is None
    assert not Notice.objects.exists()


def test_files_are_destroyed_with_their_rows(siti, agreed, store):
    talk = Conversation.objects.get(contact_id=siti)
    file = File.objects.create(
        id=ids.new(), account_id=talk.account_id, conversation_id=talk.id,
        event_id=ids.new(), kind="image", state=FileState.KEPT, due_at=NOW,
        created_at=NOW, expires_at=NOW + timedelta(days=30),
    )  # fmt: skip
    writing = store.begin(file.id)
    writing.add(b"a picture")
    writing.finish()
    agreed(siti)
    told()
    erasing.work(store, NOW)

    with pytest.raises(FileNotFoundError):
        store.read(file.id)
    assert not File.objects.exists()


def test_one_that_fails_does_not_stop_the_others(
    siti, budi, agreed, store, monkeypatch
):
    first, second = agreed(siti), agreed(budi)
    told()
    run = erasing.run

    def fail(number, *more):
        if number == first:
            raise OSError
        return run(number, *more)

    monkeypatch.setattr(erasing, "run", fail)

    assert erasing.work(store, NOW) == 1
    assert request(second).state == "done"


def test_every_step_is_on_record_without_a_name(siti, agreed, store):
    number = agreed(siti)
    told()
    erasing.work(store, NOW)

    with connection.cursor() as cursor:
        cursor.execute("select action, subject, details::text from audit_entry")
        rows = cursor.fetchall()
    assert [action for action, *_ in rows] == [
        "erasure.proposed",
        "erasure.approved",
        "erasure.done",
    ]
    assert {UUID(subject) for _, subject, _ in rows} == {siti}
    assert all(str(number) in details for *_, details in rows)


def test_the_last_word_is_planned_once(siti, agreed):
    agreed(siti)

    notice = Notice.objects.get()
    assert notice.kind == erasing.KIND
    assert notice.expires_at == NOW + erasing.TELL_FOR
    assert notices.counts(notice.agency_id, NOW) == {}


def test_booked_people_keep_no_fingerprint(siti, book, agreed, store):
    book(siti, SITI, days=-3)
    agreed(siti)
    told()
    erasing.work(store, NOW)

    assert not BookedPerson.objects.exists()
    assert Booking.objects.count() == 1
