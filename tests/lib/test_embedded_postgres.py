"""The supervisor of our own PostgreSQL, against the real programs."""

import os
import signal
import subprocess
import sys
import threading
import time

import psycopg
import pytest

from loket.lib.embedded_postgres import (
    CannotStart,
    DamagedDataFolder,
    Server,
    WrongMajorVersion,
    postmaster,
    temporary,
)
from loket.lib.embedded_postgres import account as accounts

HOLD = """
import sys
from pathlib import Path
from loket.lib.embedded_postgres import Server, temporary
programs = temporary.binaries_dir()
server = Server(Path(sys.argv[1]) / 'postgres', sync=False, binaries_dir=programs)
server.start()
print(server.pid, flush=True)
sys.stdin.read()
"""


def make(place, settings=temporary.QUICK):
    return Server(
        place / "postgres",
        settings=settings,
        sync=False,
        binaries_dir=temporary.binaries_dir(),
    )


@pytest.fixture
def empty_place(tmp_path):
    """A data folder that the server's user may enter, also when we are root."""
    with temporary.place(tmp_path) as folder:
        yield folder


@pytest.fixture(scope="module")
def made_once(tmp_path_factory):
    """A data folder whose server was started and stopped once."""
    with temporary.place(tmp_path_factory.mktemp("made")) as folder:
        with make(folder):
            pass
        yield folder


@pytest.fixture
def place(made_once, empty_place):
    """A copy of that folder: the making takes longest."""
    subprocess.run(["cp", "-a", f"{made_once}/.", empty_place], check=True)
    return empty_place


@pytest.fixture
def server(place):
    server = make(place)
    server.start()
    yield server
    server.stop()


def ask(server, query):
    with psycopg.connect(server.url) as connection:
        return connection.execute(query).fetchone()[0]


def test_a_new_server_is_durable_and_has_checksums(empty_place):
    names = ("fsync", "synchronous_commit", "full_page_writes", "data_checksums")

    with make(empty_place, settings={}) as server:
        assert [ask(server, f"SHOW {name}") for name in names] == ["on"] * 4


def test_it_listens_on_no_network(server):
    assert ask(server, "SHOW listen_addresses") == ""


def test_our_role_owns_its_database_without_being_a_superuser(server):
    query = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"

    assert ask(server, "SELECT current_user") == "loket"
    assert ask(server, query) is False


def test_no_other_role_may_log_in(server):
    with pytest.raises(psycopg.OperationalError, match=r"no pg_hba\.conf entry"):
        psycopg.connect(server.url, user="postgres")


def test_only_the_owner_may_enter_its_folders(server, place):
    home = place / "postgres"
    modes = {path.name: path.stat().st_mode & 0o777 for path in [home, *home.iterdir()]}

    assert all(mode & 0o077 == 0 for mode in modes.values()), modes


def test_a_log_holds_no_rows_and_no_statements(server):
    assert ask(server, "SHOW log_error_verbosity") == "terse"
    assert ask(server, "SHOW log_min_error_statement") == "panic"


def test_rules_that_cannot_be_written_leave_the_old_ones_whole(place):
    with make(place):
        pass
    rules = place / "postgres/data/pg_hba.conf"
    before = rules.read_text() + "# one line more\n"
    rules.write_text(before)
    (place / "postgres/pg_hba.conf").mkdir()

    with pytest.raises(CannotStart, match="cannot be used"):
        make(place).start()

    assert rules.read_text() == before


def test_the_last_one_out_stops_the_server(place):
    first, second = make(place), make(place)
    first.start()
    second.start()

    first.stop()
    assert ask(second, "SELECT 1") == 1

    second.stop()
    assert not second.is_running()


def test_rows_survive_a_restart(place):
    with make(place) as server, psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE turn AS SELECT 'siti' AS name")

    with make(place) as server:
        assert ask(server, "SELECT name FROM turn") == "siti"


def test_a_server_whose_parent_was_killed_is_taken_over_and_stopped(place):
    parent, pid = hold(place)
    parent.kill()
    parent.communicate()

    server = make(place)
    server.start()
    assert server.pid == pid

    server.stop()
    assert not server.is_running()


def test_a_killed_server_recovers_with_its_rows(server, place):
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE turn AS SELECT 'budi' AS name")
    pid = server.pid
    os.kill(pid, 9)
    assert postmaster.wait_until_gone(pid, place / "postgres/data", 5)

    server.start()

    assert ask(server, "SELECT name FROM turn") == "budi"


def test_a_server_that_is_ending_is_waited_for_and_started_again(server, place):
    pid = server.pid
    with psycopg.connect(server.url):
        begin_end(server, place)
        starter = threading.Thread(target=server.start)
        starter.start()
    starter.join(20)

    assert ask(server, "SELECT 1") == 1
    assert server.pid != pid


def test_sessions_do_not_hold_up_a_server_that_is_wanted_again(
    server, place, monkeypatch
):
    monkeypatch.setattr("loket.lib.embedded_postgres.server.ENDING_S", 0.2)
    with psycopg.connect(server.url) as session:
        begin_end(server, place)
        server.start()

        assert ask(server, "SELECT 1") == 1
        with pytest.raises(psycopg.OperationalError):
            session.execute("SELECT 1")


def test_a_stale_note_that_names_another_program_does_not_matter(place):
    with make(place):
        note = place / "postgres/data/postmaster.pid"
        text = note.read_text().splitlines()
    note.write_text("\n".join([str(os.getpid()), *text[1:]]) + "\n")
    hand_over(note)

    with make(place) as server:
        assert ask(server, "SELECT 1") == 1


def test_two_starters_at_once_get_the_same_server(empty_place):
    servers = [make(empty_place) for _ in range(3)]
    threads = [threading.Thread(target=server.start) for server in servers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({server.pid for server in servers}) == 1
    for server in servers:
        server.stop()
    assert not servers[0].is_running()


def test_a_start_that_was_cut_off_leaves_nothing_half_made(empty_place):
    (empty_place / "postgres").mkdir(mode=0o700)
    hand_over(empty_place / "postgres")
    (empty_place / "postgres/data.new").mkdir()

    with make(empty_place) as server:
        assert ask(server, "SELECT 1") == 1


@pytest.mark.parametrize("part", ["PG_VERSION", "global"])
def test_a_damaged_folder_is_named_in_one_sentence(place, part):
    (place / "postgres/data" / part).rename(place / "postgres/data/away")

    with pytest.raises(DamagedDataFolder, match=f"{part}.* is missing"):
        make(place).start()


def test_another_major_version_is_refused(place):
    (place / "postgres/data/PG_VERSION").write_text("16\n")

    with pytest.raises(WrongMajorVersion, match="was made by PostgreSQL 16"):
        make(place).start()


def test_a_deep_folder_gets_a_short_socket(empty_place):
    deep = empty_place / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    empty_place.chmod(0o755)

    with make(deep) as server:
        assert ask(server, "SELECT 1") == 1


def hold(place):
    parent = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(place)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    return parent, int(parent.stdout.readline())


def begin_end(server, place):
    """Ask a server to end as a shutdown of the machine does; it waits for sessions."""
    os.kill(server.pid, signal.SIGTERM)
    deadline = time.monotonic() + 5
    while not postmaster.find(place / "postgres/data").is_stopping:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def hand_over(path):
    owner = accounts.choose()
    os.chown(path, owner.uid, owner.gid)
