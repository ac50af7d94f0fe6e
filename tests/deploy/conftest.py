"""
A real desk, not a training one: its processes by the `loket` command, its secrets as
systemd hands them over, Debian's nginx with our file in front, and an emulator as the
platform.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest

from emulator.client import Emulator
from emulator.process import running
from tests.deploy import certificates, fronts
from tests.deploy.programs import program
from tests.desk import database
from tests.desk.processes import Process, free_port
from tests.house.house import ROOT

SECRETS = {
    "loket_whatsapp_app_secret": "rahasia-aplikasi-7f3a9c",
    "loket_whatsapp_verify_token": "kata-verifikasi-51be20",
}
START_S = 60.0
POLL_S = 0.05


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: str


class Real:
    """The desk, and the hands of a test on it."""

    def __init__(self, home: Path, url: str, emulator: Emulator) -> None:
        self.home, self.url, self.emulator = home, url, emulator
        self.web, self.ingest, self.figures = free_port(), free_port(), free_port()
        self.tls, self.plain = free_port(), free_port()
        self.env = {
            "DJANGO_SETTINGS_MODULE": "loket.config.settings",
            "LOKET_DEMO": "",
            "LOKET_DATA_DIR": str(home / "data"),
            "LOKET_DATABASE_URL": url,
            "LOKET_HOSTS": "localhost",
            "LOKET_GRAPH_URL": emulator.base_url,
            "LOKET_TURN_SILENCE_S": "0.2",
            "LOKET_POISON": "racun",
            "CREDENTIALS_DIRECTORY": str(home / "secrets"),
            "SSL_CERT_FILE": str(home / "authority.pem"),
        }
        said = {"web": "", "ingest": "", "worker": "ready w", "metrics": "ready m"}
        ports = {"web": self.web, "ingest": self.ingest, "metrics": self.figures}
        self.processes = {
            name: self._process(
                [name, *([f"--port={ports[name]}"] if name in ports else [])], line
            )
            for name, line in said.items()
        }
        self.furnish = Process(["furnish"], home / "furnish.log", self.env)

    @property
    def address(self) -> str:
        """The public address."""
        return f"https://localhost:{self.tls}"

    def _process(self, words: list[str], line: str) -> Process:
        log = self.home / f"{words[0]}.log"
        return Process(["loket", *words], log, self.env, lambda said: line in said)

    def run(self, *words: str, given: str = "", **env: str) -> tuple[int, str]:
        """Run a command of `loket`; its status and all it wrote."""
        done = subprocess.run(
            [sys.executable, "-m", "loket.config.cli", *words],
            input=given, capture_output=True, text=True, check=False, cwd=ROOT,
            env={**os.environ, **self.env, **env}, timeout=60,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    def ask(
        self,
        path: str,
        body: bytes | None = None,
        address: str = "",
        **headers: str,
    ) -> Answer:
        """Ask for a path, by TLS through nginx unless told otherwise."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request((address or self.address) + path, body, named)
        try:
            with self.opener.open(request, timeout=20) as answer:
                return _answer(answer)
        except urllib.error.HTTPError as error:
            with error:
                return _answer(error)

    @property
    def opener(self) -> urllib.request.OpenerDirector:
        """What trusts the authority of this test and follows nothing."""
        trust = ssl.create_default_context(cafile=str(self.home / "authority.pem"))
        return urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=trust), _Stay
        )

    def deliver(self, raw: bytes, address: str = "") -> Answer:
        """Deliver a signed body, through nginx unless told otherwise."""
        secret = SECRETS["loket_whatsapp_app_secret"].encode()
        sign = f"sha256={hmac.new(secret, raw, hashlib.sha256).hexdigest()}"
        return self.ask("/webhooks/whatsapp", raw, address, X_Hub_Signature_256=sign)

    def logs(self) -> str:
        """All that its processes and nginx ever wrote."""
        found = sorted(self.home.glob("*.log"))
        return "".join(path.read_text(errors="replace") for path in found)

    def until(self, done, within_s: float = 20.0) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + within_s
        while not done():
            assert time.monotonic() < deadline, self.logs()[-4_000:]
            time.sleep(POLL_S)


class Front(NamedTuple):
    """A web server before the desk, and the hands of a test on it."""

    name: str
    desk: Real
    address: str
    plain: int

    def ask(self, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Ask for a path by TLS."""
        return self.desk.ask(path, body, self.address, **headers)

    def deliver(self, raw: bytes) -> Answer:
        """Deliver a signed body."""
        return self.desk.deliver(raw, self.address)

    def is_open(self) -> bool:
        """Test if it passes on what is asked."""
        try:
            return self.ask("/health").status == 200
        except OSError:
            return False


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def _answer(answer) -> Answer:
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return Answer(answer.status, headers, answer.read().decode(errors="replace"))


@pytest.fixture(scope="package")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Real]:
    program("nginx", "nginx-light")
    home = tmp_path_factory.mktemp("real")
    (home / "secrets").mkdir()
    for name, word in SECRETS.items():
        (home / "secrets" / name).write_text(word + "\n")
    certificates.make(home)
    with ExitStack() as stack:
        url = stack.enter_context(database.made(f"real_{os.getpid()}"))
        options = {"app_secret": SECRETS["loket_whatsapp_app_secret"]}
        emulator = stack.enter_context(running(**options))
        desk = Real(home, url, emulator)
        desk.furnish.run(START_S)
        for process in desk.processes.values():
            stack.callback(process.stop)
            process.begin()
        stack.enter_context(fronts.nginx(desk))
        for process in desk.processes.values():
            desk.until(process.is_ready)
        desk.until(lambda: _is_open(desk), START_S)
        emulator.set_webhook(
            f"http://127.0.0.1:{desk.ingest}/webhooks/whatsapp", *SECRETS.values()
        )
        yield desk


def _is_open(desk: Real) -> bool:
    try:
        return (
            desk.ask("/health").status == 200
            and desk.ask("/health", address=f"http://127.0.0.1:{desk.ingest}").status
            == 200
        )
    except OSError:
        return False


@pytest.fixture(scope="package", params=["nginx", "caddy"])
def front(request: pytest.FixtureRequest, real: Real) -> Iterator[Front]:
    """Each web server that we have a file for, in front of the one desk."""
    if request.param == "nginx":
        yield Front("nginx", real, real.address, real.plain)
        return
    program("caddy", "caddy")
    tls, plain = free_port(), free_port()
    with fronts.caddy(real, tls, plain):
        found = Front("caddy", real, f"https://localhost:{tls}", plain)
        real.until(found.is_open)
        yield found
