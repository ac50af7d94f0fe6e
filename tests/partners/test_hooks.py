"""What happens is told to who asked for it: signed, again if need be, and never before
it is true."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import date, timedelta

import pytest
from django.db import transaction

from loket.bookings import at_counter
from loket.bookings.at_counter import AtCounter
from loket.bookings.models import Booking
from loket.bookings.people import Person
from loket.cases.models import Case
from loket.messaging.models import Alarm
from loket.partners import delivering, subscriptions
from loket.partners.delivering import WAITS
from loket.partners.hooks import SUBSCRIBABLE, HookKind
from loket.partners.models import Delivery, Subscription
from loket.partners.subscriptions import Wanted
from loket.worker.teller import Teller
from tests.api.conftest import (  # noqa: F401
    NOW,
    TOMORROW,
    foreign_office,
    make_system,
    now,
    office,
    other_office,
    record,
    slot,
    system,
)

SITI = {"name": "Siti Aminah", "birth_date": "1990-03-12"}


@pytest.fixture
def lets_all(settings):
    settings.LOKET_HOOKS_PRIVATE = True


@pytest.fixture
def subscribe(office, keyring, lets_all, listener):  # noqa: F811
    def subscribe(*kinds, offices=(), agency=None):
        wanted = Wanted(listener.url, kinds or SUBSCRIBABLE, offices)
        return subscriptions.add(agency or office.agency, wanted, NOW, keyring)

    return subscribe


@pytest.fixture
def teller(keyring, lets_all):
    return Teller(keyring)


def told():
    return list(Delivery.objects.order_by("id").values_list("kind", flat=True))


def test_an_event_is_signed_and_names_ids_only(subscribe, system, teller, listener):  # noqa: F811
    _, secret = subscribe(HookKind.CASE_OPENED)
    system.sends("/cases/records", {"records": [record()]})

    assert teller.work_off() == 1

    ((headers, body),) = listener.heard
    case = Case.objects.get()
    said = json.loads(body)
    assert said == {
        "id": said["id"],
        "kind": "case.opened",
        "at": "2026-11-23T03:00:00Z",
        "subject": str(case.id),
        "office": "TS",
        "link": f"/api/v1/cases/{case.id}",
    }
    at = str(int(NOW.timestamp()))
    made = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256)
    assert headers["Loket-Signature"] == f"t={at},v1={made.hexdigest()}"
    assert system.asks(said["link"].removeprefix("/api/v1")).status_code == 200
    one = Delivery.objects.get()
    assert (one.state, one.status, one.tries) == ("done", 200, 1)
    assert teller.work_off() == 0


def test_what_an_officer_books_at_the_counter_is_told(
    subscribe,
    office,  # noqa: F811
    slot,  # noqa: F811
    keyring,
):
    subscribe()
    people = [Person("Siti Aminah", date(1990, 3, 12))]
    place = (office.agency_id, office.id, slot.id)

    made = at_counter.book(AtCounter(*place, people, 1, NOW), keyring)

    (one,) = Delivery.objects.all()
    assert (one.kind, one.subject) == ("booking.booked", made.booking_id)


def test_what_happens_to_cases_and_bookings_is_told(subscribe, system, slot):  # noqa: F811
    subscribe()
    system.sends("/cases/records", {"records": [record()]})
    later = record("bayar", at="2026-11-23T09:30:00+07:00")
    system.sends("/cases/records", {"records": [later, later]})
    booked = system.sends("/bookings", {"slot": slot.id, "people": [SITI]}).json()
    for what in ("arrival", "expectation", "absence", "expectation", "cancellation"):
        system.sends(f"/bookings/{booked['id']}/{what}")

    assert told() == [
        "case.opened",
        "case.moved",
        "case.promised",
        "booking.booked",
        "booking.arrived",
        "booking.expected",
        "booking.missed",
        "booking.expected",
        "booking.cancelled",
    ]


def test_what_was_taken_back_is_not_told(subscribe, system, slot):  # noqa: F811
    subscribe()
    with transaction.atomic():
        system.sends("/bookings", {"slot": slot.id, "people": [SITI]})
        assert told() == ["booking.booked"]
        transaction.set_rollback(True)

    assert told() == []
    assert not Booking.objects.exists()


def test_only_what_was_asked_for_is_told_and_only_of_these_offices(
    subscribe,
    system,  # noqa: F811
    slot,  # noqa: F811
    other_office,  # noqa: F811
    foreign_office,  # noqa: F811
):
    subscribe(HookKind.CASE_OPENED)
    subscribe(offices=[other_office.id])
    subscribe(agency=foreign_office.agency)

    system.sends("/cases/records", {"records": [record()]})
    system.sends("/bookings", {"slot": slot.id, "people": [SITI]})

    assert told() == ["case.opened"]


def test_a_failure_is_tried_again_for_three_days_and_then_switched_off_with_an_alarm(
    subscribe,
    system,  # noqa: F811
    teller,
    listener,
    now,  # noqa: F811
):
    one, _ = subscribe(HookKind.CASE_OPENED)
    listener.status = 302
    system.sends("/cases/records", {"records": [record()]})
    teller.work_off()
    assert Delivery.objects.get().due_at == NOW + WAITS[0]
    assert teller.work_off() == 0

    for wait in WAITS:
        now.shift(wait)
        teller.work_off()

    lost = Delivery.objects.get()
    assert (lost.state, lost.status, lost.tries) == ("failed", 302, len(WAITS) + 1)
    assert len(listener.heard) == len(WAITS) + 1
    assert sum(WAITS, timedelta()) >= timedelta(days=3)
    assert Subscription.objects.get().disabled_at is not None
    alarm = Alarm.objects.get(settled_at=None)
    assert (alarm.kind, alarm.agency_id) == ("webhook", one.agency_id)

    # What happens meanwhile waits, and goes out once it is switched on again.
    system.sends("/cases/records", {"records": [record(number="9926112600000418")]})
    assert teller.work_off() == 0
    listener.status = 204
    subscriptions.switch_on(one)
    assert not Alarm.objects.filter(settled_at=None).exists()
    assert teller.work_off() == 1
    assert subscriptions.replay_since(one, NOW - timedelta(days=1), NOW) == 1
    assert teller.work_off() == 1
    ids = [json.loads(body)["id"] for _, body in listener.heard]
    assert ids.count(ids[0]) == len(WAITS) + 2


def test_a_worker_that_died_between_sending_and_noting_sends_once_more(
    subscribe,
    system,  # noqa: F811
    teller,
    listener,
    keyring,
    now,  # noqa: F811
):
    subscribe(HookKind.CASE_OPENED)
    system.sends("/cases/records", {"records": [record()]})
    (claim,) = delivering.claim(10, NOW, keyring)
    assert delivering.claim(10, NOW, keyring) == []

    now.shift(delivering.LEASE)

    assert teller.work_off() == 1
    assert json.loads(listener.heard[0][1])["id"] == json.loads(claim.body)["id"]


@pytest.mark.parametrize("host", ["127.0.0.1", "loket.localtest.example"])
def test_a_name_that_stands_for_a_machine_inside_is_not_called(
    host,
    subscribe,
    *,
    system,  # noqa: F811
    listener,
    keyring,
    settings,
    monkeypatch,
):
    """It was let when it was written, or the name stood for something else then."""
    one, _ = subscribe(HookKind.CASE_OPENED)
    Subscription.objects.update(url=one.url.replace("127.0.0.1", host))
    system.sends("/cases/records", {"records": [record()]})
    settings.LOKET_HOOKS_PRIVATE = False
    inside = [(2, 1, 6, "", ("127.0.0.1", 80))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: inside)

    Teller(keyring).work_off()

    assert listener.heard == []
    assert Delivery.objects.get().reason == "private"


def test_old_events_are_forgotten(subscribe, system):  # noqa: F811
    subscribe()
    system.sends("/cases/records", {"records": [record()]})
    delivering.forget(NOW + timedelta(days=31))

    assert told() == []
