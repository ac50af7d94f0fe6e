"""What the platform accepts in interactive messages. Numbers are in `limits`."""

from __future__ import annotations

from collections.abc import Callable

from emulator import limits
from emulator.errors import Refusal
from emulator.parts import list_at, object_at, refuse_twins, text_at
from emulator.wire import Json

# Taken as they are: nothing here depends on what is in them.
UNCHECKED = (
    "product",
    "product_list",
    "catalog_message",
    "order_details",
    "order_status",
    "address_message",
    "call_permission_request",
    "voice_call",
)
MEDIA_HEADERS = ("image", "video", "document")


def check_interactive(interactive: Json) -> None:
    """
    Look at one interactive object.

    :raises Refusal: for the first thing that is wrong
    """
    type_ = interactive.get("type")
    action = object_at(interactive, "action")
    if type_ in UNCHECKED:
        return
    if type_ not in ACTIONS:
        raise Refusal(131009, f"interactive.type {type_!r} is not known.")
    text_at(object_at(interactive, "body"), "text", "interactive.body")
    if "footer" in interactive:
        text_at(object_at(interactive, "footer"), "text", "interactive.footer")
    if "header" in interactive:
        _check_header(object_at(interactive, "header"), type_)
    ACTIONS[type_](action)


def _check_header(header: Json, type_: str) -> None:
    kind = header.get("type")
    if kind == "text":
        text_at(header, "text", "interactive.header")
    elif kind not in MEDIA_HEADERS or type_ == "list":
        raise Refusal(131009, f"Header type {kind!r} is not allowed here.")
    else:
        media = object_at(header, kind)
        if not media.get("id") and not media.get("link"):
            raise Refusal(131009, f"Header {kind}: either id or link is needed.")


def _check_buttons(action: Json) -> None:
    buttons = list_at(action, "buttons", "buttons")
    replies = [object_at(button, "reply") for button in buttons]
    if any(button.get("type") != "reply" for button in buttons):
        raise Refusal(131009, "buttons: type must be reply.")
    refuse_twins([text_at(r, "id", "button.id") for r in replies], "Button ids")
    titles = [text_at(r, "title", "button.title") for r in replies]
    refuse_twins(titles, "Button titles")


def _check_list(action: Json) -> None:
    text_at(action, "button", "list.button")
    sections = list_at(action, "sections", "sections")
    rows: list[Json] = []
    for section in sections:
        is_alone = len(sections) == 1
        text_at(section, "title", "section.title", optional=is_alone)
        rows += list_at(section, "rows", "rows")
    most = limits.largest("rows")
    if len(rows) > most:
        raise Refusal(131009, f"Total row count exceed max allowed count: {most}")
    for row in rows:
        text_at(row, "title", "row.title")
        text_at(row, "description", "row.description", optional=True)
    refuse_twins([text_at(row, "id", "row.id") for row in rows], "Row ids")


def _check_link(action: Json) -> None:
    parameters = object_at(action, "parameters")
    text_at(parameters, "display_text", "cta_url.display_text")
    if not str(parameters.get("url", "")).startswith(("http://", "https://")):
        raise Refusal(131009, "cta_url: url is not a web address.")


def _check_flow(action: Json) -> None:
    parameters = object_at(action, "parameters")
    text_at(parameters, "flow_cta", "flow.cta")
    if not parameters.get("flow_id") and not parameters.get("flow_name"):
        raise Refusal(131008, "flow: either flow_id or flow_name is needed.")


def _check_named(name: str) -> Callable[[Json], None]:
    def check(action: Json) -> None:
        if action.get("name") != name:
            raise Refusal(131009, f"action.name must be {name}.")

    return check


ACTIONS: dict[str, Callable[[Json], None]] = {
    "button": _check_buttons,
    "list": _check_list,
    "cta_url": _check_link,
    "flow": _check_flow,
    "location_request_message": _check_named("send_location"),
    "request_contact_info": _check_named("request_contact_info"),
}
