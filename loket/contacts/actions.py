"""
Finding or making the person behind a message, for a whole batch at once.

An identity is matched by user id first, then phone, then parent id, and is never
taken from the contact that has it: two contacts named by one message are left as
they are and shown to staff (Meta, business-scoped-user-ids; whatsapp notes 1.5).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from django.db import transaction

from loket.channels.types import Sender
from loket.contacts import aliases
from loket.contacts.aliases import Alias, Conflict, Known
from loket.contacts.models import IdentityConflict, IdentityKind
from loket.lib import audit, ids
from loket.lib.audit import Entry


class Seen(msgspec.Struct, frozen=True):
    """Somebody who wrote to one of our accounts."""

    account_id: int
    agency_id: int
    sender: Sender

    @property
    def aliases(self) -> list[Alias]:
        """Account, kind and value of each identity, the most reliable first."""
        return aliases.of(self.account_id, self.sender)


def resolve(people: Sequence[Seen]) -> list[UUID]:
    """
    Return the contact of each, making those that are new.

    :raises ValueError: if one of them has no identity at all
    """
    known = aliases.find({alias for person in people for alias in person.aliases})
    made = _add_contacts(people, known)
    before = set(known) - set(made)
    chosen = [_choose(person, known) for person in people]
    new = _new(people, chosen, known, before)
    if len(aliases.add(new)) < len(new):
        return _settle(people, made)
    if not new.keys() <= made.keys():
        _note_changes(people, chosen, new, made)
    _note_conflicts(people, chosen, known)
    return chosen


def known(people: Sequence[tuple[int, Sender]]) -> list[UUID | None]:
    """Return the contact of each (account, person), None of those who never wrote."""
    named = [aliases.of(account, sender) for account, sender in people]
    found = aliases.find({alias for each in named for alias in each})
    return [next((found[a] for a in each if a in found), None) for each in named]


def settle(conflict_id: int, agency_id: int, by: int, now: datetime) -> bool:
    """Note that an officer looked at a conflict; False if there is none open."""
    ours = IdentityConflict.objects.filter(kept__agency_id=agency_id)
    is_open = ours.filter(id=conflict_id, settled_at=None)
    with transaction.atomic():
        is_done = bool(is_open.update(settled_at=now, settled_by=by))
        if is_done:
            audit.note(Entry("conflict.settled", str(conflict_id), agency_id))
    return is_done


def _add_contacts(people: Sequence[Seen], known: Known) -> Known:
    """Make a contact for everybody unknown; add their aliases to `known`."""
    made: Known = {}
    fresh = {}
    for person in people:
        if not person.aliases:
            raise ValueError("a sender without any identity")
        if any(alias in known for alias in person.aliases):
            continue
        contact = ids.new()
        made |= dict.fromkeys(person.aliases, contact)
        known |= dict.fromkeys(person.aliases, contact)
        fresh[contact] = (person.agency_id, person.sender)
    aliases.add_contacts(fresh)
    return made


def _choose(person: Seen, known: Known) -> UUID:
    return next(known[alias] for alias in person.aliases if alias in known)


def _new(
    people: Sequence[Seen], chosen: Sequence[UUID], known: Known, before: set[Alias]
) -> Known:
    """Return the aliases that nobody had; they are theirs who named them first."""
    return {
        alias: known.setdefault(alias, contact)
        for person, contact in zip(people, chosen, strict=True)
        for alias in person.aliases
        if alias not in before
    }


def _note_changes(
    people: Sequence[Seen], chosen: Sequence[UUID], new: Known, made: Known
) -> None:
    """Somebody we knew has a new alias: their older number is theirs no longer."""
    gained = {contact for alias, contact in new.items() if alias not in made}
    phones = {
        (account, contact): value
        for (account, kind, value), contact in new.items()
        if kind == IdentityKind.PHONE and contact in gained
    }
    aliases.keep_phones(phones)
    pairs = zip(people, chosen, strict=True)
    aliases.rename({who: person.sender for person, who in pairs if who in gained})


def _settle(people: Sequence[Seen], made: Known) -> list[UUID]:
    """Take what another worker made meanwhile, and drop what we made in vain."""
    known = aliases.find({alias for person in people for alias in person.aliases})
    settled = [_choose(person, known) for person in people]
    vain = set(made.values()) - set(known.values())
    if vain:
        aliases.drop_contacts(vain)
    _note_conflicts(people, settled, known)
    return settled


def _note_conflicts(
    people: Sequence[Seen], chosen: Sequence[UUID], known: Known
) -> None:
    aliases.note_conflicts(
        Conflict(person.account_id, contact, known[alias])
        for person, contact in zip(people, chosen, strict=True)
        for alias in person.aliases
        if known.get(alias, contact) != contact
        and alias[1] != IdentityKind.PARENT_USER_ID
    )
