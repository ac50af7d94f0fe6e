"""Who wrote: the same person under every name a channel has for them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection

from loket.channels.types import Sender
from loket.contacts import actions, aliases
from loket.contacts.actions import Seen
from loket.contacts.models import Contact, Identity, IdentityConflict

pytestmark = pytest.mark.django_db

PHONE = "6281100000001"
USER = "ID.13491208655302741918"


def seen(account=1, **names):
    return Seen(account, 1, Sender(**names))


def resolve(*people):
    return actions.resolve(list(people))


def test_a_new_person_is_made_once():
    first = resolve(seen(phone=PHONE, name="Siti"))

    assert resolve(seen(phone=PHONE)) == first
    assert Contact.objects.get().name == "Siti"


def test_two_messages_of_one_person_in_a_batch_are_one_person():
    one, two = resolve(seen(phone=PHONE, user_id=USER), seen(user_id=USER))

    assert one == two
    assert Contact.objects.count() == 1


def test_a_phone_and_a_user_id_in_one_message_are_linked():
    (siti,) = resolve(seen(phone=PHONE))

    assert resolve(seen(phone=PHONE, user_id=USER)) == [siti]
    assert resolve(seen(user_id=USER)) == [siti]


def test_a_parent_id_is_the_last_resort():
    (siti,) = resolve(seen(user_id=USER, parent_user_id="ID.ENT.1"))

    assert resolve(seen(parent_user_id="ID.ENT.1")) == [siti]


def test_an_identity_is_never_taken_from_somebody():
    siti, budi = resolve(seen(phone=PHONE), seen(user_id=USER))

    assert resolve(seen(phone=PHONE, user_id=USER)) == [budi]
    assert resolve(seen(phone=PHONE)) == [siti]
    conflict = IdentityConflict.objects.get()
    assert (conflict.kept_id, conflict.other_id) == (budi, siti)


def test_two_numbers_of_ours_know_the_same_phone_apart():
    here, there = resolve(seen(1, phone=PHONE), seen(2, phone=PHONE))

    assert here != there


def test_somebody_without_any_identity_is_an_error():
    with pytest.raises(ValueError, match="without any identity"):
        resolve(seen(name="Siti"))


def test_a_person_made_meanwhile_by_another_worker_is_taken_over(monkeypatch):
    """Between our look and our insert, somebody else makes the same identity."""
    find = aliases.find
    first = []

    def find_and_be_overtaken(wanted):
        found = find(wanted)
        if not first:
            first.append(True)
            with connection.cursor() as cursor:
                cursor.execute(
                    "insert into contacts_contact (id, agency_id, name, "
                    "first_seen_at) values (gen_random_uuid(), 1, 'Other', now()) "
                    "returning id"
                )
                (other,) = cursor.fetchone()
            Identity.objects.create(
                contact_id=other,
                account_id=1,
                kind="phone",
                value=PHONE,
                first_seen_at="2026-11-23T00:00Z",
            )
        return found

    monkeypatch.setattr(aliases, "find", find_and_be_overtaken)

    (siti,) = resolve(seen(phone=PHONE))

    assert Contact.objects.get().id == siti


def test_a_new_number_of_somebody_known_takes_the_place_of_the_old():
    (siti,) = resolve(seen(phone=PHONE, user_id=USER))

    assert resolve(seen(phone="6281100000002", user_id=USER)) == [siti]
    assert resolve(seen(phone="6281100000002")) == [siti]
    assert resolve(seen(phone=PHONE)) != [siti]


def test_whoever_gets_an_old_number_is_a_new_person_with_a_user_id_of_their_own():
    (siti,) = resolve(seen(phone=PHONE, user_id=USER))
    resolve(seen(phone="6281100000002", user_id=USER))

    (budi,) = resolve(seen(phone=PHONE, user_id="ID.budi"))

    assert resolve(seen(user_id="ID.budi")) == [budi] != [siti]
    assert not IdentityConflict.objects.exists()


def test_two_people_who_name_one_new_alias_are_a_conflict():
    siti, budi = resolve(seen(phone=PHONE), seen(phone="6281100000002"))

    both = resolve(
        seen(phone=PHONE, user_id=USER), seen(phone="6281100000002", user_id=USER)
    )

    assert both == [siti, budi]
    assert resolve(seen(user_id=USER)) == [siti]
    conflict = IdentityConflict.objects.get()
    assert (conflict.kept_id, conflict.other_id) == (budi, siti)


def test_a_name_is_renewed_when_somebody_shows_a_new_alias():
    resolve(seen(phone=PHONE, name="Siti"))

    resolve(seen(phone=PHONE, user_id=USER, name="Siti A.", username="siti.a"))

    siti = Contact.objects.get()
    assert (siti.name, siti.username) == ("Siti A.", "siti.a")


def test_a_conflict_is_settled_once_and_only_by_its_own_agency():
    resolve(seen(phone=PHONE), seen(user_id=USER))
    resolve(seen(phone=PHONE, user_id=USER))
    conflict = IdentityConflict.objects.get()
    now = datetime(2026, 11, 24, tzinfo=UTC)

    assert not actions.settle(conflict.id, 2, 7, now)
    assert actions.settle(conflict.id, 1, 7, now)
    assert not actions.settle(conflict.id, 1, 8, now)
    resolve(seen(phone=PHONE, user_id=USER))
    conflict.refresh_from_db()
    assert (conflict.settled_at, conflict.settled_by) == (now, 7)
