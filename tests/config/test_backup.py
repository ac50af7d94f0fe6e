"""`loket backup` and `loket restore`, as people run them."""

from __future__ import annotations

import io
import os
import tarfile
from contextlib import ExitStack
from pathlib import Path

import msgspec
import psycopg
import pytest

from loket.config.keeping import backing_up, recipients
from loket.lib import ids
from loket.lib.backup import archive, sealing
from loket.lib.backup.sealing import Identity
from loket.lib.embedded_postgres import Server, temporary
from tests.config.test_cli import run_apart
from tests.desk import database

WORDS = "Siti bilang: \\N, tab\there, and \\. at the end"
FILE = os.urandom(3_000_000)
EVERYTHING = "select * from {} order by 1, 2"
KILLED = -9


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


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """Makes empty desks."""
    with ExitStack() as stack:

        def make(name):
            unique = f"keeping_{name}_{os.getpid()}"
            url = stack.enter_context(database.made(unique))
            return Desk(tmp_path_factory.mktemp(name), url)

        yield make


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    return tmp_path_factory.mktemp("key") / "secret.txt"


@pytest.fixture(scope="module")
def desk(places, key):
    made = places("source")
    made.says("migrate")
    made.says("seed", "demo")
    fill(made.url, made.folder)
    made.says("keys", "backup", key)
    return made


@pytest.fixture(scope="module")
def backup(desk, tmp_path_factory):
    path = tmp_path_factory.mktemp("safe") / "desk.tar.age"
    assert "1 files" in desk.says("backup", path)
    return path


def kept(folder):
    return [path.read_bytes() for path in sorted((folder / "files").glob("*/*"))]


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


def spoilt(backup, key, change):
    """A backup whose manifest was changed by somebody with the public key."""
    (identity,) = [
        Identity.from_str(it) for it in key.read_text().splitlines() if it[0] != "#"
    ]
    made = backup.with_name("spoilt.tar.age")
    with (
        sealing.reading(backup, [identity]) as source,
        sealing.writing(made, [identity.to_public()]) as out,
    ):
        packer = archive.Packer(out)
        for name, content in archive.members(source):
            for new_name, new in change(name, content.read()):
                packer.add(new_name, new)
        packer.close()
    return made


def newer(name, content):
    if name == "manifest.json":
        manifest = msgspec.json.decode(content)
        content = msgspec.json.encode({**manifest, "format": 99, "loket": "9.9"})
    yield name, content


def later(name, content):
    if name == "manifest.json":
        manifest = msgspec.json.decode(content)
        manifest["migrations"].append("bookings.9999_rockets")
        content = msgspec.json.encode({**manifest, "loket": "9.9"})
    yield name, content


def endless(name, content):
    if name != "check.json":
        yield name, content


def robbed(name, content):
    if not name.startswith("tables/messaging_message/"):
        yield name, content


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (newer, "Loket 9.9, which is newer than this one"),
        (later, "Loket 9.9, which is newer than this one"),
        (endless, "is not whole"),
        (robbed, "does not hold what it says (messaging_message)"),
    ],
)
def test_a_backup_that_is_not_right_changes_nothing(
    places, backup, key, tmp_path, change, said
):
    new = places(change.__name__)

    done = new.run("restore", spoilt(backup, key, change), "--key", key)

    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert tables(new.url) == {}
    assert not list(new.folder.iterdir())


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"hello", "is no backup"), (None, "was cut off"), ("", "There is no file")],
)
def test_a_file_that_is_no_whole_backup_changes_nothing(
    backup, key, tmp_path, content, said
):
    file = tmp_path / "desk.tar.age"
    if content != "":
        file.write_bytes(content or backup.read_bytes()[:-100_000])
    new = Desk(tmp_path / "data", "postgresql://siti@127.0.0.1:1/loket")

    done = new.run("restore", file, "--key", key)

    assert (done.returncode, said in done.stderr) == (1, True), done.stderr
    assert "Traceback" not in done.stderr
    assert not new.folder.exists()


def test_a_desk_is_replaced_only_on_demand_and_all_or_nothing(
    places, desk, backup, key
):
    other = places("other")
    other.says("migrate")
    other.says("seed", "demo")
    with psycopg.connect(other.url) as connection:
        connection.execute("update offices_office set name = 'Old'")
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
    (identity,) = [
        Identity.from_str(it) for it in key.read_text().splitlines() if it[0] != "#"
    ]
    with sealing.reading(backup, [identity]) as source:
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
