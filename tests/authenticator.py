"""An app on somebody's phone that shows the codes of a second factor."""

from __future__ import annotations

from loket.lib import clock

# How long a code counts.
PERIOD_S = 30


def code(secret: str, later: int = 0) -> str:
    """What it shows now, or so many codes later."""
    # Not at the top: pictures are taken by a program that sets Django up itself.
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    counter = int(clock.now().timestamp()) // PERIOD_S + later
    return str(format_hotp_value(hotp_value(secret, counter)))
