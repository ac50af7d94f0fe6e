"""Commands beside a running training desk speak with its emulator."""

import pytest

from loket.config import training
from loket.config.env import settings

GRAPH = "http://127.0.0.1:8841"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("LOKET_DATA_DIR", str(tmp_path))
    for name in training.NAMES:
        monkeypatch.setenv(name, "")
    settings.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    settings.cache_clear()


def test_what_the_desk_set_up_is_taken_by_the_next_command(folder, monkeypatch):
    monkeypatch.setenv("LOKET_GRAPH_URL", GRAPH)
    training.remember()
    assert (folder / training.FILE).stat().st_mode & 0o777 == training.MODE

    monkeypatch.delenv("LOKET_GRAPH_URL")
    training.recall()

    assert settings().graph_url == GRAPH


def test_a_variable_that_is_set_stays(folder, monkeypatch):
    monkeypatch.setenv("LOKET_GRAPH_URL", GRAPH)
    training.remember()
    monkeypatch.setenv("LOKET_GRAPH_URL", "http://127.0.0.1:1")

    training.recall()

    assert settings().graph_url == "http://127.0.0.1:1"


@pytest.mark.parametrize("content", [None, "no json"])
def test_a_real_desk_is_left_alone(folder, monkeypatch, content):
    if content:
        (folder / training.FILE).write_text(content)
    monkeypatch.delenv("LOKET_GRAPH_URL")

    training.recall()

    assert settings().graph_url == "https://graph.facebook.com"
