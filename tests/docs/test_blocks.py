"""
The blocks of the documents that are marked `sh test` run as they stand, on a
training desk of their own.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import uuid
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from loket.config import database
from tests.house.house import name, pages

BLOCK = re.compile(r"^```sh test\n(.*?)^```", re.MULTILINE | re.DOTALL)
# What commands that ask for a secret are told.
SECRET = "correct horse battery staple\n"


def blocks() -> list[tuple[Path, str]]:
    return [
        (page, block)
        for page in pages()
        for block in BLOCK.findall(page.read_text(encoding="utf-8"))
    ]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Variables of a training desk that is filled, with a database of its own."""
    address = database.url()
    fresh = f"loket_docs_{uuid.uuid4().hex}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'create database "{fresh}"')
    variables = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "DJANGO_SETTINGS_MODULE": "loket.config.settings",
        "LOKET_DEMO": "1",
        "LOKET_DATA_DIR": str(tmp_path_factory.mktemp("data")),
        "LOKET_DATABASE_URL": urlsplit(address)._replace(path=f"/{fresh}").geturl(),
    }
    run("loket migrate && loket seed demo", variables, None)
    yield variables
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'drop database "{fresh}" with (force)')


def run(block, variables, folder):
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", block],
        env=variables,
        cwd=folder,
        input=SECRET,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_there_are_blocks_to_run():
    assert blocks()


@pytest.mark.parametrize(
    ("page", "block"), blocks(), ids=[name(page) for page, _ in blocks()]
)
def test_a_block_runs_as_it_stands(page, block, desk, tmp_path):
    run(block, desk, tmp_path)
