"""Whose rows the tables of this room hold."""

from loket.lib.walls import by_agency, through

WALLS = {
    "partners_apikey": by_agency(),
    "partners_repeat": through("partners_apikey", "key_id", is_small=True),
    "partners_subscription": by_agency(),
    "partners_delivery": through(
        "partners_subscription", "subscription_id", is_small=True
    ),
}
