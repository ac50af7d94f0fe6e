"""
What a channel tells us about people who said nothing: a new number, a new user id.

The new alias is added to the contact that has the old one; told twice, it changes
nothing. A number that was given up is retired, a user id is not: numbers go to other
people, user ids to nobody (Meta, business-scoped-user-ids, 28 May 2026).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

import msgspec

from loket.channels.types import Sender
from loket.contacts import aliases
from loket.contacts.aliases import Alias, Conflict, Known
from loket.contacts.models import IdentityKind


class Change(msgspec.Struct, frozen=True):
    """Who somebody was and is, as the provider tells it; either may be unknown."""

    account_id: int
    before: Sender
    now: Sender

    @property
    def old(self) -> list[Alias]:
        """The aliases that are theirs no longer."""
        new = set(self.new)
        mine = aliases.of(self.account_id, self.before)
        return [alias for alias in mine if alias not in new]

    @property
    def new(self) -> list[Alias]:
        """The aliases they have now."""
        return aliases.of(self.account_id, self.now)


class _Outcome(NamedTuple):
    """What a batch of changes comes to."""

    new: Known
    phones: dict[tuple[int, UUID], str]
    named: dict[UUID, Sender]
    conflicts: list[Conflict]


def rotate(changes: Sequence[Change]) -> None:
    """
    Note changes in the order in which they happened.

    Nobody is made a contact by it: of people who never wrote, nothing is kept.
    """
    wanted = {alias for change in changes for alias in (*change.old, *change.new)}
    if not wanted:
        return
    known = aliases.find(wanted)
    outcome = _Outcome({}, {}, {}, [])
    for change in changes:
        _follow(change, known, outcome)
    # First retire: a number that one gave up may be another's new one.
    aliases.keep_phones(outcome.phones)
    _note_lost(outcome.new.keys() - aliases.add(outcome.new), outcome)
    aliases.rename(outcome.named)
    aliases.note_conflicts(outcome.conflicts)


def _follow(change: Change, known: Known, outcome: _Outcome) -> None:
    """Add to `outcome`, and to `known`, what one change comes to."""
    who = next((known[a] for a in (*change.old, *change.new) if a in known), None)
    if who is None:
        return
    for alias in change.new:
        if alias not in known:
            known[alias] = outcome.new[alias] = who
        elif known[alias] != who and alias[1] != IdentityKind.PARENT_USER_ID:
            outcome.conflicts.append(Conflict(alias[0], who, known[alias]))
        if alias[1] == IdentityKind.PHONE:
            outcome.phones[alias[0], who] = alias[2]
    for alias in change.old:
        if alias[1] == IdentityKind.PHONE and known.get(alias) == who:
            del known[alias]
            outcome.new.pop(alias, None)
    outcome.named[who] = change.now


def _note_lost(lost: set[Alias], outcome: _Outcome) -> None:
    """Another worker gave these aliases away meanwhile: for staff to look at."""
    if not lost:
        return
    taken = aliases.find(lost)
    outcome.conflicts.extend(
        Conflict(alias[0], outcome.new[alias], taken[alias])
        for alias in sorted(lost)
        if alias in taken and taken[alias] != outcome.new[alias]
    )
