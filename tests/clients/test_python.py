"""The client says what the desk says, and the tutorial that uses it is true."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest

from tests.desk import database
from tests.desk.processes import free_port
from tests.house.house import ROOT
from tools import python_client

PAGE = ROOT / "docs" / "tutorials" / "connect-your-back-office.md"
BLOCK = re.compile(r"^```(sh|python) tutorial\n(.*?)^```", re.MULTILINE | re.DOTALL)
CLIENT = ROOT / "clients" / "python"
PATIENCE_S = 60.0

sys.path.insert(0, str(CLIENT))


def test_what_is_made_from_the_code_is_current():
    assert python_client.stale() == []


@pytest.fixture
def desk(tmp_path) -> Iterator[dict[str, str]]:
    """Variables of a training desk whose pages are served."""
    port = free_port()
    with database.made(f"tutorial_{os.getpid()}") as url:
        variables = {
            **os.environ,
            "PATH": f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}",
            "PYTHONPATH": str(CLIENT),
            "LOKET_DEMO": "1",
            "LOKET_DATA_DIR": str(tmp_path / "data"),
            "LOKET_DATABASE_URL": url,
            "DESK_URL": f"http://127.0.0.1:{port}",
            "DJANGO_SETTINGS_MODULE": "loket.config.settings",
        }
        run(["bash", "-ec", "loket migrate && loket seed demo"], variables, tmp_path)
        with subprocess.Popen(
            ["loket", "web", "--port", str(port)],
            env=variables,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as web:
            wait_for(variables["DESK_URL"])
            yield variables
            web.terminate()


def wait_for(url):
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            urllib.request.urlopen(f"{url}/health", timeout=5).close()
            return
        except OSError:
            assert time.monotonic() < deadline, "the pages do not come up"
            time.sleep(0.1)


def run(words, variables, folder):
    done = subprocess.run(
        words, env=variables, cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_tutorial_runs_as_it_stands(desk, tmp_path):
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    for kind, text in blocks:
        if kind == "sh":
            run(["bash", "-euo", "pipefail", "-c", text], desk, tmp_path)
    program = "\n".join(text for kind, text in blocks if kind == "python")
    (tmp_path / "tutorial.py").write_text(program, encoding="utf-8")

    said = run([sys.executable, "-W", "error", "tutorial.py"], desk, tmp_path)

    assert "paspor-baru" in said


def test_a_signature_is_true_once_and_not_for_long():
    from loket_client import signatures

    from loket.partners import delivering
    from tests.api.conftest import NOW

    at = NOW.timestamp()
    header = delivering.signature(b"whsec_a", b"{}", NOW)
    assert signatures.verify("whsec_a", header, b"{}", now=at)
    assert not signatures.verify("whsec_b", header, b"{}", now=at)
    assert not signatures.verify("whsec_a", header, b"{ }", now=at)
    assert not signatures.verify("whsec_a", header, b"{}", now=at + 301)
    assert not signatures.verify("whsec_a", "nonsense", b"{}", now=at)


def test_a_lost_answer_is_asked_for_again_with_the_same_word(monkeypatch):
    from loket_client import Loket, transport

    tokens = []

    def breaks(self, method, address, packed, token):
        tokens.append(token)
        if len(tokens) < 3:
            raise OSError
        return {"outcomes": [], "counts": {}}

    monkeypatch.setattr(transport.Transport, "_once", breaks)
    monkeypatch.setattr(transport.time, "sleep", lambda _: None)

    Loket("https://desk.example", "loket_a").put_cases({"records": []})

    assert len(tokens) == 3
    assert len(set(tokens)) == 1
