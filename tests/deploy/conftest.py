"""
A real desk, not a training one: its processes by the `loket` command, its secrets as
systemd hands them over, Debian's nginx with our file in front, and an emulator as the
platform.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import shutil
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from emulator.client import Emulator
from emulator.process import running
from tests.deploy import certificates
from tests.desk import database
from tests.desk.processes import Process, free_port
from tests.house.house import ROOT

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
SECRETS = {
    "loket_whatsapp_app_secret": "rahasia-aplikasi-7f3a9c",
    "loket_whatsapp_verify_token": "kata-verifikasi-51be20",
}
START_S = 60.0
POLL_S = 0.05
FRAME = """
pid {home}/nginx.pid;
error_log {home}/nginx-start.log;
daemon off;
worker_processes 1;
events {{ worker_connections 128; }}
http {{
  client_body_temp_path {home}/body; proxy_temp_path {home}/proxy;
  fastcgi_temp_path {home}/f; uwsgi_temp_path {home}/u; scgi_temp_path {home}/s;
  include {home}/loket.conf;
}}
"""


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

    def deliver(self, raw: bytes) -> Answer:
        """Deliver a signed body through nginx."""
        secret = SECRETS["loket_whatsapp_app_secret"].encode()
        sign = f"sha256={hmac.new(secret, raw, hashlib.sha256).hexdigest()}"
        return self.ask("/webhooks/whatsapp", raw, X_Hub_Signature_256=sign)

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


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def _answer(answer) -> Answer:
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return Answer(answer.status, headers, answer.read().decode(errors="replace"))


def configuration(desk: Real) -> str:
    """Our nginx file with the places of this test."""
    text = (ROOT / "deploy/nginx/loket.conf").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if "listen [::]" not in line]
    places = {
        "listen 80;": f"listen 127.0.0.1:{desk.plain};",
        "listen 443 ssl": f"listen 127.0.0.1:{desk.tls} ssl",
        "127.0.0.1:8000": f"127.0.0.1:{desk.web}",
        "127.0.0.1:8002": f"127.0.0.1:{desk.ingest}",
        "desk.example.go.id;": "localhost;",
        "/etc/letsencrypt/live/desk.example.go.id/fullchain.pem": "{h}/localhost.pem",
        "/etc/letsencrypt/live/desk.example.go.id/privkey.pem": "{h}/localhost.key",
        "/var/log/nginx/": "{h}/",
    }
    made = "\n".join(lines)
    for ours, theirs in places.items():
        assert ours in made, ours
        made = made.replace(ours, theirs.replace("{h}", str(desk.home)))
    return made


@contextmanager
def _nginx(desk: Real) -> Iterator[None]:
    (desk.home / "loket.conf").write_text(configuration(desk))
    frame = desk.home / "nginx.conf"
    frame.write_text(FRAME.format(home=desk.home))
    command = [NGINX, "-p", str(desk.home), "-c", str(frame)]
    tried = subprocess.run(
        [*command, "-t"], capture_output=True, text=True, check=False
    )
    assert tried.returncode == 0, tried.stderr
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()


@pytest.fixture(scope="package")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Real]:
    if not Path(NGINX).exists():
        pytest.skip("needs nginx: sudo apt-get install nginx-light")
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
        stack.enter_context(_nginx(desk))
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
