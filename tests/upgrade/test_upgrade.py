"""Every desk that an earlier version kept is whole under this one, and works."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import UUID

import msgspec
import psycopg
import pytest

from loket.bookings import people
from loket.lib.backup import archive, sealing
from loket.lib.backup.manifest import Check, Manifest
from loket.lib.backup.sealing import Identity
from loket.lib.crypto import Keyring
from loket.messaging import outbox
from loket.messaging.file_store import FileStore
from tests.config.test_cli import run_apart
from tests.desk import database
from tests.desk.desk import opened
from tests.upgrade.keep import ENDING, FOLDER, KEY

KEPT = sorted(FOLDER.glob(f"*{ENDING}"))
# What the people of every kept desk did; see `keep.furnish`.
BOOKED = ["Budi", "Rina", "Siti Aminah", "Tono", "Wati"]
# Django writes these itself, one for each kind of row that this version knows.
MADE_ANEW = ("auth_", "django_")


def said(backup: Path) -> tuple[Manifest, Check]:
    """What a backup says of itself."""
    key = Identity.from_str(KEY.read_text().splitlines()[1])
    with sealing.reading(backup, [key]) as source:
        found = {
            name: content.read()
            for name, content in archive.members(source)
            if name in {"manifest.json", "check.json"}
        }
    return (
        msgspec.json.decode(found["manifest.json"], type=Manifest),
        msgspec.json.decode(found["check.json"], type=Check),
    )


def counted(connection, names):
    """How many rows these tables hold."""
    query = 'select count(*) from "{}"'
    return {it: connection.execute(query.format(it)).fetchone()[0] for it in names}


def everything_opens(connection, folder):
    """Names, answers, tokens and files of the kept desk, opened with its keys."""

    def rows(query):
        return connection.execute(query).fetchall()

    keys = Keyring.load(folder / "keys.json")
    found = rows("select id, sealed, person_key from bookings_bookedperson")
    persons = [(people.unseal(keys, id_, box), key) for id_, box, key in found]
    assert sorted(one.name for one, _ in persons) == BOOKED
    ((agency,),) = rows("select id from offices_agency")
    assert all(people.key(keys, 1, agency, one) == bytes(key) for one, key in persons)

    talks = rows("select id, answers from messaging_conversation")
    opened_ = [keys.open(bytes(box), id_.bytes) for id_, box in talks if box]
    assert any(b"2" in answers for answers in opened_)
    ((number, token),) = rows("select external_id, token from messaging_channelaccount")
    assert outbox.open_token(keys, number, token) == "training-token"
    ((file, size),) = rows("select id, size_bytes from messaging_file")
    store = FileStore(folder / "files", keys)
    assert len(store.read(UUID(str(file)))) == size


@pytest.mark.parametrize("backup", KEPT, ids=lambda path: path.name)
def test_a_desk_of_an_earlier_version_is_whole_and_works(backup, tmp_path):
    manifest, check = said(backup)
    folder = tmp_path / "data"
    with database.made(f"upgrade_{os.getpid()}") as url:
        variables = {
            "LOKET_DEMO": "1",
            "LOKET_DATABASE_URL": url,
            "LOKET_DATA_DIR": str(folder),
        }
        done = run_apart("restore", str(backup), "--key", str(KEY), **variables)
        assert done.returncode == 0, done.stderr
        doctor = run_apart("doctor", **variables).stdout
        assert "tables: As this version wants them" in doctor
        assert "partitions: 3 stand ready" in doctor

        with psycopg.connect(url) as connection:
            kept = [it for it in check.tables if not it.startswith(MADE_ANEW)]
            found = counted(connection, kept)
            everything_opens(connection, folder)
        assert found == {name: check.tables[name].count for name in kept}
        assert len(manifest.tables) > 40

        with opened(url, tmp_path, LOKET_DATA_DIR=str(folder)) as desk:
            siti, *others = desk.citizens(9)
            siti.says("booking saya")
            assert others[-1].books()
            desk.settles()
