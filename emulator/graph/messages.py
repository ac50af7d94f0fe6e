"""`POST /{phone_number_id}/messages`: send, or mark as read."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

from emulator import accounts, checks, ids, receipts, render
from emulator.errors import Refusal
from emulator.graph.door import BrokenGateway, NoAnswer, read_fields, require_number
from emulator.platform import Platform
from emulator.state import Citizen
from emulator.switches import GraphMode
from emulator.wire import Json

TYPING_S = 25.0
BROKEN_GATEWAY = 500


async def send(platform: Platform, request: web.Request, node: str) -> Json:
    """Take a message for a citizen, or their own as read."""
    require_number(platform, request, node)
    fields = await read_fields(request)
    if fields.get("status") == "read":
        return _mark_read(platform, fields)
    mode = platform.switches.graph.strike(platform.chance)
    if mode in FAULTS:
        await FAULTS[mode](platform)
    answer = _accept(platform, fields, fails_later=mode == "fail_later")
    if mode == "lose_answer":
        raise NoAnswer("lose_answer")
    if mode == "slow":
        # Only the answer is slow: the message is on its way, and its receipt may win.
        await asyncio.sleep(platform.switches.graph.slow_ms / 1000)
    return answer


def _accept(platform: Platform, fields: Json, *, fails_later: bool) -> Json:
    try:
        accounts.check(platform.switches.account, "send")
        checks.check(fields)
        citizen, address = _recipient(platform, fields)
        if fields.get("type") != "template":
            _check_window(platform, citizen)
        platform.rates.count(citizen.key)
        if fields.get("type") == "reaction":
            return _react(platform, citizen, address, fields)
        code = _failure(platform, citizen, fails_later=fails_later)
        return _put(platform, citizen, address, fields, code)
    except (AttributeError, KeyError, TypeError, ValueError) as malformed:
        raise Refusal(100, f"Malformed parameter: {malformed}") from malformed


def _failure(platform: Platform, citizen: Citizen, *, fails_later: bool) -> int:
    if fails_later:
        return platform.switches.graph.code
    return accounts.fails_later(platform.switches.account) or citizen.fails_with


def _put(
    platform: Platform, citizen: Citizen, address: Json, fields: Json, code: int
) -> Json:
    message = platform.new_message(citizen, "office", fields.get("type", "text"))
    category = render.fill(message, fields, platform.media, platform.templates)
    if message.type == "template":
        _check_start(platform, citizen, category, is_by_id="user_id" in address)
    if category == "marketing" and citizen.stopped_marketing:
        code = code or 131050
    message.error_code = code
    if not code:
        citizen.typing_until = 0.0
        platform.room.add(citizen, message)
    receipts.send(platform, citizen, message, category)
    return _accepted(address, message.id)


def _check_start(
    platform: Platform, citizen: Citizen, category: str, *, is_by_id: bool
) -> None:
    if category == "authentication" and is_by_id:
        raise Refusal(131062)
    if citizen.has_window(platform.room.now()):
        return
    accounts.check(platform.switches.account, "template")
    platform.rates.reach(citizen.key)


def _react(platform: Platform, citizen: Citizen, address: Json, fields: Json) -> Json:
    reaction = platform.new_message(citizen, "office", "reaction")
    reaction.reference = fields.get("biz_opaque_callback_data", "")
    target = citizen.find(fields["reaction"]["message_id"])
    if target:
        target.reaction = str(fields["reaction"].get("emoji") or "")
        platform.room.show(citizen, target)
    else:
        # A target that is gone is told by a status only. Source: Meta, reactions.
        reaction.error_code = 131009
    receipts.send(platform, citizen, reaction, "service")
    return _accepted(address, reaction.id)


def _accepted(address: Json, message_id: str) -> Json:
    return {
        "messaging_product": "whatsapp",
        "contacts": [address],
        "messages": [{"id": message_id}],
    }


def _recipient(platform: Platform, fields: Json) -> tuple[Citizen, Json]:
    # With both, the phone number wins. Source: Meta, business-scoped user ids.
    written = str(fields.get("to") or "")
    if written:
        phone = ids.phone_number(written)
        if not phone:
            raise Refusal(131009, "to is not a phone number.")
        if phone == platform.settings.digits:
            raise Refusal(131021)
        return platform.room.citizen(phone), {"input": written, "wa_id": phone}
    user_id = str(fields.get("recipient") or "")
    if not user_id:
        raise Refusal(100, message="The parameter to is required.")
    citizen = platform.room.find(user_id) if ids.USER_ID.fullmatch(user_id) else None
    if citizen is None:
        raise Refusal(131009, "recipient is not a user id of this business.")
    return citizen, {"input": user_id, "user_id": user_id}


def _check_window(platform: Platform, citizen: Citizen) -> None:
    is_open = citizen.has_window(platform.room.now())
    if platform.switches.enforce_window and not is_open:
        raise Refusal(
            131047,
            "Message failed to send because more than 24 hours have passed since the "
            "customer last replied to this number.",
        )


def _mark_read(platform: Platform, fields: Json) -> Json:
    message_id = str(fields.get("message_id", ""))
    citizen = platform.room.find(ids.citizen_key(message_id))
    message = citizen.find(message_id) if citizen else None
    if citizen is None or message is None or message.author != "citizen":
        raise Refusal(131009, "message_id is not a message to this number.")
    message.status = "read"
    if fields.get("typing_indicator"):
        citizen.typing_until = platform.room.now() + TYPING_S
        platform.room.publish({"event": "typing", "key": citizen.key})
    platform.room.show(citizen, message)
    return {"success": True}


async def _failing(platform: Platform) -> None:
    code = platform.switches.graph.code
    if code == BROKEN_GATEWAY:
        raise BrokenGateway
    raise Refusal(code, "A switch of the emulator makes this call fail.")


async def _hang(platform: Platform) -> None:
    await platform.released.wait()
    raise NoAnswer("hang")


FAULTS: dict[GraphMode, Callable[[Platform], Awaitable[None]]] = {
    "failing": _failing,
    "hang": _hang,
}
