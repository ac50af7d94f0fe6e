"""The walls of all rooms, and of what the libraries keep."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from loket.bookings.walls import WALLS as BOOKINGS
from loket.cases.walls import WALLS as CASES
from loket.contacts.walls import WALLS as CONTACTS
from loket.lib.audit.walls import WALLS as AUDIT
from loket.lib.live.walls import WALLS as LIVE
from loket.lib.pulse.walls import WALLS as PULSE
from loket.lib.walls import Wall, build, hidden, without
from loket.messaging.walls import WALLS as MESSAGING
from loket.offices.walls import WALLS as OFFICES
from loket.partners.walls import WALLS as PARTNERS

_BEFORE = "read before anybody is known"

WEB = {
    "web_knock": without("tries at doors, as digests"),
    "web_cache": without("codes that were used, and tries"),
    "web_confirmation": without("steps of the whole desk"),
}
LIBRARIES = {
    "account_emailaddress": without("empty: staff have one address", "select"),
    "account_emailconfirmation": hidden("addresses are not confirmed by mail"),
    "mfa_authenticator": without(_BEFORE),
    "usersessions_usersession": without(_BEFORE),
    "django_session": without(_BEFORE),
    "django_content_type": without("names of models", "select"),
    "django_migrations": without("names of migrations", "select"),
    "auth_permission": hidden("duties take the place of Django's permissions"),
    "auth_group": hidden("duties take the place of Django's groups"),
    "auth_group_permissions": hidden("duties take the place of Django's groups"),
}
_ROOMS = (
    AUDIT, LIVE, PULSE, OFFICES, CONTACTS, MESSAGING, BOOKINGS, CASES, PARTNERS, WEB,
    LIBRARIES,
)  # fmt: skip
WALLS: Mapping[str, Wall] = dict(chain.from_iterable(it.items() for it in _ROOMS))


def raise_all(**_: object) -> None:
    """Build the walls after a migration, if the role of the pages can be had."""
    try:
        build.build(WALLS)
    except build.NoRole:
        # Who migrates is told by the command; the pages refuse to start.
        return
