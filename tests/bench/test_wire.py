"""HTTP as the load generator understands it."""

import pytest

from bench import wire

ANSWER = b"HTTP/1.1 200 OK\r\nServer: x\r\nContent-Length: 2\r\n\r\nok"


def test_split_waits_until_a_message_is_whole():
    assert wire.split(ANSWER[:20]) is None
    assert wire.split(ANSWER[:-1]) is None


def test_split_leaves_what_comes_behind():
    found = wire.split(ANSWER + ANSWER)

    assert found == (b"HTTP/1.1 200 OK", b"ok", ANSWER)


def test_split_refuses_a_message_without_length():
    with pytest.raises(wire.Unframed):
        wire.split(b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n")


def test_percentile_is_a_value_that_was_seen():
    assert wire.percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert wire.percentile([], 0.99) == 0.0
