"""One item of `messages` made into an event: something said, or a change of person."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from loket.channels.types import EventKind, InboundEvent, Sender
from loket.channels.whatsapp import content, wire
from loket.channels.whatsapp.people import NOBODY, Found, People, identify
from loket.channels.whatsapp.place import Place

# Taken out of every message; whatever else stands there is kept in the details.
_TAKEN = frozenset(
    {
        "id",
        "from",
        "from_user_id",
        "from_parent_user_id",
        "timestamp",
        "type",
        "context",
    }
)
_TAKEN_CONTEXT = frozenset({"id", "from"})

# The origin of a card that answers our own question for a number.
_ASKED = "contact_request"

# The system messages that tell of a person's other number or id. The rest is stored
# and shown. Source: Meta, Cloud API, "System messages webhook"; 23 November 2026.
_CHANGES = frozenset(
    {
        "user_changed_number",
        "user_changed_user_id",
        "customer_changed_number",
        "customer_identity_changed",
    }
)


def read(message: wire.Table, people: People, place: Place) -> InboundEvent:
    """Return the event of one message."""
    known = identify(
        wire.word(message, "from"),
        wire.word(message, "from_user_id"),
        wire.word(message, "from_parent_user_id"),
    )
    if message.get("type") == "system":
        return _system(message, known, people, place)
    return _said(message, people.find(known), place)


def _said(message: wire.Table, found: Found, place: Place) -> InboundEvent:
    said = content.read(message)
    kind = EventKind.MESSAGE
    if said is None:
        kind, said = (
            EventKind.UNKNOWN,
            content.Content(content.name(message), is_whole=False),
        )
    elif not (
        found.sender.phone or found.sender.user_id or found.sender.parent_user_id
    ):
        kind = EventKind.UNKNOWN  # nobody to answer: shown to a person instead
    elif "group_id" in message:
        kind = EventKind.ACCOUNT  # said among people, not to us
    return InboundEvent(
        place.id_of(message),
        place.account,
        kind,
        said.type,
        _with_given_number(message, found.sender),
        said.text,
        said.choice,
        said.reply_to or wire.word(wire.table(message, "context"), "id"),
        list(said.attachments),
        None,
        wire.seconds(message, "timestamp"),
        _leftovers(message, said, found),
    )


def _with_given_number(message: wire.Table, sender: Sender) -> Sender:
    """
    Return the sender with the phone number that they gave because we asked for it.

    Only an answer to our question proves it; any other card may be anybody's.
    """
    if sender.phone or message.get("type") != "contacts":
        return sender
    for card in wire.tables(message, "contacts"):
        if wire.word(card, "origin") == _ASKED:
            given = next(wire.tables(card, "phones"), {})
            number = wire.word(given, "wa_id")
            return replace(sender, phone=number if number.isdigit() else "")
    return sender


def _leftovers(
    message: wire.Table, said: content.Content, found: Found
) -> dict[str, Any]:
    """Return everything the event has no field of its own for."""
    spent = _spent(message, said)
    details = {
        wire.keep(key): wire.keep(value)
        for key, value in message.items()
        if key not in _TAKEN and key != spent
    }
    context = message.get("context")
    if type(context) is dict and not context.keys() <= _TAKEN_CONTEXT:
        details["context"] = wire.keep(context)
    if found.stranger is not None:
        details["other_contact"] = stranger(found.stranger)
    return details


def _spent(message: wire.Table, said: content.Content) -> str:
    """Return the key of the object that was read whole, "" if something is left."""
    if not said.is_whole:
        return ""
    key = said.type if said.type in message else "interactive"
    inner = message.get(key)
    return key if type(inner) in (dict, list) or key == "text" else ""


def stranger(contact: Sender) -> dict[str, str]:
    """Return the identities of a contact that is not the one who wrote."""
    return {"phone": contact.phone, "user_id": contact.user_id}


def _system(
    message: wire.Table, known: Sender, people: People, place: Place
) -> InboundEvent:
    """Return the event of a notice about a person, with who they were and are."""
    notice = wire.table(message, "system")
    type_ = wire.word(notice, "type") or "system"
    now = identify(
        wire.word(notice, "wa_id") or wire.word(notice, "new_wa_id"),
        wire.word(notice, "user_id"),
        wire.word(notice, "parent_user_id"),
    )
    was = known.phone or wire.word(notice, "customer")
    before = identify(
        was if now.phone not in ("", was) else "",
        wire.word(notice, "previous_user_id"),
        wire.word(notice, "previous_parent_user_id"),
    )
    found = people.find(now if known == NOBODY else known)
    details = _leftovers(message, content.Content(type_, is_whole=False), found)
    is_known = type_ in _CHANGES and found.sender != NOBODY
    return InboundEvent(
        external_id=place.id_of(message),
        account=place.account,
        kind=EventKind.IDENTITY if is_known else EventKind.UNKNOWN,
        type=type_,
        sender=found.sender,
        occurred_at=wire.seconds(message, "timestamp"),
        details={**details, "before": as_words(before), "now": as_words(now)},
    )


def as_words(person: Sender) -> dict[str, str]:
    """Return the identities of a person that are known, by name."""
    pairs = {
        "phone": person.phone,
        "user_id": person.user_id,
        "parent_user_id": person.parent_user_id,
    }
    return {key: value for key, value in pairs.items() if value}
