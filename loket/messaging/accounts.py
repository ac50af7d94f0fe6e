"""The numbers and pages of an agency: adding one, or giving it a new token."""

from __future__ import annotations

from loket.lib.crypto import Keyring
from loket.messaging.models import ChannelAccount
from loket.messaging.outbox import seal_token
from loket.offices.models import Agency


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
    _, is_new = ChannelAccount.objects.update_or_create(
        kind=kind, external_id=external_id, defaults=values
    )
    return is_new
