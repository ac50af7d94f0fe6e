"""Holders ask in their own words, and know when they were told."""

import msgspec
import pytest

from bench.askers import WORDS, Asker
from bench.graph_stub import decode


def answer(words, **more):
    return decode(msgspec.json.encode({"to": "62814", "type": "text", **more, **words}))


@pytest.fixture
def siti():
    return Asker(7, 3, ["Sedang dicetak", "Siap diambil"])


def test_each_question_is_in_other_words_and_has_an_id_of_its_own(siti):
    said = [siti.say("salt")[0] for _ in WORDS]

    assert len({one["text"]["body"] for one in said}) == len(WORDS)
    assert len({one["id"] for one in said}) == len(WORDS)


def test_words_leave_the_turn_open(siti):
    assert siti.say("salt")[1] is False


@pytest.mark.parametrize(
    ("words", "is_content"),
    [
        ({"text": {"body": "Paspor Anda: Sedang dicetak."}}, True),
        ({"text": {"body": "Kami tidak paham."}}, False),
        (
            {
                "interactive": {
                    "type": "button",
                    "action": {"buttons": []},
                    "body": {"text": "Paspor Anda: Siap diambil."},
                }
            },
            True,
        ),
    ],
)
def test_they_were_told_if_a_stage_is_named(siti, words, is_content):
    siti.read("wamid.1", answer(words))

    assert siti.is_content is is_content
