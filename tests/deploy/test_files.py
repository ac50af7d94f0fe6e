"""The files of deploy/ are what the programs that read them take, and fit Loket."""

from __future__ import annotations

import re
import subprocess

import pytest
from typer.main import get_command

from loket.config.cli import app
from loket.config.env import Settings
from tests.deploy.programs import program
from tests.house.house import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("loket*"))
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
# Of 10; systemd calls below 2 "OK". A service that may do everything has 9.6.
MOST_EXPOSURE = 2.0


PACKAGES = {
    "systemd-analyze": "systemd",
    "caddy": "caddy",
    "promtool": "prometheus",
}


def run(*command: str, **env: str) -> str:
    program(command[0], PACKAGES[command[0]])
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=DEPLOY,
        env=env or None,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def units(tmp_path):
    """The units, with a program that is here."""
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8")
        text = text.replace("/opt/loket/.venv/bin/loket", "/bin/true")
        (tmp_path / unit.name).write_text(text)
    return tmp_path


def test_systemd_takes_every_unit_without_a_word(units):
    names = [unit.name.replace("@", "@1") for unit in UNITS]

    assert run("systemd-analyze", "verify", *(str(units / it) for it in names)) == ""


@pytest.mark.parametrize("unit", SERVICES, ids=lambda it: it.name)
def test_a_service_may_do_little(unit, units):
    name = unit.name.replace("@", "@1")
    said = run("systemd-analyze", "security", "--offline=true", str(units / name))

    found = re.search(r"exposure level for \S+: ([\d.]+)", said)
    assert float(found.group(1)) < MOST_EXPOSURE


def test_every_command_and_setting_of_the_units_is_one_of_ours():
    known = set(get_command(app).commands)
    for unit in SERVICES:
        text = unit.read_text(encoding="utf-8")
        words = re.findall(r"/bin/loket (\S+)", text)
        assert words
        assert set(words) <= known | {"backup"}, unit.name
    example = (DEPLOY / "loket.env.example").read_text(encoding="utf-8")
    assert settings_in(example) <= set(Settings.model_fields)


def settings_in(text: str) -> set[str]:
    return {name.lower() for name in re.findall(r"^LOKET_(\w+)=", text, re.MULTILINE)}


@pytest.mark.parametrize("place", ["caddy", "compose"])
def test_caddy_takes_its_file(place, tmp_path):
    run(
        "caddy", "validate", "--adapter", "caddyfile",
        "--config", str(DEPLOY / place / "Caddyfile"),
        HOME=str(tmp_path), LOKET_HOSTS="desk.example.go.id", PATH="/usr/bin:/bin",
    )  # fmt: skip


def test_both_proxies_know_the_same_places():
    nginx = (DEPLOY / "nginx/loket.conf").read_text(encoding="utf-8")
    for place in ("caddy", "compose"):
        caddy = (DEPLOY / place / "Caddyfile").read_text(encoding="utf-8")
        for path in ("/webhooks/", "/live/", "/health/ready", "/metrics"):
            assert path in caddy
            assert path in nginx


def test_prometheus_takes_its_rules():
    run("promtool", "check", "rules", str(DEPLOY / "prometheus/loket-rules.yml"))
