"""What the page of talks draws is what happens in talks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loket.config.reference import talks
from loket.dialogue.flows import book, cancellations
from loket.dialogue.flows.question import Question
from tests.dialogue.citizen import Citizen
from tests.dialogue.desk import Desk
from tests.dialogue.places import born
from tests.dialogue.test_talk_random import act, desks, make, said

FLOWS = {"QUESTIONS": book.QUESTIONS, "MOVING": book.MOVING}


@contextmanager
def recorded(asked: list[tuple[str, Question]]) -> Iterator[None]:
    """Note which questions are asked, in which flow."""

    def noting(flow: str, question: Question) -> Question:
        def ask(turn: Any, draft: Any) -> Any:
            asked.append((flow, question))
            return (yield from question.ask(turn, draft))

        return replace(question, ask=ask)

    changed = {
        flow: tuple(noting(flow, question) for question in questions)
        for flow, questions in FLOWS.items()
    }
    with patch.multiple(book, **changed):
        yield


def is_drawn(flow: str, before: Question, after: Question) -> bool:
    """Test if arrows lead from one to the other: forward in a row, or one back."""
    order: Sequence[Question] = FLOWS[flow]
    goes_on = order.index(after) > order.index(before)
    return goes_on or after.name in before.reopens


@settings(max_examples=60)
@given(shape=desks, talk=st.lists(said, max_size=15), moves=st.booleans())
def test_no_question_follows_another_without_an_arrow(
    shape: dict[str, Any], talk: list[tuple[str, Any]], moves: bool
) -> None:
    desk = make(shape)
    siti = Citizen(desk)
    if moves and desk.slots:
        slot = list(desk.slots.values())[-1]
        booking = desk.book(siti.id, "Siti Aminah", born("1990-03-12"), slot)
        siti.taps_id(f"move:{booking.id}")
    # A tap with words beside it is answered twice in one turn.
    for kind, what in (one for one in talk if one[0] != "both"):
        asked: list[tuple[str, Question]] = []
        with recorded(asked):
            act(siti, kind, what, [])
        for (flow, before), (other, after) in pairwise(asked):
            assert flow == other
            assert is_drawn(flow, before, after), (before.name, after.name)


def test_every_arrow_back_leads_to_a_question() -> None:
    names = {q.name for questions in FLOWS.values() for q in questions}

    drawn = {back for flow in FLOWS.values() for q in flow for back in q.reopens}
    assert drawn <= names


@pytest.mark.parametrize(
    ("answer", "words"), [("yes", "ya"), ("no", "tidak"), ("unclear", "apa ya")]
)
def test_cancelling_goes_where_it_is_drawn(answer: str, words: str) -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    desk.book(siti.id, "Siti Aminah", born("1990-03-12"))

    siti.says("antrean saya")
    assert siti.step == next(iter(cancellations.PATH))
    siti.taps("Batalkan antrean")
    assert siti.step == cancellations.PATH["bookings"]["cancel"]
    siti.says(words)
    assert siti.step == cancellations.PATH[cancellations.STEP][answer]


def test_the_page_names_every_step_and_every_tap() -> None:
    page = talks.page()

    assert "`move.confirm`" in page
    assert "`moveto`" in page
    assert "book_hour --> book_people" in page
