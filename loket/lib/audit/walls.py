"""Whose rows the audit list holds. Pages add to it and read it, and no more."""

from loket.lib.walls import AGENCY, OFFICE, Wall

OF_ALL = "(agency_id is null and office_id is null)"

WALLS = {
    "audit_entry": Wall(
        reads=f"{AGENCY.format('agency_id')} or {OFFICE.format('office_id')} "
        f"or {OF_ALL}",
        writes="true",
        grants="select, insert",
        reason="whoever fails to sign in belongs to no agency",
    ),
}
