"""The way in: what is refused, what is kept, and that nothing else is answered 200."""

from __future__ import annotations

import json

from loket.channels import types
from loket.messaging import intake
from loket.messaging.models import Event
from loket.webhooks.door import MAX_BODY_BYTES
from tests.webhooks.calls import calls, once

SITI = "6281100000001"


def test_a_signed_delivery_is_stored_before_it_is_answered(way_in):
    assert calls(way_in(), [{"id": "1", "text": "halo", "who": SITI}]) == [200]

    event = types.decode(Event.objects.get().body)
    assert (event.text, event.sender.phone) == ("halo", SITI)


def test_a_forged_delivery_is_refused(way_in):
    for headers in ([], [(b"x-hub-signature-256", b"no")]):
        assert once(way_in(), headers=headers)[0] == 403
    assert not Event.objects.exists()


def test_both_secrets_are_good_while_one_replaces_the_other(way_in):
    headers = [(b"x-hub-signature-256", b"also")]

    assert once(way_in(), body=b'[{"id": 1}]', headers=headers)[0] == 200


def test_every_item_of_a_delivery_is_kept(way_in):
    assert calls(way_in(), [{"id": n} for n in range(40)]) == [200]
    assert Event.objects.count() == 40


def test_deliveries_that_come_twice_are_kept_once(way_in):
    one = [{"id": "1"}, {"id": "2"}]

    assert calls(way_in(), one, one, [{"id": "2"}, {"id": "3"}]) == [200] * 3
    assert calls(way_in(), one) == [200]
    assert Event.objects.count() == 3


def test_the_order_of_arrival_is_kept(way_in):
    calls(way_in(), [{"id": n, "text": str(n)} for n in range(30)])

    bodies = Event.objects.order_by("seq").values_list("body", flat=True)
    assert [types.decode(body).text for body in bodies] == [str(n) for n in range(30)]


def test_a_delivery_for_a_number_that_is_not_ours_is_put_aside(way_in):
    assert calls(way_in(), [{"id": "1", "account": "999"}]) == [200]
    assert Event.objects.get().account_id == intake.NO_ACCOUNT


def test_identity_numbers_are_masked_before_they_are_stored(way_in):
    text = "nik saya 9901 0141 1290 0042 ya, permohonan 1234567890123456"

    calls(way_in(), [{"id": "1", "text": text}])

    body = Event.objects.get().body
    assert "••••••••••••0042" in types.decode(body).text
    assert "1234567890123456" in body
    assert "990101" not in body.replace(" ", "")


def test_the_raw_body_can_be_found_again(way_in, keyring):
    bodies = [json.dumps([{"id": n}]).encode() for n in range(5)]
    calls(way_in(), *bodies)

    for event in Event.objects.all():
        n = int(types.decode(event.body).external_id)
        assert intake_body(event, keyring) == bodies[n]


def intake_body(event, keyring):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select sealed from messaging_body where id = %s", [event.body_id]
        )
        (sealed,) = cursor.fetchone()
    packed = keyring.open(bytes(sealed), event.body_id.bytes)
    return intake.find_body(packed, event.id)


def test_without_a_database_the_provider_must_send_again(way_in):
    app = way_in("postgresql://nobody@127.0.0.1:1/none")

    assert calls(app, [{"id": "1"}]) == [503]


def test_a_body_that_is_too_large_is_refused(way_in):
    body = b"[" + b" " * MAX_BODY_BYTES + b"]"

    assert once(way_in(), body=body)[0] == 413


def test_the_challenge_is_answered_to_who_knows_the_word(way_in):
    assert once(way_in(), method="GET", query=b"token=word&challenge=42") == (
        200,
        b"42",
    )
    assert once(way_in(), method="GET", query=b"token=no&challenge=42")[0] == 403


def test_unknown_addresses_and_verbs_are_refused(way_in):
    assert once(way_in(), path="/webhooks/nobody")[0] == 404
    assert once(way_in(), path="/")[0] == 404
    assert once(way_in(), method="DELETE")[0] == 405


def test_health_follows_the_database(way_in):
    assert once(way_in(), path="/health")[0] == 200
    assert once(way_in("postgresql://x@127.0.0.1:1/x"), path="/health")[0] == 503
