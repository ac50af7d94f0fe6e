"""Every table has a wall, or a reason why it has none."""

from __future__ import annotations

import re

import pytest
from django.db import connection

from loket.lib.walls import build
from loket.web.walls import WALLS
from tests.house.house import EXCEPTIONS, PROGRAMS, files, name

_TABLES = """
select relname from pg_class where relnamespace = 'public'::regnamespace
  and relkind in ('r', 'p', 'v') and not relispartition
"""
_UNGUARDED = """
select relname from pg_class where relnamespace = 'public'::regnamespace
  and relname = any(%s) and not relrowsecurity
"""
LIFTS = re.compile(r"\bwalls\.lifted\(\)")


def fetch(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db
def test_every_table_of_the_database_is_declared_in_its_room():
    assert fetch(_TABLES) == set(WALLS)


def test_a_table_without_a_wall_says_why():
    assert not [
        table
        for table, wall in WALLS.items()
        if not (wall.reads and wall.reads != "true") and not wall.reason
    ]


@pytest.mark.django_db
def test_the_database_has_built_what_is_declared():
    guarded = [table for table, wall in WALLS.items() if wall.reads]

    assert build.stand(WALLS)
    assert not fetch(_UNGUARDED, guarded)


def test_walls_are_lifted_only_where_it_is_listed():
    found = {
        name(path)
        for path in files(".py", folders=PROGRAMS)
        if LIFTS.search(path.read_text(encoding="utf-8"))
    }

    assert found == set(EXCEPTIONS["lifted_walls"])
