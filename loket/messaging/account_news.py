"""
News about our numbers and our business account, acted on for a whole batch.

A number is found by its own id; news about the whole business account names none and
is about all its numbers, or about the one whose phone number it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from loket.channels.types import InboundEvent
from loket.messaging import account_effects
from loket.messaging.account_effects import Account, Effects
from loket.messaging.account_readers import READERS
from loket.messaging.account_told import Told, word


def act(told: Sequence[tuple[int, InboundEvent]], now: datetime) -> None:
    """
    Act on news, in the order given. Each is an account of ours, 0 if it names none,
    and what was told; then the business account says which numbers it is about.
    """
    heard = [(id_, event) for id_, event in told if event.type in READERS]
    if not heard:
        return
    ids = sorted({id_ for id_, _ in heard})
    businesses = sorted({_business(event) for _, event in heard} - {""})
    accounts = account_effects.find(ids, businesses)
    effects = Effects()
    for id_, event in heard:
        READERS[event.type](_told(id_, event, accounts, now), effects)
    effects.write()


def _told(
    id_: int, event: InboundEvent, accounts: Sequence[Account], now: datetime
) -> Told:
    value = event.details.get("value")
    value = value if isinstance(value, dict) else {}
    business = _business(event)
    named = [one for one in accounts if one.id == id_]
    ours = named or [
        one for one in accounts if business and one.business_id == business
    ]
    shown = _digits(word(value, "display_phone_number"))
    exact = [one for one in ours if shown and _digits(one.display) == shown]
    at = datetime.fromtimestamp(event.occurred_at, UTC) if event.occurred_at else now
    return Told(value, exact or ours, business, at)


def _business(event: InboundEvent) -> str:
    return word(event.details, "business")


def _digits(number: str) -> str:
    return "".join(char for char in number if char.isdigit())
