"""`loket backup` and `loket restore`, as people run them."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import msgspec
import psycopg
import pytest

from loket.config.keeping import backing_up, recipients
from loket.lib.backup import sealing
from loket.lib.embedded_postgres import Server, temporary
from tests.config.desks import FILE, Desk, identity, kept, tables
from tests.desk import database

KILLED = -9


def test_an_empty_machine_becomes_the_desk_that_was_kept(desk, backup, key, tmp_path):
    with temporary.place(tmp_path) as place:
        place.chmod(0o711)
        folder = place / "data"
        new = Desk(folder, "")
        said = new.says("restore", backup, "--key", key)
        with Server(folder / "postgres") as server:
            assert tables(server.url) == tables(desk.url)
            again = new.run("restore", backup, "--key", key)

        assert "every count and sum is that of the backup" in said
        assert kept(folder) == [FILE]
        assert (folder / "keys.json").read_bytes() == (
            desk.folder / "keys.json"
        ).read_bytes()
        assert again.returncode == 1
        assert "This desk is not empty" in again.stderr
        assert "tables: As this version wants them" in new.run("doctor").stdout
        assert "rows" in new.says("backup", tmp_path)


def test_rows_go_to_an_older_postgresql_too(desk, backup, key, tmp_path):
    folder = Path(temporary.DEBIAN.format(15))
    if not folder.is_dir():
        pytest.skip("Debian's postgresql-15 is not installed")
    with temporary.place(tmp_path) as place:
        server = Server(
            place / "old", settings=temporary.QUICK, binaries_dir=folder, sync=False
        )
        with server:
            old = Desk(tmp_path / "data", server.url)
            old.says("restore", backup, "--key", key)
            assert tables(server.url) == tables(desk.url)


def test_a_desk_is_replaced_only_on_demand_and_all_or_nothing(
    places, desk, backup, key
):
    other = places("other")
    other.says("migrate")
    with psycopg.connect(other.url) as connection:
        connection.execute(
            "insert into offices_agency (slug, name) values ('old', 'Old')"
        )
    old_keys = (other.folder / "keys.json").read_bytes()
    old = tables(other.url)
    replace = ("restore", backup, "--key", key, "--replace")

    refused = other.run("restore", backup, "--key", key)
    with psycopg.connect(other.url):
        in_use = other.run(*replace)
    killed = other.run(*replace, LOKET_FAILPOINT="restore.filled")

    assert "say --replace" in refused.stderr
    assert "Something still uses the database" in in_use.stderr
    assert killed.returncode == KILLED
    assert tables(other.url) == old
    assert (other.folder / "keys.json").read_bytes() == old_keys

    # Between keys and rows there is no third place: the same command again mends it.
    killed = other.run(*replace, LOKET_FAILPOINT="restore.put")
    assert killed.returncode == KILLED
    other.says(*replace)

    assert tables(other.url) == tables(desk.url)
    assert kept(other.folder) == [FILE]
    assert (other.folder / "keys.json.before-restore").read_bytes() == old_keys


def test_backups_are_pruned_and_a_killed_one_is_none(desk, tmp_path):
    for day in ("20260101", "20260102"):
        (tmp_path / f"loket-{day}T000000Z.tar.age").touch()
    killed = desk.run("backup", tmp_path, LOKET_FAILPOINT="backup.rows")
    assert killed.returncode == KILLED
    assert len(list(tmp_path.glob("loket-*"))) == 2

    desk.says("backup", tmp_path, "--keep", "2")

    names = sorted(path.name for path in tmp_path.iterdir())
    assert names[0] == "loket-20260102T000000Z.tar.age"
    assert len(names) == 2


def test_the_archive_can_be_opened_without_us(backup, key):
    with sealing.reading(backup, [identity(key)]) as source:
        raw = io.BytesIO(source.read())

    with tarfile.open(fileobj=raw) as tar:
        names = tar.getnames()

    assert names[0] == "manifest.json"
    assert names[-1] == "check.json"
    assert "desk/keys.json" in names
    assert "tables/messaging_message/000000.gz" in names


def test_the_doctor_knows_how_old_the_last_backup_is(desk, backup, tmp_path):
    note = desk.folder / "last-backup.json"
    fresh = note.read_bytes()
    real = {**desk.more, "LOKET_DEMO": ""}
    desk.more, before = real, desk.more
    try:
        assert "0 hours old" in desk.run("doctor").stdout
        old = {**msgspec.json.decode(fresh), "made_at": "2020-01-01T00:00:00Z"}
        note.write_bytes(msgspec.json.encode(old))
        assert "bad  backup" in desk.run("doctor").stdout
        note.unlink()
        assert "There was none yet" in desk.run("doctor").stdout
    finally:
        desk.more = before
        note.write_bytes(fresh)


def test_all_rows_are_of_one_moment_though_the_desk_goes_on(
    places, desk, key, tmp_path, monkeypatch
):
    monkeypatch.setattr(database.database, "url", lambda: desk.url)
    monkeypatch.setattr(recipients, "path", lambda: desk.folder / recipients.FILE)
    before = tables(desk.url)
    target = tmp_path / "desk.tar.age"

    def meanwhile(_count):
        with psycopg.connect(desk.url) as connection:
            connection.execute("update offices_office set city = city || '!'")
            connection.execute(
                "insert into web_confirmation values (gen_random_uuid(), '', now())"
            )

    backing_up.make(target, meanwhile)

    new = places("moment")
    new.says("restore", target, "--key", key)
    assert tables(new.url) == before
    assert tables(desk.url) != before
