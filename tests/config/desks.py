"""Desks that are backed up and restored, each with a folder and a database."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg

from loket.lib import ids
from loket.lib.backup.sealing import Identity
from tests.config.test_cli import run_apart

WORDS = "Siti bilang: \\N, tab\there, and \\. at the end"
FILE = os.urandom(3_000_000)
EVERYTHING = "select * from {} order by 1, 2"


def tables(url):
    """All rows of all tables but those that migrations write themselves."""
    with psycopg.connect(url) as connection:
        names = connection.execute(
            "select relname from pg_class where relkind in ('r', 'p') "
            "and relnamespace = 'public'::regnamespace and not relispartition "
            "and relname <> 'django_migrations' order by 1"
        ).fetchall()
        return {
            name: connection.execute(EVERYTHING.format(f'"{name}"')).fetchall()
            for (name,) in names
        }


def fill(url, folder):
    """Some rows with difficult words, some gone partitions, and a file."""
    with psycopg.connect(url) as connection:
        for _ in range(3):
            connection.execute(
                "insert into messaging_message (id, conversation_id, account_id, "
                "direction, type, words, state, created_at) "
                "values (%s, %s, 1, 'in', 'text', %s, 0, now())",
                [ids.new(), ids.new(), WORDS],
            )
        connection.execute("select nextval('offices_staff_id_seq')")
    path = folder / "files" / "ab" / ids.new().hex
    path.parent.mkdir(parents=True)
    path.write_bytes(FILE)
    path.with_suffix(".part").write_bytes(b"half")


class Desk:
    """A desk with a folder and a database of its own."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url
        self.more: dict[str, str] = {"LOKET_DEMO": "1"}

    def run(self, *words, **more):
        """Run a command; what it said."""
        env = {"LOKET_DATA_DIR": str(self.folder), "LOKET_DATABASE_URL": self.url}
        return run_apart(*map(str, words), **env, **self.more, **more)

    def says(self, *words, **more):
        """Run a command that must end well."""
        done = self.run(*words, **more)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def kept(folder):
    """What lies in the files of a desk."""
    return [path.read_bytes() for path in sorted((folder / "files").glob("*/*"))]


def identity(key):
    """The secret key in a file."""
    (line,) = [it for it in key.read_text().splitlines() if it[0] != "#"]
    return Identity.from_str(line)
