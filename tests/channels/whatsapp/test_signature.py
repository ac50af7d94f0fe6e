import pytest

from loket.channels.whatsapp import challenge, signature

BODY = b'{"text":"\\u00e9 \\/"}'
OLD, NEW = b"old secret", b"new secret"
QUERY = {
    "hub.mode": "subscribe",
    "hub.challenge": "1158201444",
    "hub.verify_token": "w",
}


def test_known_signature_is_accepted():
    # HMAC-SHA256 of the key and data of RFC 4231, test case 2.
    header = b"sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert signature.is_valid(header, b"what do ya want for nothing?", [b"Jefe"])


@pytest.mark.parametrize("secret", [OLD, NEW])
def test_both_secrets_count_while_one_is_being_changed(secret):
    assert signature.is_valid(signature.sign(BODY, secret), BODY, [OLD, NEW])


def test_body_written_anew_has_another_signature():
    header = signature.sign(BODY, OLD)
    assert not signature.is_valid(header, '{"text":"é /"}'.encode(), [OLD])


@pytest.mark.parametrize(
    "header",
    [
        None,
        b"",
        b"sha256=",
        b"sha256=zz",
        b"sha256=\xff\xfe",
        b"sha1=" + b"0" * 40,
        signature.sign(BODY, b"foreign"),
        signature.sign(BODY, OLD)[7:],
    ],
)
def test_wrong_header_is_refused(header):
    assert not signature.is_valid(header, BODY, [OLD, NEW])


def test_empty_secret_signs_nothing():
    assert not signature.is_valid(signature.sign(BODY, b""), BODY, [b""])


def test_challenge_is_repeated_to_who_knows_the_word():
    assert challenge.answer(QUERY, "w") == b"1158201444"


@pytest.mark.parametrize(
    "changed",
    [
        {"hub.mode": "unsubscribe"},
        {"hub.verify_token": "x"},
        {"hub.verify_token": ""},
        {"hub.verify_token": "é\ud800"},
        {"hub.challenge": ""},
        {"hub.challenge": "<script>"},
        {"hub.challenge": "١٢"},
        {"hub.challenge": "1" * 41},
    ],
)
def test_challenge_is_refused_otherwise(changed):
    assert challenge.answer({**QUERY, **changed}, "w") is None
