"""
Keeps a small desk of this version for the tests of later ones; run it at a release:
`python -m tests.upgrade.keep 0.2.0`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import tests.settings  # noqa: F401 starts the database
from tests.desk import database
from tests.desk.desk import Desk, opened
from tests.desk.officers import Officer

FOLDER = Path(__file__).parent
KEY = FOLDER / "key.txt"
ENDING = ".tar.age"


def furnish(desk: Desk) -> None:
    """A booking, a family, a talk half way, a question to a person, a picture."""
    siti, budi, rina = map(desk.citizen, ("Siti Aminah", "Budi", "Rina"))
    siti.books()
    family = [budi.introduction, budi.relative("Tono", 1), budi.relative("Wati", 2)]
    budi.books(people="\n".join(family))
    rina.comes_to("Kantor Tirtasari").taps(0).says(rina.introduction)
    tamu = desk.citizen("Tamu")
    tamu.says("halo").says("mau bicara dengan petugas")
    Officer(desk, tamu).takes().says("Selamat pagi, ada yang bisa dibantu?")
    tamu.waits().phone.send("image")
    desk.settles()
    desk.until(lambda: desk.value("select count(*) from messaging_file") > 0)
    desk.until(lambda: desk.value("select min(state) from messaging_file") > 1)


def keep(target: Path) -> None:
    """Write a desk into a file."""
    public = KEY.read_text().splitlines()[0].rpartition(" ")[2]
    with (
        tempfile.TemporaryDirectory() as folder,
        database.made(f"keep_{os.getpid()}") as url,
    ):
        data = Path(folder)
        (data / "backup-recipients.txt").write_text(public + "\n")
        with opened(url, data, LOKET_DATA_DIR=folder) as desk:
            furnish(desk)
        subprocess.run(
            [sys.executable, "-m", "loket.config.cli", "backup", target],
            env={**os.environ, "LOKET_DATABASE_URL": url, "LOKET_DATA_DIR": folder},
            check=True,
        )


if __name__ == "__main__":
    keep(FOLDER / f"{sys.argv[1]}{ENDING}")
