"""Imports point down; neighbours do not meet; the emulator stands apart."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.house.house import ROOT


def test_no_import_crosses_a_floor():
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout


def test_the_emulator_names_no_loket_and_is_named_by_none():
    strangers = [
        path
        for folder, other in (("emulator", "loket"), ("loket", "emulator"))
        for path in (ROOT / folder).rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith((f"import {other}", f"from {other}"))
    ]

    assert not strangers
