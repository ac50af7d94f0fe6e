"""The channels: does each account have a token that opens, and does it send?"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import DatabaseError

from loket.config.doctor.findings import Finding, bad, good, poor
from loket.lib.crypto import CannotOpen, Keyring
from loket.messaging import outbox
from loket.messaging.models import ChannelAccount


def look(keyring: Keyring) -> Iterator[Finding]:
    """Look at every account, without asking its provider."""
    try:
        accounts = list(ChannelAccount.objects.order_by("id"))
    except DatabaseError:
        yield bad("channels", "They cannot be read.", "Run `loket migrate`.")
        return
    if not accounts:
        remedy = "Run `loket channel add whatsapp PHONE_NUMBER_ID`."
        yield poor("channels", "None: citizens cannot write to us.", remedy)
    for account in accounts:
        yield look_at(account, keyring)


def look_at(account: ChannelAccount, keyring: Keyring) -> Finding:
    """Look at one account."""
    what = f"channel {account}"
    again = f"Run `loket channel add {account.kind} {account.external_id}` again."
    try:
        outbox.open_token(keyring, account.external_id, bytes(account.token))
    except CannotOpen:
        return bad(what, "Its token was sealed with other keys.", again)
    if account.stopped_at:
        return bad(what, f"Sending stopped: {account.stop_reason}", again)
    return good(what, "Ready to send.")
