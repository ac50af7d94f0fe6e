"""One piece of news about our numbers, and how its words are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from loket.messaging.account_effects import Account


class Told(NamedTuple):
    """One piece of news, and the numbers of ours that it is about."""

    value: Mapping[str, Any]
    accounts: Sequence[Account]
    business_id: str
    at: datetime

    def word(self, *names: str) -> str:
        """Return the first word under one of these names, "" if there is none."""
        return word(self.value, *names)


def word(value: Mapping[str, Any], *names: str) -> str:
    """Return the first word or number under one of these names, as text, else ""."""
    for name in names:
        found = value.get(name)
        if isinstance(found, str | int) and not isinstance(found, bool) and found != "":
            return str(found)
    return ""


def inner(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return the object under a name, or the first of a list of them."""
    found = value.get(name)
    if isinstance(found, list):
        found = found[0] if found else None
    return found if isinstance(found, dict) else {}
