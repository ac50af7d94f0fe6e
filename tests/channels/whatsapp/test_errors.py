import itertools

import pytest

from loket.channels.types import Reaction
from loket.channels.whatsapp import errors


def test_table_is_sorted_and_no_code_stands_twice():
    for one, next_ in itertools.pairwise(errors.RULES):
        assert one.first <= one.last < next_.first, next_


# Each row of Meta's table of errors, as one reads it: which codes, and what to do.
ROWS = {
    "token": (Reaction.STOP_ACCOUNT, [0, 190]),
    "permission": (Reaction.STOP_ACCOUNT, [3, 10, *range(200, 300), 131005]),
    "temporary": (Reaction.RETRY, [1, 2, 131000, 131016, 135000, 133004]),
    "calls of the app": (Reaction.PAUSE_ACCOUNT, [4, 80007]),
    "throughput": (Reaction.SLOW_ACCOUNT, [130429]),
    "pair rate": (Reaction.WAIT_PERSON, [131056]),
    "spam, and limit of templates": (Reaction.PAUSE_NOTICES, [131048, 131064]),
    "registered too often": (Reaction.PAUSE_ACCOUNT, [133016]),
    "blocked or locked": (Reaction.STOP_ACCOUNT, [368, 131031]),
    "country": (Reaction.GIVE_UP, [130497]),
    "marketing": (Reaction.GIVE_UP, [130472, 131049, 131050, 131063]),
    "undeliverable": (Reaction.GIVE_UP, [131026]),
    "window": (Reaction.WINDOW_CLOSED, [131047]),
    "our payload": (Reaction.GIVE_UP, [131051, 131008, 131009, 100, 33, 131021]),
    "test number": (Reaction.GIVE_UP, [131030]),
    "number": (Reaction.STOP_ACCOUNT, [131037, 131045, 133000, 133010, 133015]),
    "payment": (Reaction.STOP_ACCOUNT, [131042, 131044]),
    "their file": (Reaction.GIVE_UP, [131052]),
    "our file": (Reaction.RETRY, [131053]),
    "maintenance": (Reaction.PAUSE_ACCOUNT, [131057]),
    "user id": (Reaction.GIVE_UP, [131062]),
    "template": (
        Reaction.GIVE_UP,
        [132000, 132001, 132005, 132007, 132008, 132012, 132018],
    ),
    "template is off": (Reaction.GIVE_UP, [132015, 132016]),
    "form": (Reaction.GIVE_UP, [132068, 132069]),
    "identity key": (Reaction.GIVE_UP, [137000]),
    "calls, groups, forms": (Reaction.GIVE_UP, [138999, 139000, 131200, 2388001]),
}


@pytest.mark.parametrize("row", ROWS)
def test_every_row_of_the_table_has_its_reaction(row):
    reaction, codes = ROWS[row]
    found = {code: errors.by_code(code) for code in codes}

    assert {code: rule and rule.reaction for code, rule in found.items()} == (
        dict.fromkeys(codes, reaction)
    )


@pytest.mark.parametrize("code", [131000, 135000, 131053])
def test_what_is_tried_twice_at_most_says_so(code):
    assert errors.by_code(code).most_tries == 2


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
