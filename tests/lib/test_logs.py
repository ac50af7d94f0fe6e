"""What is written to the log, and what is not."""

from __future__ import annotations

import pytest
import structlog

from loket.lib import logs


class Refused(Exception):
    """A failure whose words repeat what somebody wrote."""


def fail(words: str) -> None:
    raise Refused(words)


@pytest.fixture
def configured():
    before = structlog.get_config()
    logs.configure()
    yield
    structlog.configure(**before)


def test_a_traceback_tells_the_place_and_never_the_words(configured, capsys):
    try:
        fail("Siti 9901014112900042")
    except Refused:
        structlog.get_logger().exception("batch failed", events=1)

    written = capsys.readouterr().out
    assert "batch failed" in written
    assert "test_logs.py" in written
    assert "Refused" in written
    assert "Siti" not in written


def test_a_failure_is_named_by_type_and_place():
    with pytest.raises(Refused) as caught:
        fail("Siti")

    place = logs.place_of(caught.value)
    assert "Refused at fail" in place
    assert "Siti" not in place
