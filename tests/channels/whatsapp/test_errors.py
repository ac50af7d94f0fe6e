import itertools

import pytest

from loket.channels.types import Reaction
from loket.channels.whatsapp import errors


def test_table_is_sorted_and_no_code_stands_twice():
    for one, next_ in itertools.pairwise(errors.RULES):
        assert one.first <= one.last < next_.first, next_


@pytest.mark.parametrize(
    ("code", "reaction"),
    [
        (0, Reaction.STOP_ACCOUNT),
        (190, Reaction.STOP_ACCOUNT),
        (200, Reaction.STOP_ACCOUNT),
        (299, Reaction.STOP_ACCOUNT),
        (2, Reaction.RETRY),
        (4, Reaction.PAUSE_ACCOUNT),
        (100, Reaction.GIVE_UP),
        (130429, Reaction.SLOW_ACCOUNT),
        (131000, Reaction.RETRY),
        (131026, Reaction.GIVE_UP),
        (131031, Reaction.STOP_ACCOUNT),
        (131042, Reaction.STOP_ACCOUNT),
        (131047, Reaction.WINDOW_CLOSED),
        (131048, Reaction.PAUSE_NOTICES),
        (131056, Reaction.WAIT_PERSON),
        (131057, Reaction.PAUSE_ACCOUNT),
        (131062, Reaction.GIVE_UP),
        (132015, Reaction.GIVE_UP),
        (133004, Reaction.RETRY),
        (133010, Reaction.STOP_ACCOUNT),
        (138999, Reaction.GIVE_UP),
        (2388001, Reaction.GIVE_UP),
    ],
)
def test_code_has_its_reaction(code, reaction):
    assert errors.by_code(code).reaction is reaction


@pytest.mark.parametrize("code", [-1, 5, 99, 131001, 999_999, 10**12])
def test_code_nobody_told_us_of_has_no_rule(code):
    assert errors.by_code(code) is None


@pytest.mark.parametrize(
    ("status", "reaction"),
    [
        (500, Reaction.RETRY),
        (503, Reaction.RETRY),
        (429, Reaction.SLOW_ACCOUNT),
        (401, Reaction.STOP_ACCOUNT),
        (403, Reaction.PAUSE_ACCOUNT),
        (302, Reaction.PAUSE_ACCOUNT),
        (400, Reaction.GIVE_UP),
    ],
)
def test_status_decides_where_no_code_came(status, reaction):
    assert errors.by_status(status).reaction is reaction


def test_whatever_stops_a_number_raises_an_alarm():
    stopping = {r.first for r in errors.RULES if r.reaction is Reaction.STOP_ACCOUNT}

    assert stopping <= set(errors.ABOUT)


def test_every_alarm_is_about_a_code_that_stands_in_the_table():
    assert all(errors.by_code(code) for code in errors.ABOUT)
