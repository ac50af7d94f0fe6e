"""
A talk between a machine and two officers, in whatever order things happen.

Whatever was asked: nothing that the machine wrote before a change of hands is sent
after it, nothing that an officer said is lost, and nobody answers in a talk of others.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from loket.channels.types import OutboundMessage
from loket.config.keys import keyring
from loket.lib import ids
from loket.messaging import conversations, outbox, turns
from loket.messaging.conversations import Answer
from loket.messaging.models import ChannelAccount, Conversation, Owner
from loket.messaging.turns import Said
from loket.offices.models import Agency, Staff

NOW = datetime.now(UTC)
MACHINE = None
OFFICERS = st.integers(0, 1)
STALENESS = st.sampled_from([0, 0, 0, 1, 2])


class Handover(RuleBasedStateMachine):
    """One talk, two officers, and versions that may have been seen too long ago."""

    def __init__(self) -> None:
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()

    @initialize()
    def begin(self) -> None:
        agency = Agency.objects.create(slug="a", name="A")
        account = ChannelAccount.objects.create(
            agency=agency, kind="whatsapp", external_id="100", display="+62",
            token=outbox.seal_token(keyring(), "100", "word"),
        )  # fmt: skip
        people = [(account.id, ids.new(), agency.id)]
        (self.talk,) = turns.talks(people, keyring())
        self.staff = [
            Staff.objects.create(email=f"{name}@loket.test", name=name)
            for name in ("dewi", "budi")
        ]
        self.owner: int | None = MACHINE
        self.version = self.talk.version
        self.by_machine: dict[str, int] = {}
        self.by_officers: list[str] = []
        self.sent: list[str] = []

    @rule()
    @precondition(lambda self: self.owner is MACHINE)
    def the_machine_replies(self) -> None:
        (talk,) = turns.talks(
            [(self.talk.account_id, self.talk.contact_id, 0)], keyring()
        )
        words = f"machine {len(self.by_machine)}"
        turns.keep([], [Said(talk, OutboundMessage(words=words), ids.new())])
        self.by_machine[words] = self.version

    @rule(officer=OFFICERS, late=STALENESS)
    def an_officer_takes_it(self, officer: int, late: int) -> None:
        seen, who = self.version - late, self.staff[officer].id
        if late:
            with pytest.raises(conversations.Changed):
                conversations.take(self.talk.id, seen, who, NOW)
            return
        self.version = conversations.take(self.talk.id, seen, who, NOW)
        self.owner = officer

    @rule(officer=OFFICERS, late=STALENESS)
    def an_officer_gives_it_back(self, officer: int, late: int) -> None:
        act = (self.talk.id, self.version - late, self.staff[officer].id, NOW)
        words = f"officer {len(self.by_officers)}"
        if late or self.owner is MACHINE:
            with pytest.raises(conversations.Changed):
                conversations.give_back(*act, words)
            return
        self.version = conversations.give_back(*act, words)
        self.owner = MACHINE
        self.by_officers.append(words)

    @rule(officer=OFFICERS, late=STALENESS)
    def an_officer_answers(self, officer: int, late: int) -> None:
        words, who = f"officer {len(self.by_officers)}", self.staff[officer].id
        said = Answer(self.talk.id, self.version - late, who, words, ids.new())
        if late or self.owner != officer:
            with pytest.raises((conversations.Changed, conversations.NotYours)):
                conversations.answer(said, NOW)
            return
        assert conversations.answer(said, NOW)
        assert not conversations.answer(said, NOW)
        self.by_officers.append(words)

    @rule()
    def a_message_is_sent(self) -> None:
        for claim in outbox.claim(ids.new(), [], 1):
            words = claim.message.words
            assert self.by_machine.get(words, self.version) == self.version
            assert words not in self.sent
            outbox.sent([(claim.message_id, words, NOW)])
            self.sent.append(words)

    @rule()
    def stale_replies_are_dropped(self) -> None:
        outbox.withhold_stale()

    @invariant()
    def the_house_agrees(self) -> None:
        found = Conversation.objects.get(id=self.talk.id)
        officer = None if self.owner is MACHINE else self.staff[self.owner].id
        assert (found.version, found.officer_id) == (self.version, officer)
        assert (found.owner == Owner.BOT) == (officer is None)

    def teardown(self) -> None:
        try:
            if hasattr(self, "sent"):
                outbox.withhold_stale()
                for _ in range(len(self.by_machine) + len(self.by_officers)):
                    self.a_message_is_sent()
                spoken = [words for words in self.sent if words in self.by_officers]
                assert spoken == self.by_officers
        finally:
            transaction.set_rollback(True)
            self.world.__exit__(None, None, None)


@pytest.mark.django_db
def test_a_talk_is_in_one_hand_whatever_happens() -> None:
    run_state_machine_as_test(
        Handover,
        settings=settings(
            max_examples=40,
            stateful_step_count=20,
            suppress_health_check=list(HealthCheck),
        ),
    )
