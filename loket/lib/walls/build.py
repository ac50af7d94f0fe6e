"""
Building the walls from what the rooms say, and testing that they stand.

They are built after each migration rather than in one: a table's wall is a line beside
its room, and no chain of migrations has to be read to know what is true now.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

import psycopg
from django.db import DatabaseError, connection, transaction

from loket.lib.embedded_postgres.configuration import PAGES as ROLE
from loket.lib.sql import Cursor, fetch
from loket.lib.walls.declared import ALL, Wall

ROLE_STATEMENTS = (f"create role {ROLE}", f"grant {ROLE} to current_user")

_IDS = """
create or replace function loket_{0}() returns integer[] stable parallel safe
  language sql as $$
  select string_to_array(nullif(current_setting('loket.{0}', true), ''), ',')::integer[]
$$
"""
_DIGEST = """
create or replace function loket_walls() returns text immutable language sql as $$
  select '{}'
$$
"""
_HAS_ROLE = "select 1 from pg_roles where rolname = %s"


class NoRole(Exception):
    """The database has no role for pages, and we may not make it."""


def build(walls: Mapping[str, Wall]) -> bool:
    """
    Build the walls unless they stand; test if anything was done.

    :raises NoRole: if the database's user may not make the role of the pages
    """
    if stand(walls):
        return False
    make_role()
    with connection.cursor() as cursor:
        for name in ("agencies", "offices"):
            cursor.execute(_IDS.format(name))
        cursor.execute(f"grant usage on all sequences in schema public to {ROLE}")
        for table, wall in walls.items():
            with transaction.atomic():
                for statement in _statements(table, wall):
                    cursor.execute(statement)
        cursor.execute(_DIGEST.format(digest(walls)))
    return True


def stand(walls: Mapping[str, Wall]) -> bool:
    """Test if these walls were built, and the role can be taken."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            ((built,),) = fetch(cursor, "select loket_walls()")
            cursor.execute(f"set local role {ROLE}")
            cursor.execute(f"select from {_readable(walls)} limit 0")
            cursor.execute("set local role none")
    except DatabaseError:
        return False
    return bool(built == digest(walls))


def _readable(walls: Mapping[str, Wall]) -> str:
    return next(table for table, wall in walls.items() if "select" in wall.grants)


def make_role() -> None:
    """
    Make the role of the pages where it is missing, and let us take it.

    :raises NoRole: if we may not
    """
    with connection.cursor() as cursor:
        if can_take_role():
            return
        is_there = bool(fetch(cursor, _HAS_ROLE, [ROLE]))
        for statement in ROLE_STATEMENTS[1:] if is_there else ROLE_STATEMENTS:
            _try(cursor, statement)


def _try(cursor: Cursor, statement: str) -> None:
    try:
        with transaction.atomic():
            cursor.execute(statement)
    except DatabaseError as error:
        if isinstance(error.__cause__, psycopg.errors.InsufficientPrivilege):
            raise NoRole from error
        # Another process made it in the same moment.
        if not isinstance(
            error.__cause__,
            psycopg.errors.DuplicateObject | psycopg.errors.UniqueViolation,
        ):
            raise


def can_take_role() -> bool:
    """Test if the database lets us act in the role of the pages."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"set local role {ROLE}")
            cursor.execute("set local role none")
    except DatabaseError:
        return False
    return True


def digest(walls: Mapping[str, Wall]) -> str:
    """Return a word that changes with what is said of any table."""
    words = repr((sorted(walls.items(), key=lambda pair: pair[0]), _IDS))
    return hashlib.blake2b(words.encode(), digest_size=8).hexdigest()


def _statements(table: str, wall: Wall) -> Iterator[str]:
    yield f"revoke all on {table} from {ROLE}"
    if wall.grants:
        yield f"grant {wall.grants} on {table} to {ROLE}"
    if wall.is_view:
        yield f"alter view {table} set (security_invoker = true)"
        return
    for policy in ("pages", *(f"pages_{verb}" for verb in ALL.split(", "))):
        yield f"drop policy if exists {policy} on {table}"
    if not wall.reads:
        yield f"alter table {table} disable row level security"
        return
    yield f"alter table {table} enable row level security"
    if wall.reads == wall.writes:
        yield f"create policy pages on {table} using ({wall.reads})"
        return
    yield f"create policy pages_select on {table} for select using ({wall.reads})"
    yield f"create policy pages_insert on {table} for insert with check ({wall.writes})"
    yield f"create policy pages_update on {table} for update using ({wall.writes})"
    yield f"create policy pages_delete on {table} for delete using ({wall.writes})"
