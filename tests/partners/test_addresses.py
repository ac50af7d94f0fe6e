"""Events go to the open internet, and to no machine that only we can reach."""

from __future__ import annotations

import pytest

from loket.partners import addresses
from loket.partners.addresses import BadAddress

STRICT = {"may_be_plain": False, "may_be_private": False}


@pytest.mark.parametrize(
    "url",
    [
        "https://office.example/loket",
        "https://office.example:8443/a?b=c",
        "https://203.0.114.9/hook",
        "https://[2606:4700::1111]/hook",
    ],
)
def test_an_address_of_the_internet_will_do(url):
    addresses.check(url, **STRICT)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://office.example/", "not_https"),
        ("ftp://office.example/", "not_https"),
        ("https://user:word@office.example/", "has_password"),
        ("https://office.example/#a", "has_fragment"),
        ("https:///nowhere", "unreadable"),
        ("https://office.example:99999/", "unreadable"),
        ("https://office.example/\r\nHost: x", "unreadable"),
        ("https://kantor\u00e9.example/", "unreadable"),
        *(
            (f"https://{host}/", "private")
            for host in (
                "localhost",
                "printer.local",
                "metadata.google.internal",
                "intranet",
                "127.0.0.1",
                "127.1",
                "0x7f000001",
                "2130706433",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "[::1]",
                "[fe80::1]",
                "[fd00::1]",
                "[::ffff:10.0.0.1]",
                "[64:ff9b::a00:1]",
            )
        ),
    ],
)
def test_another_is_refused_with_the_reason(url, reason):
    with pytest.raises(BadAddress) as refusal:
        addresses.check(url, **STRICT)

    assert refusal.value.reason == reason


def test_what_is_let_is_let():
    addresses.check("http://127.0.0.1:80/", may_be_plain=True, may_be_private=True)
