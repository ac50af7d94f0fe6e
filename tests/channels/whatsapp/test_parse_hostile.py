"""Nothing raises, whatever the bytes; what comes out can always be stored."""

import copy
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loket.channels import types
from loket.channels.types import EventKind
from loket.channels.whatsapp.parse import parse, parse_patiently
from loket.channels.whatsapp.wire import MOST_ID_CHARS, MOST_TEXT_CHARS
from tests.channels.whatsapp.payloads import (
    MESSAGES,
    OTHERS,
    SITI,
    became,
    contact,
    message,
    raw,
    said,
    status,
)

DEEP = 100_000


def safe(body):
    """Parse, and test what storing relies on."""
    events = parse(body)
    assert events
    for event in events:
        stored = types.encode(event)
        assert types.decode(stored) == event
        assert b"\\u0000" not in stored
        assert event.external_id
        assert len(event.external_id) < 500
        assert len(event.sender.phone) <= MOST_ID_CHARS
        assert len(event.sender.user_id) <= MOST_ID_CHARS
    return events


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00",
        b"null",
        b"[]",
        b'"text"',
        b"7",
        b"{",
        b'{"entry":',
        b"\xff\xfe",
        b"[" * DEEP,
        b'{"a":' * DEEP,
        b'{"entry":[' + b"[" * DEEP + b"]" * DEEP + b"]}",
        b'{"entry":{"changes":{"value":{"messages":7}}}}',
        b'{"entry":null}',
        b'{"entry":[],"entry":[[]]}',
        b'"' + b"\\" * 9_999,
    ],
)
def test_no_delivery_at_all_is_named_unknown(body):
    assert {event.kind for event in safe(body)} == {EventKind.UNKNOWN}


def test_unreadable_body_has_one_id_however_often_it_comes():
    first, again, other = parse(b"{"), parse(b"{"), parse(b"{{")
    assert first[0].external_id == again[0].external_id != other[0].external_id


@pytest.mark.parametrize(
    "nasty",
    [
        "[" * DEEP + "]" * DEEP,
        '{"a":' * 500 + "1" + "}" * 500,
        "9" * 10_000,
        "-" + "9" * 40,
        "1e999",
        "NaN",
        "-Infinity",
        '"\\ud83d"',
        '"\\ude00\\ud83d"',
        '"\\u0000"',
        '{"\\u0000":"\\u0000","\\ud800":1}',
        '"' + "x" * 300_000 + '"',
    ],
    ids=lambda nasty: nasty[:12],
)
@pytest.mark.parametrize("place", ["extra", "text", "id", "from", "type", "timestamp"])
def test_nasty_value_loses_no_neighbour(nasty, place):
    bad = {**message(id="wamid.bad"), place: "@@"}
    body = raw(said(message(id="wamid.1"), bad, message(id="wamid.2")))
    events = safe(body.replace(b'"@@"', nasty.encode()))
    ids = [event.external_id for event in events]
    assert ids[0] == "wamid.1"
    assert "wamid.2" in ids
    assert len(ids) >= 3


def test_bytes_that_are_no_utf8_lose_no_neighbour():
    body = raw(said(message(id="wamid.1"), message(id="wamid.2", text={"body": "@@"})))
    events = safe(body.replace(b"@@", b"\xff\xc0a"))
    assert events[0].text == "halo"
    assert events[1].text.endswith("a")


def test_byte_order_mark_is_passed_over():
    assert safe(b"\xef\xbb\xbf" + raw(said(message())))[0].text == "halo"


def test_nul_is_removed_from_words_and_names():
    card = contact(profile={"name": "Si\0ti"})
    event = safe(raw(said(message(text={"body": "ha\0lo"}), contacts=[card])))[0]
    assert (event.text, event.sender.name) == ("halo", "Siti")


def test_escaped_and_plain_emoji_are_the_same():
    tree = said(message(text={"body": "é 👍"}))
    escaped, plain = raw(tree), json.dumps(tree, ensure_ascii=False).encode()
    assert escaped != plain
    assert parse(escaped) == parse(plain)


def test_id_that_is_too_long_is_replaced_by_a_stable_one():
    body = raw(said(message(id="w" * 5_000)))
    first, again = safe(body)[0], safe(body)[0]
    assert first.external_id == again.external_id
    assert first.external_id.startswith("derived:")


def test_identity_that_is_too_long_is_none():
    event = safe(raw(said(message(**{"from": "6" * 5_000}), contacts=[])))[0]
    assert event.sender.phone == ""
    assert event.kind is EventKind.UNKNOWN


def test_text_is_cut_at_a_length_no_citizen_reaches():
    event = safe(raw(said(message(text={"body": "x" * 1_000_000}))))[0]
    assert len(event.text) == MOST_TEXT_CHARS


def test_last_of_double_keys_counts():
    body = raw(said(message())).replace(b'"wamid.1"', b'"wamid.0", "id": "wamid.1"')
    assert safe(body)[0].external_id == "wamid.1"


def test_thousand_items_in_one_delivery_take_no_quadratic_time():
    people = [f"62811{n:07}" for n in range(1000)]
    cards = [{"wa_id": who, "profile": {"name": who}} for who in people]
    items = [message(id=f"wamid.{who}", **{"from": who}) for who in people]
    body = raw(said(*items, contacts=cards))
    start = time.process_time()
    events = safe(body)
    assert [event.sender.name for event in events] == people
    assert time.process_time() - start < 2


SHAPES = [said(m[0]) for m in MESSAGES.values()] + [o[0] for o in OTHERS.values()]
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["\0", "\ud800", SITI, "text", "9" * 30]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)


def places(tree, path=()):
    """Return the path of every value in a tree."""
    found = [path] if path else []
    if isinstance(tree, dict):
        pairs = list(tree.items())
    else:
        pairs = list(enumerate(tree)) if isinstance(tree, list) else []
    for key, inner in pairs:
        found += places(inner, (*path, key))
    return found


def put(tree, path, new):
    *way, last = path
    for key in way:
        tree = tree[key]
    tree[last] = new


@given(st.binary(max_size=200))
@settings(max_examples=200)
def test_random_bytes_never_raise(body):
    safe(body)


@given(st.sampled_from(SHAPES), st.data())
@settings(max_examples=300)
def test_mutated_shapes_never_raise_and_both_ways_agree(shape, data):
    tree = copy.deepcopy(shape)
    for _ in range(data.draw(st.integers(1, 3))):
        found = places(tree)
        put(tree, data.draw(st.sampled_from(found)), data.draw(JSON))
    body = raw(tree)
    safe(body)
    assert parse(body) == parse_patiently(body)


@given(st.sampled_from(SHAPES), st.integers(0, 700), st.binary(max_size=3))
@settings(max_examples=200)
def test_broken_bytes_never_raise(shape, at, noise):
    body = raw(shape)
    safe(body[:at] + noise + body[at + 1 :])


@given(st.sampled_from([m[0] for m in MESSAGES.values()]), st.data())
@settings(max_examples=200)
def test_mutated_message_never_loses_its_neighbours(item, data):
    bad = copy.deepcopy(item)
    path = data.draw(st.sampled_from([p for p in places(bad) if p]))
    put(bad, path, data.draw(JSON))
    tree = said(message(id="wamid.before"), bad, message(id="wamid.after"))
    tree["entry"] += became(status(id="wamid.late"))["entry"]
    ids = [event.external_id for event in safe(raw(tree))]
    assert ids[0] == "wamid.before"
    assert ids.index("wamid.after") == 2
    assert ids[-1] == "wamid.late:delivered"
