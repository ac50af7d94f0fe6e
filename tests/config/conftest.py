"""One desk and its backup, for all tests that need them."""

from __future__ import annotations

import os
from contextlib import ExitStack

import pytest

from tests.config.desks import Desk, fill
from tests.desk import database


@pytest.fixture(scope="session")
def places(tmp_path_factory):
    """Makes empty desks."""
    with ExitStack() as stack:

        def make(name):
            unique = f"keeping_{name}_{os.getpid()}"
            url = stack.enter_context(database.made(unique))
            return Desk(tmp_path_factory.mktemp(name), url)

        yield make


@pytest.fixture(scope="session")
def key(tmp_path_factory):
    return tmp_path_factory.mktemp("key") / "secret.txt"


@pytest.fixture(scope="session")
def desk(places, key):
    made = places("source")
    made.says("migrate")
    made.says("seed", "demo")
    fill(made.url, made.folder)
    made.says("keys", "backup", key)
    return made


@pytest.fixture(scope="session")
def backup(desk, tmp_path_factory):
    path = tmp_path_factory.mktemp("safe") / "desk.tar.age"
    assert "1 files" in desk.says("backup", path)
    return path
