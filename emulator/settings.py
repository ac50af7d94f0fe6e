"""Who the emulator plays: one business number, its secrets, and its webhook."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(slots=True)
class Settings:
    """
    The business number and what both sides know about it.

    None of the values here is a secret of anything real: they are the words of a
    training room. `webhook` may be changed while the emulator runs.
    """

    webhook: str = ""
    app_secret: str = "training-app-secret"  # noqa: S105
    verify_token: str = "training-verify-token"  # noqa: S105
    token: str = "training-token"  # noqa: S105
    phone_number_id: str = "100200300400500"
    waba_id: str = "500400300200100"
    display_number: str = "+62 800-0000-0100"
    name: str = "Training Office"

    @property
    def digits(self) -> str:
        """The display number as webhooks write it."""
        return re.sub(r"\D", "", self.display_number)
