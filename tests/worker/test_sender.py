"""The sender: each message once, whatever the platform does."""

from __future__ import annotations

import asyncio
from collections import deque
from uuid import UUID

import pytest
from django.db import connection

from loket.channels import registry
from loket.channels.types import (
    Accepted,
    OutboundMessage,
    Reaction,
    Refused,
    SendOutcome,
    Unclear,
)
from loket.lib import ids
from loket.messaging import outbox, turns
from loket.messaging.models import ChannelAccount, Message, Outbox
from loket.messaging.states import MessageState, OutboxState
from loket.messaging.turns import Said
from loket.offices.models import Agency
from loket.worker.sender import Sender

pytestmark = pytest.mark.usefixtures("shared_db")


class Scripted:
    """A channel that answers as it is told, then takes everything."""

    name = "scripted"

    def __init__(self) -> None:
        self.script: deque[SendOutcome] = deque()
        self.said: list[str] = []
        self.at_once = self.most_at_once = 0

    async def send(self, http, account, message: OutboundMessage) -> SendOutcome:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0.01)
        self.at_once -= 1
        outcome = self.script.popleft() if self.script else Accepted(ids.new().hex)
        self.said.append(message.words)
        return outcome


@pytest.fixture
def channel(monkeypatch):
    channel = Scripted()
    monkeypatch.setitem(registry.CHANNELS, "scripted", channel)
    return channel


@pytest.fixture
def account(keyring):
    agency = Agency.objects.create(slug="a", name="A")
    return ChannelAccount.objects.create(
        agency=agency,
        kind="scripted",
        external_id="1",
        display="+62",
        token=outbox.seal_token(keyring, "1", "word"),
    )


@pytest.fixture
def say(account, keyring):
    people: dict[str, UUID] = {}

    def say(words: str, to: str = "siti") -> None:
        contact = people.setdefault(to, ids.new())
        (talk,) = turns.talks([(account.id, contact, account.agency_id)], keyring)
        message = OutboundMessage(words=words, phone=f"6281{to}")
        turns.keep([], [Said(talk, message, ids.new())])

    return say


@pytest.fixture
def send(keyring, channel):
    """Let the sender run until the test is content, two seconds at most."""

    def send(until) -> None:
        async def run() -> None:
            sender = Sender(keyring, "http://127.0.0.1:1", "v26.0", 1.0)
            task = asyncio.create_task(sender.run())
            for _ in range(200):
                await asyncio.sleep(0.01)
                if await asyncio.to_thread(_content, until):
                    break
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

        asyncio.run(run())

    return send


def _content(until) -> bool:
    try:
        return until()
    finally:
        connection.close()


def nothing_waits() -> bool:
    return not Outbox.objects.exists()


def test_everything_is_sent_once(say, send, channel):
    for n in range(50):
        say(f"halo {n}", to=str(n))

    send(nothing_waits)

    assert sorted(channel.said) == sorted(f"halo {n}" for n in range(50))
    assert channel.most_at_once > 1
    assert set(Message.objects.values_list("state", flat=True)) == {MessageState.SENT}


def test_one_person_hears_us_in_order_and_one_after_the_other(say, send, channel):
    for n in range(6):
        say(str(n))

    send(nothing_waits)

    assert channel.said == ["0", "1", "2", "3", "4", "5"]
    assert channel.most_at_once == 1


def test_an_answer_that_was_lost_is_never_asked_for_again(say, send, channel):
    channel.script.append(Unclear("timeout"))
    say("satu")
    say("dua")

    send(lambda: len(channel.said) == 2 and Outbox.objects.count() == 1)

    assert channel.said == ["satu", "dua"]
    assert Outbox.objects.get().state == OutboxState.UNKNOWN


def test_a_refused_token_stops_the_account_and_keeps_the_words(say, send, channel):
    channel.script.append(Refused(190, Reaction.STOP_ACCOUNT, "token expired"))
    say("satu", to="siti")

    send(lambda: ChannelAccount.objects.get().stopped_at is not None)
    say("dua", to="budi")
    send(lambda: len(channel.said) > 1)

    assert channel.said == ["satu"]
    assert ChannelAccount.objects.get().stop_code == 190
    assert Outbox.objects.count() == 2


def test_a_passing_trouble_is_tried_again(say, send, channel):
    channel.script.append(Refused(131016, Reaction.RETRY, "try later"))
    say("satu")

    send(nothing_waits)

    assert channel.said == ["satu", "satu"]


def test_what_will_never_be_taken_does_not_hold_up_what_follows(say, send, channel):
    channel.script.append(Refused(131026, Reaction.GIVE_UP, "undeliverable"))
    say("satu")
    say("dua")

    send(nothing_waits)

    assert channel.said == ["satu", "dua"]
    failed = Message.objects.get(words="satu")
    assert (failed.state, failed.error_code) == (MessageState.FAILED, 131026)


def test_a_full_bucket_makes_the_rest_wait(say, send, channel, account):
    ChannelAccount.objects.update(per_second=1)
    for n in range(4):
        say("halo", to=str(n))

    send(lambda: len(channel.said) >= 1)

    assert 1 <= len(channel.said) <= 4
