"""What events, states and failures of webhooks are called on the pages."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.partners.hooks import HookKind
from loket.partners.states import DeliveryState

Words = Promise | str

KINDS: Mapping[HookKind, Words] = {
    HookKind.CASE_OPENED: _("A case is new"),
    HookKind.CASE_MOVED: _("A case came to another stage"),
    HookKind.CASE_PROMISED: _("A day was promised, or moved"),
    HookKind.CASE_MISSED: _("A promised day has passed"),
    HookKind.CASE_REMOVED: _("A case is gone: the table that made it was undone"),
    HookKind.BOOKING_BOOKED: _("Somebody booked"),
    HookKind.BOOKING_MOVED: _("A booking went to another hour"),
    HookKind.BOOKING_CANCELLED: _("A booking was cancelled"),
    HookKind.BOOKING_ARRIVED: _("Somebody arrived"),
    HookKind.BOOKING_SERVED: _("Somebody was served"),
    HookKind.BOOKING_MISSED: _("Somebody did not come"),
    HookKind.BOOKING_LAPSED: _("A day ended, and nobody noted if they came"),
    HookKind.BOOKING_EXPECTED: _("A mark was taken back"),
    HookKind.TEST: _("A test"),
}

STATES: Mapping[DeliveryState, Words] = {
    DeliveryState.WAITING: _("on its way"),
    DeliveryState.DONE: _("taken"),
    DeliveryState.FAILED: _("given up"),
}

# Why an address will not do, or a try failed, and so what to mend.
REASONS: Mapping[str, Words] = {
    "not_https": _("The address must begin with https://."),
    "private": _("It stands for a machine that only we can reach."),
    "unreadable": _("The address cannot be read."),
    "too_long": _("The address is too long."),
    "has_password": _("Leave name and password out of the address."),
    "has_fragment": _("Leave out what stands behind #."),
    "status": _("It answered, but did not take it."),
    "timeout": _("It did not answer within 15 seconds."),
    "certificate": _("Its certificate is not accepted."),
    "no_such_name": _("Nobody knows that name."),
    "no_connection": _("It could not be reached."),
    "secret_closed": _("Its secret cannot be opened; add it anew."),
}
