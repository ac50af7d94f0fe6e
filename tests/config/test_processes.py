"""The supervisor, with small programs in place of the real ones."""

import http.server
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from loket.config import children
from loket.config.children import Crashes, ProcessTrouble, Program, answers, ends, says
from loket.config.processes import Supervisor

STAY = "print('ready', flush=True); import time; time.sleep(60)"
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {STAY}"
PARENT = """
import sys
from pathlib import Path
from loket.config.children import Program, says
from loket.config.processes import Supervisor
supervisor = Supervisor(Path(sys.argv[1]), print)
supervisor.start([Program("one", [sys.executable, "-c", sys.argv[2]], says("ready"))])
print(supervisor._children[0]._process.pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def told():
    return []


@pytest.fixture
def supervisor(tmp_path, told):
    supervisor = Supervisor(tmp_path / "log", told.append)
    yield supervisor
    supervisor.stop()


def python(name, code, is_ready=None):
    return Program(name, [sys.executable, "-c", code], is_ready or says("ready"))


def run_in_background(supervisor):
    failed = []

    def watch():
        try:
            supervisor.watch()
        except ProcessTrouble as trouble:
            failed.append(str(trouble))

    thread = threading.Thread(target=watch)
    thread.start()
    return thread, failed


def wait_for(is_so, patience_s=20.0):
    deadline = time.monotonic() + patience_s
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def pid_of(supervisor, name):
    (child,) = [it for it in supervisor._children if it.program.name == name]
    return child._process.pid if child._process and not child.has_ended() else None


def is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_start_returns_when_all_are_ready(supervisor):
    slow = "import time; time.sleep(0.3); " + STAY

    supervisor.start([python("one", STAY), python("two", slow)])

    assert pid_of(supervisor, "one")
    assert "ready" in (supervisor.log_dir / "two.log").read_text()


def test_an_errand_runs_beside_the_others_and_must_end_well(supervisor):
    errand = python("errand", "print('done')", ends)

    supervisor.start([python("one", STAY)], [errand])

    assert (supervisor.log_dir / "errand.log").read_text() == "done\n"


@pytest.mark.parametrize("as_errand", [False, True])
def test_a_bad_start_is_told_with_the_last_words(supervisor, told, as_errand):
    broken = python("one", "raise SystemExit('the reason')", ends)

    with pytest.raises(ProcessTrouble, match=r"one ended with status 1; its log is"):
        supervisor.start([] if as_errand else [broken], [broken] if as_errand else [])

    assert told == ["the reason"]


def test_an_ended_process_is_started_again(supervisor, told):
    supervisor.start([python("one", STAY)])
    first = pid_of(supervisor, "one")
    thread, failed = run_in_background(supervisor)

    os.kill(first, signal.SIGKILL)

    wait_for(lambda: pid_of(supervisor, "one") not in (first, None))
    supervisor.stop()
    thread.join()
    assert not failed
    assert "one ended with status -9; it starts again" in told[1]


def test_one_that_cannot_stay_up_ends_everything(supervisor, monkeypatch):
    monkeypatch.setattr(children, "LONGEST_PAUSE_S", 0.01)
    shortly = "import time; print('ready', flush=True); time.sleep(0.5)"
    supervisor.start([python("one", shortly)])
    thread, failed = run_in_background(supervisor)

    thread.join(60)

    assert failed == ["one ended 6 times within a minute."]


def test_what_is_tended_is_looked_at(tmp_path):
    looked = threading.Event()
    supervisor = Supervisor(tmp_path, print, looked.set)
    thread, _ = run_in_background(supervisor)

    assert looked.wait(5)
    supervisor.stop()
    thread.join()


def test_all_are_stopped_the_last_begun_first(supervisor):
    code = (
        "import signal, sys, time\n"
        "def end(*_): open(sys.argv[1], 'a').write(sys.argv[2]); sys.exit()\n"
        "signal.signal(signal.SIGTERM, end)\n" + STAY
    )
    order = supervisor.log_dir / "order"
    programs = [
        Program(name, [sys.executable, "-c", code, str(order), name], says("ready"))
        for name in ("a", "b", "c")
    ]
    supervisor.start(programs)

    supervisor.stop()

    assert order.read_text() == "cba"


def test_a_deaf_process_is_ended_all_the_same(supervisor, monkeypatch):
    monkeypatch.setattr(children, "STOP_PATIENCE_S", 0.2)
    supervisor.start([python("one", DEAF)])
    pid = pid_of(supervisor, "one")

    supervisor.stop()

    assert not is_alive(pid)


def test_signals_that_come_at_any_moment_end_it(tmp_path):
    code = (
        "import sys, threading, time\n"
        "from pathlib import Path\n"
        "from loket.config import processes\n"
        "processes.WATCH_S = 0\n"
        "supervisor = processes.Supervisor(Path(sys.argv[1]), print)\n"
        "supervisor.listen_to_signals()\n"
        "print('ready', flush=True)\n"
        "supervisor.watch()\n"
        "print('stopped', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "ready\n"
        for _ in range(50):
            process.send_signal(signal.SIGTERM)
        assert process.communicate(timeout=20)[0] == "stopped\n"


def test_a_killed_supervisor_leaves_no_process_behind(tmp_path):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path), STAY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    child = int(parent.stdout.readline())
    assert is_alive(child)

    parent.kill()
    parent.communicate()

    wait_for(lambda: not is_alive(child))


def test_a_long_log_is_put_aside(supervisor, monkeypatch):
    monkeypatch.setattr(children, "LOG_BYTES", 1000)
    log = supervisor.log_dir / "one.log"
    log.write_text("x" * 2000)

    supervisor.start([python("one", STAY)])

    assert (supervisor.log_dir / "one.log.1").stat().st_size == 2000
    assert log.stat().st_size < 100


def test_pauses_grow_and_old_ends_are_forgotten():
    crashes = Crashes("one")

    assert [crashes.pause_s(now) for now in (0, 1, 2, 3)] == [0.25, 0.5, 1, 2]
    assert crashes.pause_s(100) == 0.25


@pytest.mark.parametrize(("status", "is_up"), [(200, True), (404, True), (503, False)])
def test_an_address_answers_unless_it_has_an_error(status, is_up):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        assert answers(f"http://127.0.0.1:{server.server_port}/")("") is is_up
        thread.join()


def test_an_address_where_nobody_listens_does_not_answer():
    assert not answers("http://127.0.0.1:1/")("")
