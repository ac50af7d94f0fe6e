"""A person sees that they were read, once nothing else has to be sent."""

from __future__ import annotations

import asyncio

import pytest

from loket.channels import registry
from loket.messaging.marks import Mark
from loket.messaging.outbox import SendingAccount
from loket.worker.marker import AT_ONCE, MOST_WAITING, Marker

ACCOUNTS = {7: SendingAccount(7, "scripted", "100", "word", 80)}


class Heard:
    def __init__(self):
        self.marks = []

    async def mark_read(self, http, account, message_id, *, is_typing):
        self.marks.append((account.external_id, message_id, is_typing))


@pytest.fixture
def heard(monkeypatch):
    heard = Heard()
    monkeypatch.setitem(registry.CHANNELS, "scripted", heard)
    return heard


def show(marker):
    return asyncio.run(marker.show(None, ACCOUNTS))


def test_a_mark_is_shown_through_its_account(heard):
    marker = Marker("http://x", "v26.0")
    marker.add(Mark(7, "wamid.1", True))

    assert show(marker) == 1
    assert heard.marks == [("100", "wamid.1", True)]
    assert show(marker) == 0


@pytest.mark.parametrize("id_", ["", "derived:77"])
def test_ids_of_our_own_are_not_marked(heard, id_):
    marker = Marker("http://x", "v26.0")
    marker.add(Mark(7, id_))

    assert show(marker) == 0


def test_marks_of_a_stopped_account_are_forgotten(heard):
    marker = Marker("http://x", "v26.0")
    marker.add(Mark(8, "wamid.1"))

    show(marker)

    assert heard.marks == []


def test_the_newest_go_first_and_the_oldest_are_forgotten(heard):
    marker = Marker("http://x", "v26.0")
    for n in range(MOST_WAITING + 5):
        marker.add(Mark(7, f"wamid.{n}"))

    while show(marker):
        pass

    assert len(heard.marks) == MOST_WAITING
    assert heard.marks[0][1] == f"wamid.{MOST_WAITING + 4}"
    assert AT_ONCE < MOST_WAITING
