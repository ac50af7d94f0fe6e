"""What a desk must not be started with."""

import base64

import pytest

from loket.config import guard
from loket.config.env import Settings
from loket.lib.crypto import Keyring, KeysFile

KEY = base64.b64encode(bytes(32)).decode()
GOOD = {
    "demo": False,
    "debug": False,
    "whatsapp_verify_token": "a-long-word-of-ours",
    "whatsapp_app_secret": "0123456789abcdef0123456789abcdef",
}


def check(keys_are_demo=False, **changes):
    file = KeysFile({"1": KEY}, "1", {"1": KEY}, "s", demo=keys_are_demo)
    guard.check(Settings(**{**GOOD, **changes}), Keyring(file))


def test_a_real_desk_with_words_of_its_own_may_start():
    check()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"keys_are_demo": True}, "belong to a training desk"),
        ({"debug": True}, "LOKET_DEBUG"),
        ({"whatsapp_verify_token": ""}, "VERIFY_TOKEN"),
        ({"whatsapp_verify_token": "changeme"}, "VERIFY_TOKEN"),
        ({"whatsapp_verify_token": "training-verify-token"}, "VERIFY_TOKEN"),
        ({"whatsapp_app_secret": ""}, "APP_SECRET"),
        ({"whatsapp_app_secret": " , "}, "APP_SECRET"),
        ({"whatsapp_app_secret": "training-app-secret"}, "APP_SECRET"),
        ({"whatsapp_app_secret": f"{'a' * 32},short"}, "APP_SECRET"),
    ],
)
def test_a_real_desk_is_refused_with_the_reason(changes, said):
    with pytest.raises(guard.Refused, match=said):
        check(**changes)


def test_every_reason_is_said_at_once():
    with pytest.raises(guard.Refused, match=r"DEBUG.*VERIFY_TOKEN.*APP_SECRET"):
        check(debug=True, whatsapp_verify_token="", whatsapp_app_secret="")


def test_two_app_secrets_may_stand_side_by_side():
    check(whatsapp_app_secret=f"{'a' * 32},{'b' * 32}")


def test_a_training_desk_needs_keys_that_are_marked():
    check(demo=True, keys_are_demo=True, whatsapp_app_secret="")
    with pytest.raises(guard.Refused, match="belong to a real desk"):
        check(demo=True)
