"""
A delivery made into events: every item of every entry and change, in order.

Nothing here raises, whatever the bytes. What cannot be read becomes an event of
kind UNKNOWN that says so, and its neighbours stay what they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from loket.channels.types import EventKind, InboundEvent
from loket.channels.whatsapp import (
    fields,
    messages,
    people,
    place,
    quick,
    statuses,
    wire,
)
from loket.channels.whatsapp.people import People
from loket.channels.whatsapp.place import Place

# What every value carries around its items.
_FRAME = frozenset(
    {"messaging_product", "metadata", "contacts", "messages", "statuses"}
)
_NOWHERE = Place("", "", "", "")


def parse(body: bytes) -> list[InboundEvent]:
    """Return the events of a delivery. Never raises; never empty."""
    try:
        return quick.parse(body)
    except quick.NotQuick:
        return parse_patiently(body)


def parse_patiently(body: bytes) -> list[InboundEvent]:
    """Return the events of a delivery, whatever its shape. As `parse`, but slower."""
    try:
        tree = wire.read(body)
    except wire.Unreadable as reason:
        return [_unreadable(body, str(reason))]
    events: list[InboundEvent] = []
    for entry in _entries(tree):
        _read_entry(entry, events)
    return events or [fields.odd("delivery", tree, _NOWHERE)]


def _entries(tree: wire.Table) -> list[Any]:
    """Return the entries of a delivery; Meta's console shows parts of one, too."""
    if "entry" in tree:
        return wire.items(tree, "entry")
    if "changes" in tree:
        return [tree]
    return [{"changes": tree}] if "value" in tree else []


def _read_entry(entry: Any, events: list[InboundEvent]) -> None:
    table = entry if type(entry) is dict else {}
    changes = wire.items(table, "changes")
    for change in changes:
        where = place.of(table, change if type(change) is dict else {})
        _read_change(change, where, events)
    if not changes:
        events.append(fields.odd("entry", entry, place.of(table, {})))


def _read_change(change: Any, where: Place, events: list[InboundEvent]) -> None:
    value = change.get("value") if type(change) is dict else None
    if type(value) is not dict:
        events.append(fields.odd(where.field or "change", change, where))
        return
    count = len(events)
    said, became = wire.items(value, "messages"), wire.items(value, "statuses")
    rest = value.keys() - _FRAME
    others = sum(len(wire.items(value, key)) for key in rest - {"errors"})
    contacts = [people.read(contact) for contact in wire.tables(value, "contacts")]
    known = People(contacts, len(said) + len(became) + others)
    events += [_read_item("messages", item, known, where) for item in said]
    events += [_read_item("statuses", item, known, where) for item in became]
    if rest:
        events += _read_rest(value, rest, known, where)
    events += [fields.contact(person, where) for person in known.unmentioned()]
    if len(events) == count:
        events.append(fields.whole(value, where))


def _read_item(name: str, item: Any, known: People, where: Place) -> InboundEvent:
    if type(item) is not dict:
        return fields.odd(name, item, where)
    read = messages.read if name == "messages" else statuses.read
    return read(item, known, where)


def _read_rest(
    value: wire.Table, rest: set[str], known: People, where: Place
) -> Iterator[InboundEvent]:
    """Yield what stands in a value beside messages and statuses."""
    for key in fields.LISTS:
        if key in rest:
            yield from fields.read_list(key, value, known, where)
    # Beside messages every unknown key is news; elsewhere the rest is one event.
    unknown = [key for key in value if key in rest and key not in fields.LISTS]
    if where.field in ("", "messages"):
        for key in unknown:
            yield fields.odd(key, value[key], where)
    elif unknown:
        yield fields.whole({key: value[key] for key in unknown}, where)


def _unreadable(body: bytes, reason: str) -> InboundEvent:
    return InboundEvent(
        external_id=f"derived:{wire.digest(body)}",
        account="",
        kind=EventKind.UNKNOWN,
        type="unreadable",
        details={"reason": reason, "bytes": len(body)},
    )
