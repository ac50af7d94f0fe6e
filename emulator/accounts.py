"""What may be wrong with an account, and what an office then hears, as data."""

from __future__ import annotations

from dataclasses import dataclass

from emulator.errors import Refusal
from emulator.switches import AccountState


@dataclass(frozen=True, slots=True)
class Trouble:
    """
    One thing that is wrong.

    `at`: "door" refuses every call, "send" every message, "template" only what starts
    a talk, "later" accepts a message and reports the code by a failed status.
    """

    at: str
    code: int
    message: str = ""
    subcode: int = 0


# Source: Meta, Cloud API error codes; Graph API, "Handling errors". Which of them come
# at once and which by status is from practice. Read November 2026.
TROUBLES: dict[AccountState, Trouble] = {
    "token_expired": Trouble(
        "door",
        190,
        "Error validating access token: Session has expired.",
        subcode=463,
    ),
    "no_permission": Trouble("door", 10),
    "no_asset": Trouble("send", 131005),
    "unpaid": Trouble("later", 131042),
    "locked": Trouble("send", 131031),
    "banned": Trouble("send", 368),
    "restricted": Trouble("template", 131048),
    "unregistered": Trouble("send", 133010),
    "name_pending": Trouble("send", 131037),
    "maintenance": Trouble("send", 131057),
}


def check(state: AccountState, *places: str) -> None:
    """
    Refuse what the state of the account refuses at these places.

    :raises Refusal: with the code of the trouble
    """
    trouble = TROUBLES.get(state)
    if trouble and trouble.at in places:
        raise Refusal(trouble.code, message=trouble.message, subcode=trouble.subcode)


def fails_later(state: AccountState) -> int:
    """Return the code with which accepted messages fail, 0 if they do not."""
    trouble = TROUBLES.get(state)
    return trouble.code if trouble and trouble.at == "later" else 0
