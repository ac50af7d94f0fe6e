"""Whom nothing reaches is known by refusals, until there is a sign of life."""

from __future__ import annotations

import pytest
from django.db import connection

from loket.lib import ids
from loket.messaging import unreachable
from loket.messaging.states import MessageState

# Direction, state and code of a message, by a letter.
SAID = {
    "f": ("out", MessageState.FAILED, 131026),
    "c": ("out", MessageState.FAILED, 130497),
    "s": ("out", MessageState.FAILED, 131000),
    "q": ("out", MessageState.CREATED, 0),
    "d": ("out", MessageState.DELIVERED, 131026),
    "r": ("out", MessageState.READ, 0),
    "i": ("in", MessageState.RECEIVED, 0),
}


def write(talk, oldest_first):
    with connection.cursor() as cursor:
        for letter in oldest_first:
            cursor.execute(
                "insert into messaging_message (id, conversation_id, account_id,"
                " direction, type, words, state, error_code, created_at)"
                " values (%s, %s, %s, %s, 'text', '', %s, %s, clock_timestamp())",
                [ids.new(), talk.id, talk.account_id, *SAID[letter]],
            )


@pytest.mark.parametrize(
    ("oldest_first", "codes"),
    [
        ("iff", [131026]),
        ("iffq", [131026]),
        ("ifsf", [131026]),
        ("if", []),
        ("ifd", []),
        ("iffd", []),
        ("iffr", []),
        ("ifif", []),
        ("iss", []),
        ("ic", [130497]),
        ("icff", [131026, 130497]),
        ("", []),
    ],
)
def test_only_refusals_without_a_sign_of_life_mark_a_person(
    account, talk, oldest_first, codes
):
    write(talk, oldest_first)

    assert [one.code for one in unreachable.among([talk.id])] == codes
    found = unreachable.of_agency(account.agency_id, 10)
    assert [one.contact_id for one in found] == [talk.contact_id] * len(codes)


def test_nobody_of_another_agency_is_named(account, talk):
    write(talk, "iff")

    assert unreachable.of_agency(account.agency_id + 1, 10) == []
    assert unreachable.among([]) == []
