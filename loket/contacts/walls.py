"""Whose rows the tables of this room hold."""

from loket.lib.walls import by_agency, through

WALLS = {
    "contacts_contact": by_agency(),
    "contacts_identity": through("contacts_contact", "contact_id"),
    "contacts_identityconflict": through("contacts_contact", "kept_id"),
    "contacts_consent": through("contacts_contact", "contact_id"),
    "contacts_datarequest": by_agency(),
}
