"""How many messages of an agency wait for a person."""

from __future__ import annotations

from django.db import connection

from loket.lib import sql
from loket.offices.models import Agency

_TOTAL = """
with ours as (
  select id, stopped_at from messaging_channelaccount where agency_id = %(agency)s
)
select
  (select count(*) from ours where stopped_at is not null)
  + (select count(*) from messaging_event
     where state = 2 and (account_id = 0 or account_id in (select id from ours)))
  + (select count(*) from messaging_outbox
     where state = 2 and account_id in (select id from ours))
  + (select count(*) from contacts_identityconflict
     where settled_at is null and account_id in (select id from ours))
"""


def total(agency: Agency) -> int:
    """Return how many things wait."""
    with connection.cursor() as cursor:
        ((count,),) = sql.fetch(cursor, _TOTAL, {"agency": agency.id})
    return int(count)
