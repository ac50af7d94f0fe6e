"""Where other systems want to be told: added, tried out, switched on again, ended."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from loket.lib import audit, ids, sql
from loket.lib.audit import Entry
from loket.lib.crypto import Keyring
from loket.messaging import alarms
from loket.messaging.alarm_kinds import AlarmKind
from loket.offices.models import Agency
from loket.partners import addresses
from loket.partners.hooks import QUERIES, HookKind
from loket.partners.models import Subscription

PREFIX = "whsec_"
SECRET_BYTES = 32
# Each is told of every event; more than so many are a mistake.
MOST = 20


class TooMany(Exception):
    """The agency has as many subscriptions as it may."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where to tell, of what, and of which offices: none for all."""

    url: str
    kinds: Collection[HookKind]
    offices: Sequence[int] = ()


def add(
    agency: Agency, wanted: Wanted, now: datetime, keyring: Keyring
) -> tuple[Subscription, str]:
    """
    Add a subscription; return it and the secret that signs, which is shown once.

    :raises loket.partners.addresses.BadAddress: if nothing may be sent there
    :raises TooMany: if there are twenty
    """
    addresses.check(
        wanted.url,
        may_be_plain=settings.LOKET_DEMO,
        may_be_private=settings.LOKET_HOOKS_PRIVATE,
    )
    secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    with transaction.atomic():
        Agency.objects.select_for_update().get(id=agency.id)
        if Subscription.objects.filter(agency=agency).count() >= MOST:
            raise TooMany
        made = Subscription.objects.create(
            agency=agency,
            url=wanted.url,
            kinds=sorted(kind.value for kind in wanted.kinds),
            offices=sorted(wanted.offices),
            secret_sealed=b"",
            made_at=now,
        )
        made.secret_sealed = keyring.seal(secret.encode(), context(made.id))
        made.save(update_fields=["secret_sealed"])
        _note("webhook.added", made, {"kinds": made.kinds, "offices": made.offices})
    return made, secret


def remove(one: Subscription) -> None:
    """End a subscription; what waits for it is gone."""
    with transaction.atomic():
        _note("webhook.removed", one, {})
        one.delete()
    _settle_alarm(one.id)


def switch_on(one: Subscription) -> None:
    """Let a subscription that failed for long be told again, of what it missed, too."""
    with transaction.atomic():
        done = Subscription.objects.filter(id=one.id).exclude(disabled_at=None)
        if done.update(disabled_at=None, failing_since=None):
            _note("webhook.switched_on", one, {})
    _settle_alarm(one.id)


def test(one: Subscription, now: datetime) -> int:
    """Send an event of no meaning; return its delivery."""
    values = {"subscription": one.id, "event": ids.new(), "now": now}
    return _run("test", values)[0]


def replay(agency_id: int, delivery_id: int, now: datetime) -> bool:
    """Send one event again; False if there is none, or it still waits."""
    return bool(_run("replay", {"agency": agency_id, "id": delivery_id, "now": now}))


def replay_since(one: Subscription, since: datetime, now: datetime) -> int:
    """Send again what could not be delivered since a moment; return how many."""
    values = {"subscription": one.id, "since": since, "now": now}
    return len(_run("replay_since", values))


def context(subscription_id: int) -> bytes:
    """Return for what place the secret of a subscription is sealed."""
    return f"webhook:{subscription_id}".encode()


def subject(subscription_id: int) -> str:
    """Return the subject of alarms about a subscription."""
    return f"webhook:{subscription_id}"


def _settle_alarm(subscription_id: int) -> None:
    alarms.settle(AlarmKind.WEBHOOK, subject(subscription_id))


def _run(name: str, values: dict[str, Any]) -> list[int]:
    with connection.cursor() as cursor:
        return [id_ for (id_,) in sql.fetch(cursor, QUERIES[name], values)]


def _note(action: str, one: Subscription, about: dict[str, object]) -> None:
    with connection.cursor() as cursor:
        entry = Entry(action, str(one.id), one.agency_id, details=about)
        audit.record(cursor, [entry])
