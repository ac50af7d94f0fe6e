import hashlib
import hmac
import json

from emulator.client import Emulator
from emulator.wire import escaped, sign
from tests.emulator.receiver import Receiver

SECRET = b"training-app-secret"


def test_bytes_are_ascii_with_the_platforms_escapes() -> None:
    raw = escaped({"body": "é/ä <b> 5% siti@contoh 😀"})
    assert raw == (
        rb'{"body":"\u00e9\/\u00e4 \u003Cb> 5\u0025 siti\u0040contoh \ud83d\ude00"}'
    )


def test_escaped_bytes_read_back_as_the_same_payload() -> None:
    payload = {"a": ['"/"', "\\", "@<%>", "\n"], "b": {"ü": 1}}
    assert json.loads(escaped(payload)) == payload


def test_signature_is_lower_case_hmac_of_the_bytes() -> None:
    expected = hmac.new(b"s", b"{}", hashlib.sha256).hexdigest()
    assert sign(b"{}", "s") == f"sha256={expected}"


def test_a_delivery_is_signed_over_what_was_sent_not_over_its_meaning(
    emulator: Emulator, webhook: Receiver
) -> None:
    emulator.citizen("6281200000001").say("selamat siang / pagi, é @ 100%")
    (delivery,) = webhook.wait_for(1)
    signature = hmac.new(SECRET, delivery.body, hashlib.sha256).hexdigest()
    assert delivery.headers["X-Hub-Signature-256"] == f"sha256={signature}"
    rewritten = json.dumps(delivery.payload).encode()
    wrong = hmac.new(SECRET, rewritten, hashlib.sha256).hexdigest()
    assert wrong != signature
    assert delivery.body.isascii()
    assert b"\\u00e9" in delivery.body
    assert b"\\/" in delivery.body
