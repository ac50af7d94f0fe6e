"""
A clock that is set back and forth, for the processes and for their database at once.

The processes add what a file says to the true time. In the database two functions of
ours stand before PostgreSQL's own; they must be there before the tables are made,
because a default is bound to its function when its table is made.
"""

from __future__ import annotations

from pathlib import Path

import psycopg

FUNCTIONS = """
create table clock_shift (seconds float8);
insert into clock_shift values (0);
create function public.now() returns timestamptz stable language sql as
  'select pg_catalog.now() + make_interval(secs => seconds) from public.clock_shift';
create function public.clock_timestamp() returns timestamptz volatile language sql as
  'select pg_catalog.clock_timestamp() + make_interval(secs => seconds)
   from public.clock_shift';
"""


class Clock:
    """The time of a desk on an empty database."""

    def __init__(self, url: str, folder: Path) -> None:
        self._url = url
        self._file = folder / "clock"
        name = url.partition("?")[0].rpartition("/")[2]
        self._run(FUNCTIONS)
        self._run(f'alter database "{name}" set search_path = public, pg_catalog')
        self.set(0)

    @property
    def env(self) -> dict[str, str]:
        """What the processes need to know."""
        return {"LOKET_TEST_CLOCK": str(self._file)}

    def set(self, seconds: float) -> None:
        """Let it be wrong by so many seconds."""
        fresh = self._file.with_suffix(".new")
        fresh.write_text(str(seconds))
        fresh.rename(self._file)
        self._run(f"update clock_shift set seconds = {seconds}")

    def _run(self, statements: str) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(statements.encode())
