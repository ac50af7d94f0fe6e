"""The mail server's address is read as Django wants it."""

import pytest
from pydantic import ValidationError

from loket.config import mailing
from loket.config.env import Settings


def test_no_address_is_no_server():
    assert mailing.for_django("").host == ""


def test_a_server_outside_is_spoken_to_under_tls():
    server = mailing.for_django("smtp://desk:p%40ss@mail.test")

    assert (server.host, server.port) == ("mail.test", 587)
    assert (server.user, server.password) == ("desk", "p@ss")
    assert server.upgrades
    assert not server.is_sealed


def test_smtps_is_sealed_from_the_start():
    server = mailing.for_django("smtps://mail.test")

    assert (server.port, server.upgrades, server.is_sealed) == (465, False, True)


def test_a_server_on_this_machine_is_spoken_to_plainly():
    assert not mailing.for_django("smtp://127.0.0.1:2525").upgrades


@pytest.mark.parametrize(
    "address",
    ["mail.test", "http://mail.test", "smtp:///desk", "smtp://mail.test:port"],
)
def test_what_is_no_address_is_refused_without_repeating_it(address, monkeypatch):
    with pytest.raises(mailing.BadAddress):
        mailing.for_django(address)
    monkeypatch.setenv("LOKET_SMTP_URL", address)

    with pytest.raises(ValidationError) as refused:
        Settings()
    assert address not in str(refused.value)
