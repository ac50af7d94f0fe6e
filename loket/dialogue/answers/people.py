"""Answers that bring a person into the talk."""

from __future__ import annotations

from collections.abc import Sequence

from loket.dialogue.commands import AskPerson
from loket.dialogue.commands_people import Answering, AnsweringView, PersonWanted
from loket.messaging import conversations
from loket.offices import answering as hours


def answering(asked: Sequence[Answering]) -> list[AnsweringView]:
    """When officers of each agency answer."""
    found = hours.find({one.agency_id for one in asked}, asked[0].now)
    return [_view(found.get(one.agency_id)) for one in asked]


def _view(found: hours.Answering | None) -> AnsweringView:
    if found is None:
        return AnsweringView(is_staffed=False)
    return AnsweringView(found.is_staffed, found.opens_at, found.zone)


def person_wanted(asked: Sequence[PersonWanted]) -> list[bool]:
    """Which talks are on that list already."""
    there = conversations.waiting({(one.account_id, one.contact_id) for one in asked})
    return [(one.account_id, one.contact_id) in there for one in asked]


def ask_person(asked: Sequence[AskPerson]) -> list[bool]:
    """Put talks on the list of those who wait for an officer."""
    new = conversations.want(
        [(one.account_id, one.contact_id, one.reason, one.now) for one in asked]
    )
    return [one.contact_id in new for one in asked]
