"""Whose rows the tables of this room hold."""

from loket.lib.walls import (
    AGENCY,
    Wall,
    by_agency,
    by_office,
    through,
    view,
    without,
)

_OWN = AGENCY.format("id")
# What all agencies share is certified for all; only the worker writes.
_CERTIFICATE = f"agency_id is null or {AGENCY.format('agency_id')}"

WALLS = {
    "offices_agency": Wall(_OWN, _OWN).read_by_all("every citizen may know its name"),
    "offices_office": by_agency().read_by_all("every citizen may know where it is"),
    "offices_service": by_agency(),
    "offices_counter": by_office(),
    "offices_counter_services": through("offices_counter", "counter_id", is_small=True),
    "offices_datedweek": by_office(),
    "offices_openinghours": by_office(),
    "offices_closure": by_agency(),
    "offices_closed": view(),
    "offices_answeringhours": by_agency(),
    "offices_spokenlanguage": by_agency(),
    "offices_owntext": by_agency(),
    "offices_fee": by_agency(),
    "offices_officialaddress": by_agency(),
    "offices_retentionrule": by_agency(),
    "offices_retentioncertificate": Wall(_CERTIFICATE, "false", "select"),
    "offices_role": by_agency().read_by_all("read to learn what somebody may see"),
    "offices_staff": without("read before anybody is known; one may work for two"),
}
