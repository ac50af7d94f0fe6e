"""Asks a provider whether it knows an account and takes its token."""

from __future__ import annotations

import urllib.error
import urllib.request

from loket.config.doctor.findings import Finding, bad, good, poor
from loket.config.env import settings
from loket.lib.crypto import Keyring
from loket.messaging import outbox
from loket.messaging.models import ChannelAccount

TIMEOUT_S = 10
# HTTP statuses of the Graph API for a token or an id it does not take. Source: Meta,
# Graph API, handling errors (190 comes with 401, unknown ids with 400 or 404).
REFUSALS = frozenset({400, 401, 403, 404})


def ask(account: ChannelAccount, keyring: Keyring) -> Finding:
    """Read the account at its provider, changing nothing."""
    what = f"channel {account}"
    token = outbox.open_token(keyring, account.external_id, account.token)
    env = settings()
    url = f"{env.graph_url}/{env.graph_version}/{account.external_id}"
    request = urllib.request.Request(  # noqa: S310 the address is a setting
        url, headers={"Authorization": f"Bearer {token}"}
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_S):  # noqa: S310
            return good(what, "The provider knows it and takes its token.")
    except urllib.error.HTTPError as error:
        with error:
            return _refused(what, error.code)
    except OSError as error:
        said = f"{env.graph_url} cannot be reached ({error})."
        return poor(what, said, "Check the network and LOKET_GRAPH_URL.")


def _refused(what: str, status: int) -> Finding:
    said = f"The provider answered {status}."
    if status in REFUSALS:
        return bad(what, said, "Check the id, and add the account with a new token.")
    return poor(what, said, "Try again later.")
