"""The web servers of `deploy/`, with the places of a test, in front of a desk."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.deploy.programs import program
from tests.house.house import ROOT

if TYPE_CHECKING:
    from tests.deploy.conftest import Real

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
GLOBALS = """{{
\tadmin off
\tdefault_bind 127.0.0.1
\thttp_port {plain}
\thttps_port {tls}
"""


def nginx_file(desk: Real) -> str:
    """Return our nginx file with the places of a test."""
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
    return _replaced("\n".join(lines), places).replace("{h}", str(desk.home))


def caddy_file(desk: Real, tls: int, plain: int, ingest: int) -> str:
    """
    Return our Caddy file with the places of a test, and a certificate of its own. It
    tells all that it can, so that what it must not tell is looked for everywhere.
    """
    text = (ROOT / "deploy/caddy/Caddyfile").read_text(encoding="utf-8")
    pair = f"{desk.home}/localhost.pem {desk.home}/localhost.key"
    places = {
        "\n{\n": f"\n{GLOBALS.format(tls=tls, plain=plain)}",
        "log default {\n": "log default {\n\t\tlevel DEBUG\n",
        "desk.example.go.id {\n": f"localhost {{\n\ttls {pair}\n",
        "127.0.0.1:8000": f"127.0.0.1:{desk.web}",
        "127.0.0.1:8002": f"127.0.0.1:{ingest}",
    }
    return _replaced(text, places)


def _replaced(text: str, places: Mapping[str, str]) -> str:
    for ours, theirs in places.items():
        assert ours in text, ours
        text = text.replace(ours, theirs)
    return text


@contextmanager
def nginx(desk: Real) -> Iterator[None]:
    """Run nginx with our file."""
    (desk.home / "loket.conf").write_text(nginx_file(desk))
    frame = desk.home / "nginx.conf"
    frame.write_text(FRAME.format(home=desk.home))
    path = program("nginx", "nginx-light")
    command = [path, "-p", str(desk.home), "-c", str(frame)]
    tried = subprocess.run(
        [*command, "-t"], capture_output=True, text=True, check=False
    )
    assert tried.returncode == 0, tried.stderr
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()


@contextmanager
def caddy(desk: Real, tls: int, plain: int, ingest: int = 0) -> Iterator[None]:
    """Run Caddy with our file; another `ingest` stands for one that is away."""
    file = desk.home / f"Caddyfile-{tls}"
    file.write_text(caddy_file(desk, tls, plain, ingest or desk.ingest))
    path = program("caddy", "caddy")
    command = [path, "run", "--adapter", "caddyfile", "--config", str(file)]
    env = {**os.environ, "HOME": str(desk.home), "XDG_DATA_HOME": str(desk.home)}
    with (desk.home / f"caddy-{tls}.log").open("wb") as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=subprocess.STDOUT, env=env
        )
        with process:
            try:
                yield
            finally:
                process.terminate()
