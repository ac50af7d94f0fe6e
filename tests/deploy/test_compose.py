"""The containers of deploy/compose: the file is one, and fits Loket."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from loket.config.cli import app
from loket.config.env import Settings
from tests.house.house import ROOT

DEPLOY = ROOT / "deploy"
CHECKER = ROOT / "var/conformance/bin/check-jsonschema"


@pytest.mark.skipif(
    not CHECKER.exists(), reason="NOT RUN: `make conformance` fetches the schema"
)
def test_the_file_is_what_the_specification_of_compose_wants(tmp_path):
    text = (DEPLOY / "compose/compose.yaml").read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(text.replace("    image: caddy:2\n", "    picture: caddy:2\n"))

    assert check(DEPLOY / "compose/compose.yaml").returncode == 0
    assert "picture" in check(wrong).stdout


def check(file: Path) -> subprocess.CompletedProcess[str]:
    schema = ["--builtin-schema", "vendor.compose-spec"]
    command = [CHECKER, *schema, file]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def compose():
    text = (DEPLOY / "compose/compose.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def test_containers_name_only_what_is_declared(compose):
    """What a schema cannot say; no engine has run it here."""
    declared = {key: set(compose[key]) for key in ("networks", "volumes", "secrets")}
    for name, service in compose["services"].items():
        assert service.keys() & {"image", "build"}, name
        assert set(service["networks"]) <= declared["networks"], name
        assert set(service.get("secrets", ())) <= declared["secrets"], name
        assert set(service.get("depends_on", ())) <= set(compose["services"]), name
        for volume in service.get("volumes", ()):
            source = volume.partition(":")[0]
            is_here = (DEPLOY / "compose" / source).exists()
            assert source in declared["volumes"] or is_here, volume


def test_only_the_proxy_is_reached_from_outside(compose):
    services = compose["services"]

    assert [name for name, it in services.items() if "ports" in it] == ["caddy"]
    assert compose["networks"]["inner"] == {"internal": True}
    assert services["database"]["networks"] == ["inner"]


def test_containers_run_our_commands_with_our_secrets(compose):
    known = set(get_command(app).commands)
    for name in ("web", "ingest", "worker", "metrics"):
        service = compose["services"][name]
        assert service["command"][0] == name
        assert name in known
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        wanted = {it.removeprefix("loket_") for it in service["secrets"]}
        assert wanted <= set(Settings.model_fields)


def test_the_image_copies_what_there_is():
    text = (DEPLOY / "compose/Dockerfile").read_text(encoding="utf-8")
    for words in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE):
        *sources, _ = words.split()
        assert all((ROOT / Path(source)).exists() for source in sources), words
