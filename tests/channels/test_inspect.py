import json

import pytest

from loket.channels.inspect import UnknownChannel, describe
from tests.channels.whatsapp.payloads import MESSAGES, SITI, became, raw, said, status

KEYS = {
    *("external_id", "account", "kind", "type", "identities", "text", "choice"),
    *("reply_to", "attachments", "receipt", "occurred_at", "details"),
}


def test_message_is_described_in_plain_words():
    (shown,) = describe("whatsapp", raw(said(MESSAGES["list"][0])))
    assert set(shown) == KEYS
    assert shown["identities"] == {
        "phone": SITI,
        "user_id": "",
        "parent": "",
        "username": "",
        "name": "Siti",
    }
    assert (shown["kind"], shown["type"]) == ("message", "list_reply")
    assert (shown["text"], shown["choice"], shown["receipt"]) == ("Jam 9", "r", None)


def test_receipt_and_attachment_are_plain_values():
    (receipt,) = describe("whatsapp", raw(became(status())))
    (image,) = describe("whatsapp", raw(said(MESSAGES["image"][0])))
    assert receipt["receipt"] == {"message_id": "wamid.9", "status": "delivered"}
    assert image["attachments"][0]["media_id"] == "m1"
    assert json.loads(json.dumps([receipt, image])) == [receipt, image]


def test_unknown_shape_is_named():
    (shown,) = describe("whatsapp", b"no json")
    assert (shown["kind"], shown["type"]) == ("unknown", "unreadable")


def test_unknown_channel_is_refused_with_the_known_ones():
    with pytest.raises(UnknownChannel, match="whatsapp"):
        describe("pigeon", b"{}")
