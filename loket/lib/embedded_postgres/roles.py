"""
The second role of our own server: that of the pages, which owns nothing.

It is looked after at each start, so that clusters made by an older version get it too;
a standby has it from its primary.
The program's own role may make none: a hole in a query must not make users.
"""

from __future__ import annotations

import psycopg

from loket.lib.embedded_postgres.configuration import PAGES, ROLE

_MAKE = f"""
do $$ begin
  if pg_is_in_recovery() then
    return;
  end if;
  if not exists (select from pg_roles where rolname = '{PAGES}') then
    create role {PAGES} nologin;
  end if;
  grant {PAGES} to {ROLE};
end $$
"""


def ensure(admin_url: str) -> None:
    """
    Make the role of the pages where it is missing.

    :raises psycopg.Error: if the server refuses
    """
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute(_MAKE.encode())
