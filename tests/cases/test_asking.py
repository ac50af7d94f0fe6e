"""Who may hear of a case, and who may not."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from loket.cases import asking
from loket.cases.asking import MOST_TRIES, SCANNING, SILENT_FOR, Asker, Proof
from loket.cases.models import Follower
from loket.contacts.models import Contact, Identity
from loket.lib import ids
from loket.messaging.alarm_kinds import AlarmKind
from loket.messaging.models import Alarm, Conversation, Message
from tests.cases.conftest import NOW, NUMBER, PHONE

BORN = date(1990, 3, 12)
DAY = timedelta(days=1)


@pytest.fixture
def ask(account, keyring):
    def ask(contact: UUID, now=NOW):
        asker = Asker(account.agency_id, contact, account.id)
        (known,) = asking.known([asker], now, keyring)
        return known

    return ask


@pytest.fixture
def prove(account, keyring):
    def prove(contact: UUID, number=NUMBER, born=BORN, now=NOW):
        asker = Asker(account.agency_id, contact, account.id)
        (proved,) = asking.prove([Proof(asker, [number], [born])], now, keyring)
        return proved

    return prove


@pytest.fixture
def budi(account):
    """A stranger with another number."""
    return Contact.objects.create(
        id=ids.new(), agency_id=account.agency_id, first_seen_at=NOW
    ).id


@pytest.fixture
def wrote(account):
    """Let somebody have written to us at some moment."""

    def wrote(contact: UUID, at):
        talk, _ = Conversation.objects.get_or_create(
            contact_id=contact,
            account_id=account.id,
            defaults={
                "id": ids.new(),
                "agency_id": account.agency_id,
                "last_inbound_at": at,
            },
        )
        Message.objects.create(
            id=ids.new(),
            conversation_id=talk.id,
            account_id=account.id,
            direction="in",
            type="text",
            words="halo",
            options=[],
            error_code=0,
            state=0,
            created_at=at,
        )

    return wrote


def test_the_number_on_file_is_told(make_case, siti, ask):
    case = make_case("cetak")

    assert [one.id for one in ask(siti).cases] == [case.id]


def test_another_number_is_told_nothing(make_case, budi, ask):
    make_case("cetak")

    known = ask(budi)

    assert (known.cases, known.is_unproved, known.has_types) == ([], False, True)


def test_number_and_birth_date_prove_it_from_then_on(make_case, budi, prove, ask):
    case = make_case("cetak")

    assert prove(budi).case.id == case.id
    assert [one.id for one in ask(budi).cases] == [case.id]


def test_what_is_not_there_and_what_is_not_theirs_look_alike(make_case, budi, prove):
    make_case("cetak")

    assert prove(budi, born=date(1991, 3, 12)) == prove(budi, number="9926112600000000")


def test_after_five_tries_not_even_the_truth_helps(make_case, budi, prove):
    make_case("cetak")
    for n in range(MOST_TRIES):
        assert prove(budi, born=BORN + DAY * (n + 1)).case is None

    assert prove(budi).is_barred
    assert prove(budi, now=NOW + DAY).case is not None


def test_one_number_is_not_tried_out_by_many(make_case, account, prove):
    make_case("cetak")
    for n in range(MOST_TRIES + 1):
        stranger = Contact.objects.create(
            id=ids.new(), agency_id=account.agency_id, first_seen_at=NOW
        )
        proved = prove(stranger.id, born=BORN + DAY * (n + 1))

    assert proved.is_barred


def test_scanning_is_told_to_the_head(account, prove, office):
    for n in range(SCANNING):
        stranger = Contact.objects.create(
            id=ids.new(), agency_id=account.agency_id, first_seen_at=NOW
        )
        prove(stranger.id, number=f"99261126{n:08d}")

    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.agency_id) == (AlarmKind.SCANNING, account.agency_id)


def test_a_number_that_was_silent_for_long_is_asked_again(
    make_case, siti, wrote, ask, prove
):
    make_case("cetak")
    wrote(siti, NOW)
    much_later = NOW + SILENT_FOR + DAY
    assert ask(siti).cases

    # A greeting first must not make us forget the silence.
    wrote(siti, much_later)
    known = ask(siti, much_later)

    assert (known.cases, known.is_unproved) == ([], True)
    assert prove(siti, now=much_later).case is not None
    assert ask(siti, much_later).cases


def test_a_number_that_somebody_gave_up_is_asked_again(make_case, siti, ask, account):
    make_case("cetak")
    before = Contact.objects.create(
        id=ids.new(), agency_id=account.agency_id, first_seen_at=NOW
    )
    Identity.objects.create(
        contact=before,
        account_id=account.id,
        kind="phone",
        value=PHONE,
        first_seen_at=NOW,
        retired_at=NOW + DAY,
    )

    assert ask(siti).is_unproved
    assert Follower.objects.get(contact_id=siti).unproved_at == NOW


def test_who_has_a_new_phone_proves_it_again(make_case, siti, ask, prove):
    make_case("cetak")
    assert ask(siti).cases

    asking.ask_anew({siti}, NOW)

    assert ask(siti).is_unproved
    assert not ask(siti).cases
    prove(siti)
    assert ask(siti).cases
