"""Who may do what with our own PostgreSQL. Most of it can be tried by root only."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from loket.lib.embedded_postgres import CannotStart, DamagedDataFolder, Server
from loket.lib.embedded_postgres import account as accounts
from loket.lib.embedded_postgres.account import Account
from loket.lib.embedded_postgres.binaries import Binaries, within_reach

root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root can change users")
needs_python = pytest.mark.skipif(
    not Path(f"/usr/bin/python3.{sys.version_info.minor}").exists(),
    reason="no Python of this version that every user may run",
)

USE = """
import sys
from pathlib import Path
import psycopg
from loket.lib.embedded_postgres import Server
with Server(Path(sys.argv[1]) / 'postgres', sync=False) as server:
    print(psycopg.connect(server.url).execute("SELECT 1").fetchone()[0])
"""


@pytest.fixture
def open_place():
    """A folder below a path that everybody may pass."""
    folder = Path("/tmp") / f"loket-users-{os.getpid()}"
    folder.mkdir(mode=0o755)
    yield folder
    shutil.rmtree(folder)


def nobody() -> Account:
    return accounts.of_uid(65534)


def run_as_nobody(folder, code=USE):
    # A virtual environment's Python may lie in root's home; the system's does not.
    return subprocess.run(
        [f"/usr/bin/python3.{sys.version_info.minor}", "-c", code, str(folder)],
        env={"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        **nobody().drop,
    )


@root_only
def test_root_gives_its_rights_up(open_place):
    with Server(open_place / "postgres", sync=False) as server:
        assert Path(f"/proc/{server.pid}").stat().st_uid != 0


@root_only
@needs_python
def test_a_normal_user_runs_its_own(open_place):
    os.chown(open_place, nobody().uid, nobody().gid)

    done = run_as_nobody(open_place)

    assert done.stdout.strip() == "1", done.stderr
    assert (open_place / "postgres/data").stat().st_uid == nobody().uid


@root_only
@needs_python
def test_root_runs_a_users_server_as_that_user_and_leaves_it_usable(open_place):
    os.chown(open_place, nobody().uid, nobody().gid)
    run_as_nobody(open_place)

    with Server(open_place / "postgres", sync=False) as server:
        assert Path(f"/proc/{server.pid}").stat().st_uid == nobody().uid
        with psycopg.connect(server.url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)

    assert run_as_nobody(open_place).stdout.strip() == "1"


@root_only
@needs_python
def test_a_stranger_reaches_neither_folder_nor_server(open_place):
    with Server(open_place / "postgres", sync=False) as server:
        code = f"import psycopg; psycopg.connect({server.url!r})"
        assert "Permission denied" in run_as_nobody(open_place, code).stderr
        assert "LOKET_DATA_DIR" in run_as_nobody(open_place).stderr


@root_only
def test_a_private_data_folder_of_roots_gets_the_right_to_pass_and_no_more(open_place):
    parent, folder = open_place, open_place / "data"
    folder.mkdir(mode=0o700)

    with Server(folder / "postgres", sync=False):
        assert folder.stat().st_mode & 0o777 == 0o710
        assert parent.stat().st_mode & 0o777 == 0o755


@root_only
def test_a_folder_below_a_private_one_is_refused_and_nothing_is_opened(open_place):
    private = open_place / "private"
    private.mkdir(mode=0o700)

    with pytest.raises(CannotStart, match="may not enter"):
        Server(private / "data/postgres", sync=False).start()

    assert private.stat().st_mode & 0o777 == 0o700


@root_only
def test_a_folder_of_roots_own_is_refused(open_place):
    (open_place / "postgres").mkdir(mode=0o700)

    with pytest.raises(DamagedDataFolder, match="belongs to user root; run `chown"):
        Server(open_place / "postgres", sync=False).start()


@root_only
def test_files_of_somebody_else_are_refused(open_place):
    with Server(open_place / "postgres", sync=False):
        pass
    os.chown(open_place / "postgres/data/base", 12345, 12345)

    with pytest.raises(DamagedDataFolder, match="does not belong wholly"):
        Server(open_place / "postgres", sync=False).start()


@root_only
def test_programs_out_of_reach_are_copied_and_no_folder_is_opened(open_place):
    site = open_place / "site"
    programs = site / "embedded_postgres/pginstall/bin"
    programs.mkdir(parents=True)
    (programs / "initdb").write_text("#!/bin/sh\nexit 0\n")
    (programs / "initdb").chmod(0o755)
    site.chmod(0o700)
    copies = open_place / "copies"

    found = within_reach(Binaries(programs, "18.6"), nobody(), copies)

    assert found.folder == copies / "18.6/embedded_postgres/pginstall/bin"
    assert (found.folder / "initdb").stat().st_uid == nobody().uid
    assert site.stat().st_mode & 0o777 == 0o700
