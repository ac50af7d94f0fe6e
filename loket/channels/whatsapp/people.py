"""
Who an item of a delivery is about.

Since April 2026 the phone number may be missing and a business-scoped user id
stands beside it or in its place; the contact that goes with an item is found by
these, never by its position. Identities of two people are never mixed: if a lonely
contact contradicts the item, only its name is believed.
Source: Meta, "Business-scoped user IDs", 28 May 2026.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from loket.channels.types import Sender
from loket.channels.whatsapp import wire

# Two letters of a country, a dot, perhaps ENT for a parent id, then letters and digits.
_USER_ID = re.compile(r"[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}")

NOBODY = Sender()


def is_user_id(value: str) -> bool:
    """Test if a value has the form of a business-scoped user id."""
    return _USER_ID.fullmatch(value) is not None


def identify(phone: str, user_id: str = "", parent_user_id: str = "") -> Sender:
    """Return a person; a user id that sits in the phone's place is put in its own."""
    if phone and not phone.isdigit() and is_user_id(phone):
        return Sender("", user_id or phone, parent_user_id)
    return Sender(phone, user_id, parent_user_id)


class Found(NamedTuple):
    """A person, and the contact's identities that could not belong to them."""

    sender: Sender
    stranger: Sender | None = None


class People:
    """The contacts that came with one change."""

    def __init__(self, contacts: Sequence[Sender], item_count: int) -> None:
        self.contacts = contacts
        self.used: set[int] = set()
        self._is_alone = item_count == 1 and len(contacts) == 1
        self._place: dict[str, int] = {}
        for place, contact in enumerate(contacts):
            if contact.phone:
                self._place.setdefault(contact.phone, place)
            if contact.user_id:
                self._place.setdefault(contact.user_id, place)

    def find(self, known: Sender) -> Found:
        """Return what the item and its contact together say about a person."""
        place = self._place.get(known.user_id) if known.user_id else None
        if place is None and known.phone:
            place = self._place.get(known.phone)
        if place is None:
            return self._ask_the_only_one(known)
        self.used.add(place)
        return Found(_join(known, self.contacts[place]))

    def unmentioned(self) -> list[Sender]:
        """Return the contacts that no item was found to be about."""
        return [
            contact
            for place, contact in enumerate(self.contacts)
            if place not in self.used and (contact.phone or contact.user_id)
        ]

    def _ask_the_only_one(self, known: Sender) -> Found:
        if len(self.contacts) != 1 or not (self._is_alone or known == NOBODY):
            return Found(known)
        contact = self.contacts[0]
        self.used.add(0)
        if _contradict(known.phone, contact.phone) or _contradict(
            known.user_id, contact.user_id
        ):
            named = Sender("", "", "", contact.username, contact.name)
            return Found(_join(known, named), stranger=contact)
        return Found(_join(known, contact))


def read(contact: wire.Table) -> Sender:
    """Return the person of one item of `contacts`."""
    known = identify(
        wire.word(contact, "wa_id"),
        wire.word(contact, "user_id"),
        wire.word(contact, "parent_user_id"),
    )
    profile = wire.table(contact, "profile")
    return Sender(
        known.phone,
        known.user_id,
        known.parent_user_id,
        wire.words(profile, "username", wire.MOST_NAME_CHARS),
        wire.words(profile, "name", wire.MOST_NAME_CHARS),
    )


def _contradict(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def _join(known: Sender, contact: Sender) -> Sender:
    return Sender(
        known.phone or contact.phone,
        known.user_id or contact.user_id,
        known.parent_user_id or contact.parent_user_id,
        contact.username,
        contact.name,
    )
