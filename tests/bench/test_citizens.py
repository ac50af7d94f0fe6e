"""Citizens take what they are offered, in whatever order it is offered."""

import random

import msgspec
import pytest

from bench.citizens import Citizen, name_of
from bench.graph_stub import Outgoing, decode


def buttons(*ids):
    found = [{"type": "reply", "reply": {"id": i, "title": i}} for i in ids]
    action = {"buttons": found}
    return _message({"type": "button", "action": action})


def rows(*ids):
    found = [{"id": i, "title": i} for i in ids]
    return _message({"type": "list", "action": {"sections": [{"rows": found}]}})


def _message(interactive):
    raw = {"to": "62812", "type": "interactive", "interactive": interactive}
    return decode(msgspec.json.encode(raw))


@pytest.fixture
def siti():
    return Citizen(7, random.Random(1))


def test_first_words_are_a_greeting(siti):
    message, closes = siti.say("salt")

    assert message["text"]["body"] == "halo"
    assert not closes


@pytest.mark.parametrize(
    ("offered", "taken"),
    [
        (buttons("book", "mine", "person"), "book"),
        (rows("svc:1"), "svc:1"),
        (rows("day:2026-11-24:1:1", "days:9:1:1"), "day:2026-11-24:1:1"),
        (buttons("yes:abc", "change", "stop"), "yes:abc"),
    ],
)
def test_taps_lead_towards_a_booking(siti, offered, taken):
    siti.read("wamid.1", offered)

    message, closes = siti.say("salt")

    kind = message["interactive"]["type"]
    assert message["interactive"][kind]["id"] == taken
    assert closes


def test_where_nothing_leads_on_the_name_is_typed(siti):
    siti.read("wamid.1", buttons("change", "stop"))

    message, _ = siti.say("salt")

    assert message["text"]["body"].startswith(name_of(7))


def test_a_booking_that_can_be_cancelled_is_made(siti):
    siti.read("wamid.1", buttons("cancel:abc", "menu"))

    assert siti.is_content


def test_plain_words_offer_nothing(siti):
    siti.read("wamid.1", Outgoing(to="62812", type="text"))

    assert siti.say("salt")[0]["text"]["body"] == "menu"


def test_names_are_never_the_same():
    assert len({name_of(n) for n in range(5_000)}) == 5_000
