"""What we are told of people who said nothing: every order, any number of times."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loket.channels.types import Sender
from loket.contacts import actions, rotation
from loket.contacts.actions import Seen
from loket.contacts.models import Contact, Identity, IdentityConflict
from loket.contacts.rotation import Change

pytestmark = pytest.mark.django_db

OLD, NEW, THIRD = "6281100000001", "6281100000002", "6281100000003"


def change(before: Sender, now: Sender) -> Change:
    return Change(1, before, now)


MOVED = change(Sender(phone=OLD), Sender(phone=NEW))
ROTATED = change(Sender(user_id="ID.old"), Sender(user_id="ID.new"))


def who(**names):
    (contact,) = actions.resolve([Seen(1, 1, Sender(**names))])
    return contact


def test_a_changed_number_leads_to_the_same_person():
    siti = who(phone=OLD)

    rotation.rotate([MOVED])

    assert who(phone=NEW) == siti


def test_the_number_that_was_given_up_names_nobody():
    siti = who(phone=OLD)

    rotation.rotate([MOVED])

    assert who(phone=OLD) != siti


def test_a_new_user_id_is_added_to_the_old():
    siti = who(user_id="ID.old")

    rotation.rotate([ROTATED])

    assert who(user_id="ID.new") == siti
    assert who(user_id="ID.old") == siti


def test_what_is_told_again_changes_nothing():
    siti = who(phone=OLD)
    rotation.rotate([MOVED, MOVED])
    before = set(Identity.objects.values_list("value", "retired_at"))

    rotation.rotate([MOVED])

    assert set(Identity.objects.values_list("value", "retired_at")) == before
    assert not IdentityConflict.objects.exists()
    assert Contact.objects.get().id == siti


def test_an_alias_that_somebody_has_is_not_taken_but_shown():
    siti, budi = who(user_id="ID.old"), who(user_id="ID.new")

    rotation.rotate([ROTATED])

    assert (who(user_id="ID.old"), who(user_id="ID.new")) == (siti, budi)
    conflict = IdentityConflict.objects.get()
    assert (conflict.kept_id, conflict.other_id) == (siti, budi)


def test_nothing_is_kept_of_people_who_never_wrote():
    rotation.rotate([MOVED, ROTATED])

    assert not Contact.objects.exists()
    assert not Identity.objects.exists()


def test_a_card_that_names_both_links_them():
    siti = who(phone=OLD)

    rotation.rotate(
        [change(Sender(), Sender(phone=OLD, user_id="ID.old", username="siti.a"))]
    )

    assert who(user_id="ID.old") == siti
    assert Contact.objects.get().username == "siti.a"


def test_a_number_moves_on_within_one_batch():
    siti = who(phone=OLD)

    rotation.rotate([MOVED, change(Sender(phone=NEW), Sender(phone=THIRD))])

    assert who(phone=THIRD) == siti
    assert who(phone=NEW) != siti


def test_two_people_may_swap_their_numbers():
    siti, budi = who(phone=OLD, user_id="ID.siti"), who(phone=NEW, user_id="ID.budi")

    rotation.rotate(
        [
            change(Sender(phone=OLD), Sender(phone=THIRD, user_id="ID.siti")),
            change(Sender(phone=NEW), Sender(phone=OLD, user_id="ID.budi")),
        ]
    )

    assert (who(phone=THIRD), who(phone=OLD)) == (siti, budi)
    assert not IdentityConflict.objects.exists()


def test_another_number_of_ours_is_not_touched():
    (there,) = actions.resolve([Seen(2, 1, Sender(phone=OLD))])
    who(phone=OLD)

    rotation.rotate([MOVED])

    assert actions.resolve([Seen(2, 1, Sender(phone=OLD))]) == [there]


PEOPLE = ("a", "b", "c")
senders = st.builds(
    Sender,
    phone=st.sampled_from(["", *PEOPLE]),
    user_id=st.sampled_from(["", *PEOPLE]),
)


@settings(max_examples=60)
@given(
    written=st.lists(senders.filter(lambda s: s.phone or s.user_id), max_size=6),
    told=st.lists(st.builds(Change, st.just(1), senders, senders), max_size=6),
    cut=st.integers(0, 6),
)
def test_no_user_id_ever_changes_hands(written, told, cut):
    Contact.objects.all().delete()
    actions.resolve([Seen(1, 1, sender) for sender in written])
    before = dict(
        Identity.objects.filter(kind="user_id").values_list("value", "contact_id")
    )

    rotation.rotate(told[:cut])
    rotation.rotate(told[cut:])

    after = dict(
        Identity.objects.filter(kind="user_id").values_list("value", "contact_id")
    )
    assert before.items() <= after.items()
    assert set(after.values()) <= set(Contact.objects.values_list("id", flat=True))
