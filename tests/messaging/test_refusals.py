"""What a refusal tells of a person: a stop, a number, or that nothing arrives."""

from __future__ import annotations

import msgspec
import pytest
from django.db import connection

from loket.cases import asking
from loket.channels.types import (
    DeliveryStatus,
    EventKind,
    InboundEvent,
    OutboundMessage,
    Reaction,
    Receipt,
    Refused,
)
from loket.contacts.models import Consent, Contact, Identity
from loket.contacts.models_consent import Topic
from loket.contacts.queries import stopped
from loket.lib import clock, ids
from loket.messaging import intake, outbox, receipts, refusals, turns, unreachable
from loket.messaging.models import Message, Outbox
from loket.messaging.states import MessageState, OutboxState
from loket.messaging.turns import Said
from loket.worker import reactions
from loket.worker.reactions import Results


@pytest.fixture
def contact(account, talk):
    return Contact.objects.create(
        id=talk.contact_id, agency_id=account.agency_id, first_seen_at=clock.now()
    )


@pytest.fixture
def refuse(talk, say, contact):
    """Have what is claimed next refused with a code; return the message's id."""

    def refuse(code, message=None):
        if message is None:
            say()
        else:
            turns.keep([], [Said(talk, message, ids.new())])
        (claim,) = outbox.claim(ids.new(), [], 10)
        results = Results()
        refused = Refused(code, Reaction.GIVE_UP, "refused")
        results.add(claim, refused, clock.now())
        reactions.write(results)
        return claim.message_id

    return refuse


def told(account, code, external_id="w.1", reference=""):
    """Store a receipt of a failure, as the way in would."""
    receipt = Receipt(
        message_id=external_id,
        status=DeliveryStatus.FAILED,
        reference=reference,
        error_code=code,
    )
    event = InboundEvent(
        external_id=ids.new().hex,
        account="100",
        kind=EventKind.RECEIPT,
        type="failed",
        receipt=receipt,
    )
    with connection.cursor() as cursor:
        row = intake.row(event, account.id)
        values = intake.parameters([row], ids.new(), b"x")
        cursor.execute(intake.QUERIES["store"], values)


def test_who_stopped_marketing_at_the_platform_still_gets_notices(refuse, contact):
    refuse(refusals.STOPPED_CODE)

    assert stopped({contact.id}, Topic.MARKETING) == {contact.id}
    assert stopped({contact.id}) == set()


@pytest.mark.parametrize("is_ours", [True, False])
def test_a_stop_that_a_receipt_tells_is_noted_once(account, say, contact, is_ours):
    message = say()
    outbox.claim(ids.new(), [], 10)
    outbox.sent([(message, "w.1", clock.now())])

    for _ in range(2):
        reference = message.hex if is_ours else ""
        told(account, refusals.STOPPED_CODE, reference=reference)
        receipts.take_in()

    (word,) = Consent.objects.all()
    assert (word.contact_id, word.is_stopped) == (contact.id, True)


def test_a_stop_of_somebody_who_was_erased_holds_up_no_receipts(account, say):
    message = say()
    told(account, refusals.STOPPED_CODE, reference=message.hex)

    assert receipts.take_in() == 1
    assert not Consent.objects.exists()


def test_another_refusal_is_no_stop(refuse, contact):
    refuse(unreachable.UNDELIVERABLE)

    assert not Consent.objects.exists()


def test_what_may_not_go_to_a_user_id_goes_to_the_number(refuse, account, contact):
    known(account, contact)

    message = refuse(refusals.NEEDS_PHONE_CODE, OutboundMessage("Halo", user_id="ID.1"))

    row = Outbox.objects.get(message_id=message)
    assert row.state == OutboxState.READY
    assert msgspec.json.decode(row.payload)["phone"] == "62811"
    assert Message.objects.get(id=message).state < MessageState.FAILED


def test_it_is_tried_with_the_number_once(refuse, account, contact):
    known(account, contact)

    message = refuse(refusals.NEEDS_PHONE_CODE, OutboundMessage("Halo", phone="62811"))

    assert Message.objects.get(id=message).state == MessageState.FAILED
    assert not Outbox.objects.exists()


def test_without_a_known_number_it_is_given_up(refuse):
    message = refuse(refusals.NEEDS_PHONE_CODE, OutboundMessage("Halo", user_id="ID.1"))

    failed = Message.objects.get(id=message)
    assert (failed.state, failed.error_code) == (MessageState.FAILED, 131062)


def test_a_code_goes_without_its_picture_where_the_picture_is_refused(refuse):
    message = refuse(
        refusals.NO_PICTURE_CODE, OutboundMessage("Kode TS-7Q4MK", qr="TS-7Q4MK")
    )

    row = Outbox.objects.get(message_id=message)
    assert row.state == OutboxState.READY
    sent = msgspec.json.decode(row.payload)
    assert (sent["words"], sent.get("qr", "")) == ("Kode TS-7Q4MK", "")


def test_a_file_that_is_refused_has_no_other_way(refuse):
    message = refuse(refusals.NO_PICTURE_CODE, OutboundMessage("Halo", phone="62811"))

    assert Message.objects.get(id=message).state == MessageState.FAILED


def test_a_new_identity_key_is_news_of_the_person(refuse, contact, monkeypatch):
    asked = []
    monkeypatch.setattr(asking, "ask_anew", lambda found, _: asked.append(found))

    refuse(refusals.NEW_IDENTITY_CODE)
    refuse(refusals.NO_PICTURE_CODE)

    assert asked == [{contact.id}, set()]


def known(account, contact):
    Identity.objects.create(
        contact=contact,
        account_id=account.id,
        kind="phone",
        value="62811",
        first_seen_at=clock.now(),
    )
