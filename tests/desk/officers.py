"""
An officer at a test's desk: each act is a process of its own, as the pages would be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self
from uuid import UUID

from tests.desk.desk import Desk
from tests.desk.guests import Guest
from tests.desk.processes import Process

if TYPE_CHECKING:  # Django is set up in the officer's own process
    from loket.messaging.conversations import Answer
    from loket.messaging.models import Conversation

ACT_S = 30.0


class Officer:
    """Somebody who answers people in the talk of one citizen."""

    def __init__(self, desk: Desk, citizen: Guest) -> None:
        self._desk = desk
        self._talk = desk.value(
            "select conversation_id from messaging_message where external_id = %s",
            citizen.heard.id,
        )

    def takes(self) -> Self:
        """Take the talk from whoever has it."""
        return self._act("take")

    def says(self, words: str) -> Self:
        """Answer the citizen."""
        return self._act("answer", words)

    def invites(self) -> Self:
        """Ask the citizen, by template, to write again."""
        return self._act("invite")

    def gives_back(self) -> Self:
        """Let the machine answer again."""
        return self._act("give_back")

    def _act(self, *words: str) -> Self:
        command = ["officer", str(self._talk), *words]
        log = self._desk.folder / "officer.log"
        Process(command, log, self._desk.env).run(ACT_S)
        return self


def act(talk: str, what: str, words: str = "") -> None:
    """Do one thing in a talk; runs in the officer's own process."""
    import django

    django.setup()
    from loket.dialogue import handover
    from loket.lib import clock, ids
    from loket.messaging import conversations
    from loket.messaging.models import Conversation
    from loket.offices.models import Staff

    found = Conversation.objects.get(id=UUID(talk))
    dewi, _ = Staff.objects.get_or_create(email="dewi@loket.test", name="Dewi")
    who = (found.id, found.version, dewi.id)
    if what == "take":
        conversations.take(*who, clock.now())
    elif what == "answer":
        said = conversations.Answer(*who, words, ids.new())
        conversations.answer(said, clock.now())
    elif what == "invite":
        conversations.answer(_invitation(found, who), clock.now())
    else:
        back = handover.back(found.agency_id, found.language)
        conversations.give_back(*who, clock.now(), back)


def _invitation(talk: Conversation, who: tuple[UUID, int, int]) -> Answer:
    """What asks the citizen of a talk to write again."""
    from loket.dialogue.notices import invitation
    from loket.lib import ids
    from loket.messaging.conversations import Answer

    asked = invitation.find(talk.account_id, "Imigrasi Tirtasari", talk.language)
    assert asked is not None, "no approved template"
    return Answer(*who, asked.words, ids.new(), asked.template)
