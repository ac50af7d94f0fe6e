"""
Who may collect besides the holder: a list of each kind of case, changed one at a time.

They have no numbers of their own, so whoever removes one says which they saw; another
may have changed the list meanwhile. What was handed out keeps the words of its day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction

from loket.cases.models import CaseType
from loket.cases.shaping import Refused
from loket.lib import audit
from loket.lib.audit import Entry

Words = Mapping[str, str]
Proxy = Mapping[str, Words]
"""`who` may collect, and what they `brings`, both by language."""


def add(kind: CaseType, proxy: Proxy) -> None:
    """Let somebody else collect, too."""
    _change(kind, "proxy_added", lambda there: [*there, proxy])


def remove(kind: CaseType, place: int, who: str) -> None:
    """
    Let somebody collect no more: the one at a place, called so in Indonesian.

    :raises Refused: if somebody else stands there now
    """

    def without(there: Sequence[Proxy]) -> Sequence[Proxy]:
        if place >= len(there) or there[place]["who"].get("id") != who:
            raise Refused("proxy_other")
        return [*there[:place], *there[place + 1 :]]

    _change(kind, "proxy_removed", without)


@transaction.atomic
def _change(
    kind: CaseType, action: str, how: Callable[[Sequence[Any]], Sequence[Any]]
) -> None:
    row = CaseType.objects.select_for_update().get(id=kind.id)
    row.proxies = how(row.proxies)
    row.save(update_fields=["proxies"])
    audit.note(Entry(f"case_type.{action}", str(kind.id), kind.agency_id))
