"""What rights and refusals of keys are called on the pages."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.partners.scopes import Scope

SCOPES: Mapping[Scope, Promise | str] = {
    Scope.CASES_READ: _("Read how cases stand"),
    Scope.CASES_WRITE: _("Tell how cases stand"),
    Scope.BOOKINGS_READ: _("Read who comes"),
    Scope.BOOKINGS_WRITE: _("Book, move, cancel, note who came"),
    Scope.SLOTS_READ: _("Read hours and their places"),
    Scope.SLOTS_WRITE: _("Set the places of an hour"),
    Scope.PEOPLE_READ: _("Ask for copies of what is known of somebody"),
    Scope.PEOPLE_ERASE: _("Ask that somebody is forgotten"),
    Scope.WEBHOOKS: _("Say where to tell of what happens"),
}

WRONG: Mapping[str, tuple[str, Promise | str]] = {
    "name": ("name", _("Name it, so that you know it later; 80 characters at most.")),
    "source": (
        "source",
        _("Use letters, digits and dashes, such as “simkim”."),
    ),
    "scopes": ("scopes", _("Choose at least one right.")),
    "offices": ("offices", _("Choose offices of your agency.")),
    "per_minute": ("per_minute", _("Use a number between 1 and 60,000.")),
    "expires_at": ("expires_on", _("Choose a day that is still to come.")),
}
"""By the part that is wrong: the field, and what to do."""
