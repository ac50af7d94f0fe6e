"""
What a delivery holds, in the platform's shapes.

Source: Meta, Cloud API webhooks, and business-scoped user ids (28 May 2026).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from emulator import errors, limits
from emulator.settings import Settings
from emulator.state import Citizen, Message, Option
from emulator.switches import IdentityMode
from emulator.wire import Json

# How a batch is spread over the three levels of a delivery, so that a receiver which
# reads only the first of any level is found out by a handful of updates.
UPDATES_IN_CHANGE = 3
CHANGES_IN_ENTRY = 2


@dataclass(slots=True, eq=False)
class Update:
    """One item on its way to the office. `made_at` is on the event loop's clock."""

    key: str
    list_name: Literal["messages", "statuses"]
    body: Json
    contact: Json | None
    made_at: float
    message: Message | None = None
    deliveries: int = field(default=0)

    @property
    def kind(self) -> str:
        """A word for the log: "text", "button_reply", "delivered"."""
        if self.list_name == "statuses":
            return str(self.body["status"])
        inner = self.body.get("interactive", {})
        return str(inner.get("type") or self.body["type"])


def contact(citizen: Citizen, mode: IdentityMode) -> Json:
    """Return the entry of `contacts` that belongs to a message or status."""
    profile = {"name": citizen.name or citizen.key[-4:]}
    if citizen.username and mode != "phone_only":
        profile["username"] = citizen.username
    entry: Json = {"profile": profile}
    if mode != "bsuid_only":
        entry["wa_id"] = citizen.phone
    if mode != "phone_only":
        entry["user_id"] = citizen.user_id
        if citizen.parent_user_id:
            entry["parent_user_id"] = citizen.parent_user_id
    return entry


def sender(citizen: Citizen, mode: IdentityMode) -> Json:
    """Return the fields of a message that say who wrote it."""
    fields: Json = {}
    if mode != "bsuid_only":
        fields["from"] = citizen.phone
    if mode != "phone_only":
        fields["from_user_id"] = citizen.user_id
        if citizen.parent_user_id:
            fields["from_parent_user_id"] = citizen.parent_user_id
    return fields


def tapped(option: Option) -> Json:
    """Return the type and body of a message that answers with an option."""
    if option.kind == "quick_reply":
        return {
            "type": "button",
            "button": {"payload": option.id, "text": option.title},
        }
    reply = {"id": option.id, "title": option.title}
    if option.description:
        reply["description"] = option.description
    return {
        "type": "interactive",
        "interactive": {"type": option.kind, option.kind: reply},
    }


def status(
    message: Message, citizen: Citizen, mode: IdentityMode, now: float, category: str
) -> Json:
    """Return what became of a message of the office: its present tick."""
    body: Json = {
        "id": message.id,
        "status": message.status,
        "timestamp": str(int(now)),
    }
    if mode != "bsuid_only":
        body["recipient_id"] = citizen.phone
    if mode != "phone_only":
        body["recipient_user_id"] = citizen.user_id
    if message.reference:
        body["biz_opaque_callback_data"] = message.reference
    if message.status == "failed":
        body["errors"] = [errors.in_webhook(message.error_code)]
    else:
        body["pricing"] = pricing(category, now)
    return body


def pricing(category: str, now: float) -> Json:
    """Return how a message is billed on a day."""
    is_free = category == "service" and now < limits.SERVICE_BILLED_SINCE
    return {
        "billable": not is_free,
        "pricing_model": "PMP",
        "category": category,
        "type": "free_customer_service" if is_free else "regular",
    }


def delivery(settings: Settings, updates: Sequence[Update]) -> Json:
    """Return the payload that carries these updates, in their order."""
    changes = [
        {"value": _value(settings, part), "field": "messages"}
        for part in _parts(updates)
    ]
    entries = range(0, len(changes), CHANGES_IN_ENTRY)
    return {
        "object": "whatsapp_business_account",
        "entry": [
            {"id": settings.waba_id, "changes": changes[at : at + CHANGES_IN_ENTRY]}
            for at in entries
        ],
    }


def _parts(updates: Sequence[Update]) -> Iterator[list[Update]]:
    part: list[Update] = []
    for update in updates:
        is_other_kind = bool(part) and part[0].list_name != update.list_name
        if is_other_kind or len(part) == UPDATES_IN_CHANGE:
            yield part
            part = []
        part.append(update)
    yield part


def _value(settings: Settings, updates: Sequence[Update]) -> Json:
    contacts: list[Json] = []
    for update in updates:
        if update.contact and update.contact not in contacts:
            contacts.append(update.contact)
    value: Json = {
        "messaging_product": "whatsapp",
        "metadata": {
            "display_phone_number": settings.digits,
            "phone_number_id": settings.phone_number_id,
        },
    }
    if contacts:
        value["contacts"] = contacts
    value[updates[0].list_name] = [update.body for update in updates]
    return value
