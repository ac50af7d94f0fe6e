"""Keys change while people write, and nobody notices."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.desk import database
from tests.desk.desk import Desk, opened
from tests.desk.guests import Guest

KILLED = -9
PEOPLE = 20
PARKED = "select count(*) from messaging_event where state = 2"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with keys of its own."""
    with (
        database.made(f"keys_{os.getpid()}") as url,
        opened(url, tmp_path, LOKET_DATA_DIR=str(tmp_path)) as desk,
    ):
        yield desk


def keys(desk: Desk, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run `loket keys`."""
    return subprocess.run(
        [sys.executable, "-m", "loket.config.cli", "keys", *words],
        env={**os.environ, **desk.env, **more},
        capture_output=True,
        text=True,
        check=False,
    )


def done(desk: Desk, *words: str) -> str:
    """Run `loket keys`, which must end well."""
    ran = keys(desk, *words)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def meanwhile(desk: Desk, crowd: Sequence[Guest], *words: str) -> str:
    """Run `loket keys` while a crowd writes; each of them has an answer."""
    desk.emulator.say_all([{"phone": one.key, "text": "halo"} for one in crowd])
    said = done(desk, *words)
    for one in crowd:
        one.waits()
    return said


def test_keys_change_while_people_write(desk: Desk) -> None:
    siti, budi, rina = map(desk.citizen, ("Siti Aminah", "Budi", "Rina"))
    siti.books()
    rina.comes_to("Kantor Tirtasari").taps(0).says(rina.introduction)
    budi.says("halo, NIK saya 9901014101900001")
    crowd = desk.citizens(PEOPLE)

    assert "closed with key 2" in meanwhile(desk, crowd, "rotate")
    said = meanwhile(desk, crowd, "rotate", "--index")
    assert "2 people are recognised by key 2" in said
    # Both keys are needed yet; and the same person is still the same person.
    assert "still needed" in keys(desk, "retire", "1").stderr
    budi.comes_to("Kantor Tirtasari").taps(0).says(siti.introduction)
    budi.hears("sudah punya antrean")

    killed = keys(desk, "reseal", LOKET_FAILPOINT="reseal.part")
    assert killed.returncode == KILLED
    assert "closed with key 130" in done(desk, "rotate", "--identity")
    for words in (
        ["reseal"],
        ["retire", "1"],
        ["retire", "1", "--index"],
        ["retire", "129", "--identity"],
    ):
        done(desk, *words)

    rina.taps("Ya, pesan").hears("Terpesan", "Rina")
    assert crowd[0].books()
    siti.says("booking saya").hears("Siti Aminah")
    assert "1 hidden numbers" in done(desk, "list")
    desk.settles()
    assert desk.value(PARKED) == 0
    assert "CannotOpen" not in desk.logs()
