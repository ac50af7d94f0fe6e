"""What it means that somebody cannot be reached, and what can be done."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from loket.messaging import unreachable

Words = str | Promise


class Meaning(NamedTuple):
    """A code of the provider in words."""

    means: Words
    remedy: Words


MEANINGS: dict[int, Meaning] = {
    unreachable.UNDELIVERABLE: Meaning(
        gettext_lazy(
            "WhatsApp cannot deliver: the number has no WhatsApp any more, uses a very"
            " old app, or has blocked the office."
        ),
        gettext_lazy(
            "Call, or write by post or e-mail. A booking stays; it is only not"
            " reminded of."
        ),
    ),
    130497: Meaning(
        gettext_lazy(
            "The office's number may not write to the country of this number."
        ),
        gettext_lazy("Call, or ask for an Indonesian number. Messages will not pass."),
    ),
    131030: Meaning(
        gettext_lazy(
            "The office's number is a test number, and this one is not on its list."
        ),
        gettext_lazy(
            "An administrator adds the number at Meta, or uses a real number."
        ),
    ),
}
OTHER = Meaning(
    gettext_lazy("The platform refuses messages to this person."),
    gettext_lazy("Call, or write by post or e-mail."),
)
