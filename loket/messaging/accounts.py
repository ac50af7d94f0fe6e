"""The numbers and pages of an agency: adding one, or giving it a new token."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from loket.channels.outgoing import KnownNumber
from loket.lib import audit
from loket.lib.audit import Entry
from loket.lib.crypto import Keyring
from loket.messaging import alarms
from loket.messaging.alarm_kinds import AlarmKind
from loket.messaging.models import ChannelAccount
from loket.messaging.outbox import seal_token
from loket.offices.models import Agency

# The provider's words for a number that people complain about (Meta, "Quality rating",
# read 23 November 2026).
LOW_QUALITY = frozenset({"RED"})


def add(
    agency: Agency,
    name: tuple[str, str],
    token: str,
    keyring: Keyring,
    *,
    display: str = "",
    business_id: str = "",
) -> bool:
    """
    Add an account, or renew it: a stopped one speaks again with its new token.

    `name` is the channel's kind and the provider's id. Return whether it is new.
    """
    kind, external_id = name
    values = {
        "agency": agency,
        "token": seal_token(keyring, external_id, token),
        "display": display or external_id,
        "business_id": business_id,
        "stopped_at": None,
        "stop_code": 0,
        "stop_reason": "",
    }
    with transaction.atomic():
        account, is_new = ChannelAccount.objects.update_or_create(
            kind=kind, external_id=external_id, defaults=values
        )
        alarms.settle_account(account.id)
        done = "added" if is_new else "renewed"
        audit.note(Entry(f"channel_account.{done}", str(account.id), agency.pk))
    return is_new


def businesses(ids: Iterable[int]) -> dict[int, str]:
    """Return the business account of each of our accounts that has one."""
    found = ChannelAccount.objects.filter(id__in=list(ids)).exclude(business_id="")
    return dict(found.values_list("id", "business_id"))


def note(account_id: int, number: KnownNumber) -> None:
    """Keep how fast a number may send; say so if people complain about it."""
    account = ChannelAccount.objects.filter(id=account_id).first()
    if account is None:
        return
    if number.per_second and account.per_second != number.per_second:
        ChannelAccount.objects.filter(id=account_id).update(
            per_second=number.per_second
        )
    subject = alarms.subject_of_account(account_id)
    if number.quality in LOW_QUALITY:
        alarms.raise_alarm(
            AlarmKind.QUALITY, subject, number.quality.lower(), account.agency_id
        )
    elif number.quality:
        alarms.settle(AlarmKind.QUALITY, subject)
