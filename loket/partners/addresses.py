"""
To which addresses events may go.

Whoever may write an address here could otherwise let us knock at machines that only we
can reach (server-side request forgery, OWASP API7:2023, read 29 November 2026). So the
name is looked at when it is written, and what it stands for when it is called: a name
may stand for something else by then.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

LONGEST = 500
LOCAL_NAMES = ("localhost", ".localhost", ".local", ".internal", ".home.arpa")
# Carrier-grade NAT (RFC 6598) and the translation of IPv4 (RFC 6052) count as outside
# for Python, and are not.
_INNER = (
    ipaddress.ip_network("100.64.0.0/10"),
    ipaddress.ip_network("64:ff9b::/96"),
    ipaddress.ip_network("64:ff9b:1::/48"),
)


class BadAddress(Exception):
    """Nothing may be sent there; the word says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def check(url: str, *, may_be_plain: bool, may_be_private: bool) -> None:
    """
    Test an address.

    :param may_be_plain: http will do, on a training desk
    :param may_be_private: machines that only we can reach will do
    :raises BadAddress: if nothing may be sent there
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise BadAddress("unreadable") from None
    schemes = {"https", "http"} if may_be_plain else {"https"}
    is_clean = url.isascii() and url.isprintable() and " " not in url
    wrong = {
        "too_long": len(url) > LONGEST,
        "unreadable": not is_clean or not host or port == 0,
        "not_https": parts.scheme not in schemes,
        "has_password": "@" in parts.netloc,
        "has_fragment": bool(parts.fragment),
        "private": not may_be_private and not _is_outside(host),
    }
    for reason, is_wrong in wrong.items():
        if is_wrong:
            raise BadAddress(reason)


def is_public(address: str) -> bool:
    """Test if an IP address is one of the open internet."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    is_inner = any(ip in network for network in _INNER)
    return ip.is_global and not ip.is_multicast and not is_inner


def _is_outside(host: str) -> bool:
    name = host.casefold().rstrip(".")
    if any(name == one.lstrip(".") or name.endswith(one) for one in LOCAL_NAMES):
        return False
    try:
        ipaddress.ip_address(name)
    except ValueError:
        # Short forms of IPv4 as 127.1 or 0x7f000001 are no names of the internet.
        return "." in name and not name.rpartition(".")[2].isdecimal()
    return is_public(name)
