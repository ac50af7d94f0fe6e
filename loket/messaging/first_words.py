"""
A talk with somebody who never wrote to us, because they gave their number at the
counter and agreed to be told something.

It begins as one that has been silent for long, so that only a template that the
provider has approved gets through (Meta, customer service window; read 24 November
2026).
"""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.db import connection

from loket.lib import ids

SILENT_SINCE = datetime(2000, 1, 1, tzinfo=UTC)

_BEGIN = """
insert into messaging_conversation (id, account_id, contact_id, agency_id, step,
  answers, language, owner, version, last_inbound_at, person_wanted_for)
values (%s, %s, %s, %s, '', '', %s, 'bot', 0, %s, '')
on conflict do nothing
"""


def begin(account_id: int, agency_id: int, contact_id: UUID, language: str) -> None:
    """Begin a talk, unless there is one."""
    with connection.cursor() as cursor:
        cursor.execute(
            _BEGIN,
            [ids.new(), account_id, contact_id, agency_id, language, SILENT_SINCE],
        )
