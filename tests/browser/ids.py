"""What stands in addresses of the desk of the browser tests."""

from __future__ import annotations

import psycopg

from tests.browser.citizens import ERASURE_DONE, KNOWN, PROPOSED
from tests.browser.desk import FRONT
from tests.browser.full_day import CODE

ASKED = {
    "hook": "select id from partners_subscription limit 1",
    "service": "select id from offices_service order by position limit 1",
    "change": "select id from bookings_rearrangement order by id limit 1",
    "booking": "select b.id from bookings_booking b join offices_office o"
    " on o.id = b.office_id where o.code = 'TM' and b.state = 'booked'"
    " order by b.code limit 1",
    "printed": "select c.id from cases_case c join cases_stage s on s.id = c.stage_id"
    " where s.slug = 'cetak' order by c.stage_at limit 1",
    "ready": "select c.id from cases_case c join cases_stage s on s.id = c.stage_id"
    " where s.slug = 'siap' order by c.stage_at limit 1",
    "table": "select id from cases_import order by made_at limit 1",
    "alarm": "select c.id from messaging_conversation c join contacts_contact p"
    " on p.id = c.contact_id where p.name = 'Ketut Sari'",
    "taken": "select c.id from messaging_conversation c join contacts_contact p"
    " on p.id = c.contact_id where p.name = 'Yohanes Lumban'",
    "pictured": "select conversation_id from messaging_file limit 1",
    "full": "select s.day::text from bookings_slot s join offices_office o"
    f" on o.id = s.office_id where o.code = '{CODE}' group by s.day"
    " order by sum(s.taken) desc limit 1",
    "colleague": f"select id from offices_staff where email = '{FRONT}'",
}


def of(site) -> dict[str, object]:
    """Return ids by the words that stand for them."""
    found: dict[str, object] = {
        "known": KNOWN,
        "proposed": PROPOSED,
        "erased": ERASURE_DONE,
        "link": (site.folder / "joining").read_text(encoding="utf-8"),
    }
    with psycopg.connect(site.database_url) as there:
        for word, statement in ASKED.items():
            row = there.execute(statement).fetchone()
            assert row is not None, word
            found[word] = row[0]
    return found
