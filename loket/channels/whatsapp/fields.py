"""
Everything that is neither a message nor a status: accounts, templates, people, calls.

A field whose items are named here becomes one event per item, another known field
one event, and a field nobody told us about one event of kind UNKNOWN.
Source: Meta, Cloud API, "Webhook fields"; read 23 November 2026.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from loket.channels.incoming import CALL
from loket.channels.types import EventKind, InboundEvent, Sender
from loket.channels.whatsapp import content, wire
from loket.channels.whatsapp.messages import as_words
from loket.channels.whatsapp.people import NOBODY, People, identify
from loket.channels.whatsapp.place import Place

# Lists inside a value, each item of which is an event of its own.
LISTS = {
    "errors": EventKind.ACCOUNT,
    "groups": EventKind.ACCOUNT,
    "calls": EventKind.ACCOUNT,
    "message_echoes": EventKind.ACCOUNT,
    "user_preferences": EventKind.IDENTITY,
    "user_id_update": EventKind.IDENTITY,
}

_TO = frozenset({"to", "to_user_id"})

# Known fields. What is missing here is stored and shown as unknown.
FIELDS = {
    **dict.fromkeys(
        (
            "account_alerts",
            "account_review_update",
            "account_settings_update",
            "account_update",
            "automatic_events",
            "business_capability_update",
            "business_status_update",
            "business_username_update",
            "calls",
            "flows",
            "group_lifecycle_update",
            "group_participants_update",
            "group_settings_update",
            "group_status_update",
            "history",
            "message_template_components_update",
            "message_template_quality_update",
            "message_template_status_update",
            "messaging_handovers",
            "partner_solutions",
            "payment_configuration_update",
            "phone_number_name_update",
            "phone_number_quality_update",
            "security",
            "smb_app_state_sync",
            "smb_message_echoes",
            "standby",
            "template_category_update",
            "template_correct_category_detection",
            "tracking_events",
        ),
        EventKind.ACCOUNT,
    ),
    "user_preferences": EventKind.IDENTITY,
    "user_id_update": EventKind.IDENTITY,
}


def read_list(
    key: str, value: wire.Table, people: People, place: Place
) -> Iterator[InboundEvent]:
    """Yield an event for each item of one of `LISTS`."""
    type_ = key if place.field in ("", "messages") else place.field
    type_ = key if key == "errors" else type_
    salt = first_id(value) if key == "errors" else ""
    for item in wire.items(value, key):
        if type(item) is dict:
            yield _item(type_, LISTS[key], item, people, place, salt)
        else:
            yield odd(key, item, place)


def _item(
    type_: str,
    kind: EventKind,
    item: wire.Table,
    people: People,
    place: Place,
    salt: str,
) -> InboundEvent:
    person = _person(item)
    found = people.find(person) if person != NOBODY else None
    said = content.read(item) if "type" in item else None
    id_ = wire.word(item, "id")
    event = wire.word(item, "event")
    return InboundEvent(
        external_id=f"{id_}:{event or type_}"
        if id_
        else place.derive(wire.pack(item), salt),
        account=place.account,
        kind=kind,
        type=CALL if _rings(type_, item) else type_,
        sender=found.sender if found else NOBODY,
        text=said.text if said else "",
        occurred_at=wire.seconds(item, "timestamp") or _seconds(place.time),
        details={"business": place.business, **_value(item), **_change(item)},
    )


def _rings(type_: str, item: wire.Table) -> bool:
    """Test if a citizen is calling just now."""
    is_theirs = item.get("direction") == "USER_INITIATED"
    return type_ == "calls" and is_theirs and item.get("event") == "connect"


def _person(item: wire.Table) -> Sender:
    """Return the citizen an item is about; of what we said or rang, the other end."""
    direction = item.get("direction", "BUSINESS_INITIATED")
    is_ours = direction == "BUSINESS_INITIATED" and not item.keys().isdisjoint(_TO)
    end = "to" if is_ours else "from"
    ids = wire.table(item, "user_id")
    parents = wire.table(item, "parent_user_id")
    return identify(
        wire.word(item, end) or wire.word(item, "wa_id"),
        wire.word(item, f"{end}_user_id")
        or wire.word(item, "user_id")
        or wire.word(ids, "current"),
        wire.word(item, f"{end}_parent_user_id")
        or wire.word(item, "parent_user_id")
        or wire.word(parents, "current"),
    )


def _change(item: wire.Table) -> dict[str, Any]:
    """Return who a person was and is, where an item tells of a new user id."""
    ids = wire.table(item, "user_id")
    if not ids:
        return {}
    parents = wire.table(item, "parent_user_id")
    was = Sender("", wire.word(ids, "previous"), wire.word(parents, "previous"))
    is_ = Sender("", wire.word(ids, "current"), wire.word(parents, "current"))
    return {"before": as_words(was), "now": as_words(is_)}


def whole(value: Any, place: Place, kind: EventKind | None = None) -> InboundEvent:
    """Return one event for all that a change holds."""
    time = wire.seconds(value, "timestamp") if type(value) is dict else 0.0
    return InboundEvent(
        external_id=place.derive(wire.pack(value)),
        account=place.account,
        kind=kind or FIELDS.get(place.field, EventKind.UNKNOWN),
        type=place.field or "change",
        occurred_at=time or _seconds(place.time),
        details={"business": place.business, **_value(value)},
    )


def odd(name: str, item: Any, place: Place) -> InboundEvent:
    """Return the event of something that stands where nothing of its kind belongs."""
    return InboundEvent(
        external_id=place.derive(wire.pack(item), name),
        account=place.account,
        kind=EventKind.UNKNOWN,
        type=wire.word({"": name}, "") or "item",
        occurred_at=_seconds(place.time),
        details={"business": place.business, **_value(item)},
    )


def contact(person: Sender, place: Place) -> InboundEvent:
    """Return the event of a contact that came without any word of theirs."""
    packed = wire.pack([as_words(person), person.username, person.name])
    return InboundEvent(
        external_id=place.derive(packed, "contact"),
        account=place.account,
        kind=EventKind.IDENTITY,
        type="contacts",
        sender=person,
        occurred_at=_seconds(place.time),
    )


def first_id(value: wire.Table) -> str:
    """
    Return the id of the first message or status of a change, "" if it has none.

    Errors have neither id nor time; their neighbour tells today's from yesterday's.
    """
    for key in ("messages", "statuses", "calls"):
        for item in wire.tables(value, key):
            return wire.word(item, "id") + wire.word(item, "status")
    return ""


def _value(value: Any) -> dict[str, Any]:
    """Return a value for the details, or its size if it is too big to keep twice."""
    size = len(wire.pack(value))
    return (
        {"value": wire.keep(value)} if size <= wire.MOST_KEPT_BYTES else {"bytes": size}
    )


def _seconds(time: str) -> float:
    return wire.seconds({"": time}, "")
