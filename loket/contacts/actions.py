"""
Finding or making the person behind a message, for a whole batch at once.

An identity is matched by user id first, then phone, then parent id, and is never
taken from the contact that has it: two contacts named by one message are left as
they are and shown to staff (Meta, business-scoped-user-ids; whatsapp notes 1.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

import msgspec
from django.db import connection

from loket.channels.types import Sender
from loket.contacts.models import IdentityKind
from loket.lib import ids, sql

QUERIES = sql.beside(__file__, "resolve")
_VALUE_CHARS = 160

Alias = tuple[int, str, str]


class Seen(msgspec.Struct, frozen=True):
    """Somebody who wrote to one of our accounts."""

    account_id: int
    agency_id: int
    sender: Sender

    @property
    def aliases(self) -> list[Alias]:
        """Account, kind and value of each identity, the most reliable first."""
        values = (
            (IdentityKind.USER_ID, self.sender.user_id),
            (IdentityKind.PHONE, self.sender.phone),
            (IdentityKind.PARENT_USER_ID, self.sender.parent_user_id),
        )
        return [
            (self.account_id, kind.value, value[:_VALUE_CHARS])
            for kind, value in values
            if value
        ]


def resolve(people: Sequence[Seen]) -> list[UUID]:
    """
    Return the contact of each, making those that are new.

    :raises ValueError: if one of them has no identity at all
    """
    aliases = {alias for person in people for alias in person.aliases}
    known = _find(aliases)
    made = _add_contacts(people, known)
    before = set(known) - set(made)
    chosen = [_choose(person, known) for person in people]
    lost = _add_identities(people, chosen, before)
    if lost:
        return _settle(people, chosen, made)
    _note_conflicts(people, chosen, known)
    return chosen


def _find(aliases: Iterable[Alias]) -> dict[Alias, UUID]:
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["find"], [sql.rows(map(_record, aliases))])
    return {(account, kind, value): contact for account, kind, value, contact in found}


def _record(alias: Alias, contact: UUID | None = None) -> dict[str, object]:
    account, kind, value = alias
    return {"account_id": account, "kind": kind, "value": value, "contact_id": contact}


def _add_contacts(
    people: Sequence[Seen], known: dict[Alias, UUID]
) -> dict[Alias, UUID]:
    """Make a contact for everybody unknown; add their aliases to `known`."""
    made: dict[Alias, UUID] = {}
    records = []
    for person in people:
        if not person.aliases:
            raise ValueError("a sender without any identity")
        if any(alias in known for alias in person.aliases):
            continue
        contact = ids.new()
        made |= dict.fromkeys(person.aliases, contact)
        known |= dict.fromkeys(person.aliases, contact)
        name = person.sender.name[:200]
        records.append({"id": contact, "agency_id": person.agency_id, "name": name})
    if records:
        with connection.cursor() as cursor:
            cursor.execute(QUERIES["add_contacts"], [sql.rows(records)])
    return made


def _choose(person: Seen, known: dict[Alias, UUID]) -> UUID:
    return next(known[alias] for alias in person.aliases if alias in known)


def _add_identities(
    people: Sequence[Seen], chosen: Sequence[UUID], before: set[Alias]
) -> bool:
    """Link aliases that are new; return whether another worker was faster with one."""
    new = {
        alias: contact
        for person, contact in zip(people, chosen, strict=True)
        for alias in person.aliases
        if alias not in before
    }
    if not new:
        return False
    records = [_record(alias, contact) for alias, contact in new.items()]
    with connection.cursor() as cursor:
        added = sql.fetch(cursor, QUERIES["add_identities"], [sql.rows(records)])
    return len(added) < len(new)


def _settle(
    people: Sequence[Seen], chosen: Sequence[UUID], made: dict[Alias, UUID]
) -> list[UUID]:
    """Take what another worker made meanwhile, and drop what we made in vain."""
    known = _find({alias for person in people for alias in person.aliases})
    settled = [_choose(person, known) for person in people]
    vain = set(made.values()) - set(known.values())
    if vain:
        with connection.cursor() as cursor:
            cursor.execute(QUERIES["drop_contacts"], [list(vain)])
    _note_conflicts(people, settled, known)
    return settled


def _note_conflicts(
    people: Sequence[Seen], chosen: Sequence[UUID], known: dict[Alias, UUID]
) -> None:
    conflicts = [
        {"account_id": person.account_id, "kept_id": contact, "other_id": known[alias]}
        for person, contact in zip(people, chosen, strict=True)
        for alias in person.aliases
        if known.get(alias, contact) != contact
        and alias[1] != IdentityKind.PARENT_USER_ID
    ]
    if conflicts:
        with connection.cursor() as cursor:
            cursor.execute(QUERIES["add_conflicts"], [sql.rows(conflicts)])
