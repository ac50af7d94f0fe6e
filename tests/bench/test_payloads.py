"""The load must be what the platform sends: our own channel has to understand it."""

from bench import load, payloads
from loket.channels.registry import CHANNELS
from loket.channels.types import DeliveryStatus

WHATSAPP = CHANNELS["whatsapp"]
ACCOUNT = "100200300400500"
SITI = ("6281200000001", "ID.1", "Siti")


def test_words_are_one_message_of_one_person():
    (event,) = WHATSAPP.parse(load.delivery(7, "salt", ACCOUNT))

    assert (event.text, event.account) == (load.WORDS, ACCOUNT)


def test_a_tap_carries_what_was_tapped():
    tap = payloads.tap("wamid.2", "wamid.1", ("button_reply", "book", "Pesan"))

    (event,) = WHATSAPP.parse(payloads.said(SITI, tap, ACCOUNT))

    assert (event.choice, event.reply_to) == ("book", "wamid.1")


def test_a_receipt_names_our_message():
    item = payloads.receipt("wamid.9", SITI[0], "read", "reference")

    (event,) = WHATSAPP.parse(payloads.became(item, ACCOUNT))

    assert event.receipt is not None
    assert event.receipt.status is DeliveryStatus.READ
    assert event.receipt.reference == "reference"


def test_the_signature_is_valid():
    body = payloads.said(SITI, payloads.text("wamid.3", "halo"), ACCOUNT)
    head = payloads.request(body, b"secret").split(b"\r\n\r\n")[0]
    signature = head.split(b"X-Hub-Signature-256: ")[1].split(b"\r\n")[0]

    assert WHATSAPP.has_valid_signature(signature, body, [b"secret"])
