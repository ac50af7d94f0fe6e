"""
What one message costs, by market, category and day.

The rates that Loket brings are a start: nobody but Meta knows what it will bill. An
office enters its own rate card on the page of costs, and that stands above these.

None was seen on a rate card of Meta itself. Two have a public page: marketing 0.0411
(Haptik, "WhatsApp Pricing 2024") and authentication from abroad 0.136 (the same, and
Alibaba Cloud, announcement of 1 June 2024), both a conversation of that time. That
they hold for each message from 1 July 2025 on is assumed. The 0.025 for utility and
authentication is an assumption: the pages of 2024 say 0.02 and 0.03. That words inside
the window are billed like utility from 1 October 2026 on stands in four industry
reports of autumn 2026; the figure is assumed with it. All read 24 November 2026.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.channels.types import Sender
from loket.messaging.models import ChannelAccount
from loket.messaging.models_channel import Rate

PUBLISHED = _("Pages of two resellers from 2024, read 24 November 2026")
ASSUMED = _("Our assumption of 24 November 2026, no public page found")
REPORTED = _("Rule after industry reports of autumn 2026, the figure is our assumption")
UNBILLED = _("Industry reports: free inside the window until 30 September 2026")
READ_AGAIN_S = 60.0

PER_MESSAGE_SINCE = date(2025, 7, 1)
WINDOW_BILLED_SINCE = date(2026, 10, 1)
# Free of charge, each month and number, once words in the window are billed (one
# report). Who is billed is what Meta's receipt says; this is shown only.
FREE_A_MONTH = 1_000

INDONESIA = "ID"
# By the first digits of a number. Elsewhere no rate is known.
MARKETS = {"62": INDONESIA}


class Price(NamedTuple):
    """What a message costs from a day on, in millionths of a currency's unit."""

    since: date
    micros: int
    currency: str
    source: str | Promise
    is_assumed: bool = False


Key = tuple[str, str]

OURS: Mapping[Key, Sequence[Price]] = {
    (INDONESIA, "utility"): [Price(PER_MESSAGE_SINCE, 25_000, "USD", ASSUMED, True)],
    (INDONESIA, "authentication"): [
        Price(PER_MESSAGE_SINCE, 25_000, "USD", ASSUMED, True)
    ],
    (INDONESIA, "authentication_international"): [
        Price(PER_MESSAGE_SINCE, 136_000, "USD", PUBLISHED)
    ],
    (INDONESIA, "marketing"): [Price(PER_MESSAGE_SINCE, 41_100, "USD", PUBLISHED)],
    (INDONESIA, "service"): [
        Price(PER_MESSAGE_SINCE, 0, "USD", UNBILLED),
        Price(WINDOW_BILLED_SINCE, 25_000, "USD", REPORTED, True),
    ],
}


def market_of(sender: Sender) -> str:
    """Return the country in which a person's number is, "" if no rate is known."""
    for digits, market in MARKETS.items():
        if sender.phone.startswith(digits):
            return market
    # A user id begins with its country: "ID.1349" (Meta, business-scoped user ids).
    named = sender.user_id[:2] if sender.user_id[2:3] == "." else ""
    return named if not sender.phone and named in MARKETS.values() else ""


class Card:
    """All rates of all agencies, read now and then."""

    def __init__(self) -> None:
        self._read_at = float("-inf")
        self._agencies: dict[str, int] = {}
        self._own: dict[tuple[int, str, str], list[Price]] = {}

    def price(self, account: str, key: Key, day: date) -> Price | None:
        """
        Return what a message through an account costs on a day, None if nobody knows.

        `account` is the provider's id of it.
        """
        self._renew()
        own = self._own.get((self._agencies.get(account, 0), *key), [])
        return _latest(own, day) or _latest(OURS.get(key, []), day)

    def _renew(self) -> None:
        if time.monotonic() - self._read_at < READ_AGAIN_S:
            return
        found = defaultdict(list)
        for it in Rate.objects.order_by("since"):
            price = Price(it.since, it.micros, it.currency, it.source)
            found[it.agency_id, it.market, it.category].append(price)
        accounts = ChannelAccount.objects.values_list("external_id", "agency_id")
        self._agencies = dict(accounts)
        self._own = dict(found)
        self._read_at = time.monotonic()


def _latest(prices: Sequence[Price], day: date) -> Price | None:
    return next((it for it in reversed(prices) if it.since <= day), None)
