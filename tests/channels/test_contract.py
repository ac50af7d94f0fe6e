"""What every channel must do, whatever it speaks."""

import inspect

import pytest

from loket.channels.registry import CHANNELS
from loket.channels.types import EventKind

QUERY = {"hub.mode": "subscribe", "hub.challenge": "42", "hub.verify_token": "word"}


@pytest.fixture(params=sorted(CHANNELS))
def channel(request):
    return CHANNELS[request.param]


def test_registry_knows_it_by_its_own_name(channel):
    assert CHANNELS[channel.name] is channel


@pytest.mark.parametrize("body", [b"", b"\x00\xff", b"{}", b"[[", b'"x"'])
def test_parse_names_what_it_cannot_read(channel, body):
    events = channel.parse(body)
    assert [event.kind for event in events] == [EventKind.UNKNOWN]
    assert events[0].external_id


def test_nothing_is_signed_without_header_or_secret(channel):
    assert not channel.has_valid_signature(None, b"body", [b"secret"])
    assert not channel.has_valid_signature(b"", b"body", [b"secret"])
    assert not channel.has_valid_signature(b"sha256=00", b"body", [])


def test_challenge_is_not_answered_while_no_word_is_set(channel):
    assert channel.answer_challenge({**QUERY, "hub.verify_token": ""}, "") is None
    assert channel.answer_challenge({}, "word") is None


def test_send_is_asynchronous(channel):
    assert inspect.iscoroutinefunction(channel.send)
