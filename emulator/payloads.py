"""
What a delivery holds, in the platform's shapes.

Source: Meta, Cloud API webhooks, and business-scoped user ids (28 May 2026).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from emulator import errors
from emulator.settings import Settings
from emulator.state import Citizen, Message, Option
from emulator.switches import IdentityMode
from emulator.wire import Json

# How a batch is spread over the three levels of a delivery, so that a receiver which
# reads only the first of any level is found out by a handful of updates.
UPDATES_IN_CHANGE = 3
CHANGES_IN_ENTRY = 2

# The field of all that is about talks.
MESSAGES = "messages"


@dataclass(slots=True, eq=False)
class Update:
    """
    One item on its way to the office. `made_at` is on the event loop's clock.

    `list_name` is where it stands in the value of a change; "" if the body is the
    whole value, as it is where `field` is about an account and not about a talk.
    """

    key: str
    list_name: str
    body: Json
    contact: Json | None
    made_at: float
    message: Message | None = None
    field: str = MESSAGES
    at: int = 0

    @property
    def kind(self) -> str:
        """A word for the log: "text", "button_reply", "delivered", "account_update"."""
        if self.field != MESSAGES:
            return self.field
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


def status(message: Message, citizen: Citizen, mode: IdentityMode, now: float) -> Json:
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
        if citizen.parent_user_id:
            body["recipient_parent_user_id"] = citizen.parent_user_id
    if message.reference:
        body["biz_opaque_callback_data"] = message.reference
    if message.status == "failed":
        body["errors"] = [errors.in_webhook(message.error_code)]
    else:
        body["pricing"] = message.price
    return body


def delivery(settings: Settings, updates: Sequence[Update]) -> Json:
    """Return the payload that carries these updates, in their order."""
    parts = list(_parts(updates))
    entries = range(0, len(parts), CHANGES_IN_ENTRY)
    return {
        "object": "whatsapp_business_account",
        "entry": [
            _entry(settings, parts[at : at + CHANGES_IN_ENTRY]) for at in entries
        ],
    }


def _entry(settings: Settings, parts: Sequence[Sequence[Update]]) -> Json:
    entry: Json = {"id": settings.waba_id}
    at = max(update.at for part in parts for update in part)
    if at:
        entry["time"] = at
    entry["changes"] = [
        {"value": _value(settings, part), "field": part[0].field} for part in parts
    ]
    return entry


def _parts(updates: Sequence[Update]) -> Iterator[list[Update]]:
    part: list[Update] = []
    for update in updates:
        if part and (not _fit(part[0], update) or len(part) == UPDATES_IN_CHANGE):
            yield part
            part = []
        part.append(update)
    yield part


def _fit(one: Update, other: Update) -> bool:
    if not one.list_name or not other.list_name:
        return False
    return (one.field, one.list_name) == (other.field, other.list_name)


def _value(settings: Settings, updates: Sequence[Update]) -> Json:
    if not updates[0].list_name:
        return updates[0].body
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
