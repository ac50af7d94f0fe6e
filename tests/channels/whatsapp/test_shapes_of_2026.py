"""The shapes since business-scoped user ids came, and what each must come to."""

from __future__ import annotations

from typing import Any

import pytest

from loket.channels.types import EventKind, Sender
from loket.channels.whatsapp import fields
from loket.channels.whatsapp.parse import parse, parse_patiently
from tests.channels.whatsapp.payloads import (
    AT,
    BUDI,
    BUDI_ID,
    NUMBER,
    SITI,
    SITI_ID,
    SITI_PARENT,
    became,
    contact,
    message,
    raw,
    said,
    status,
    value,
    wrap,
)

# Kind, type, who, words, choice, what it is about, kinds of attachments.
Expected = tuple[str, str, Sender, str, str, str, list[str]]

SITI_WHOLE = Sender(SITI, SITI_ID, SITI_PARENT, "siti.a", "Siti")
SITI_HIDDEN = Sender("", SITI_ID, SITI_PARENT, "siti.a", "Siti")
_NAMES = {"name": "Siti", "username": "siti.a"}
WHOLE = {
    "profile": _NAMES,
    "wa_id": SITI,
    "user_id": SITI_ID,
    "parent_user_id": SITI_PARENT,
}
HIDDEN = {"profile": _NAMES, "user_id": SITI_ID, "parent_user_id": SITI_PARENT}


def whole(type_: str = "text", **inner: Any) -> dict[str, Any]:
    return message(type_, from_user_id=SITI_ID, **inner)


def hidden(type_: str = "text", **inner: Any) -> dict[str, Any]:
    return {k: v for k, v in whole(type_, **inner).items() if k != "from"}


def heard(
    type_: str = "text",
    text: str = "",
    *,
    who: Sender = SITI_WHOLE,
    choice: str = "",
    about: str = "",
    files: list[str] | None = None,
) -> Expected:
    return ("message", type_, who, text, choice, about, files or [])


def told(kind: str, type_: str, who: Sender, text: str = "") -> Expected:
    return (kind, type_, who, text, "", "", [])


_FILE = {"id": "m1", "mime_type": "image/jpeg", "sha256": "c0ffee"}
_EDIT = {
    "original_message_id": "wamid.0",
    "message": {"type": "image", "image": {**_FILE, "caption": "besok"}},
}
_ERRORS = [{"code": 131051, "title": "Message type unknown"}]
_FLOW = {"name": "flow", "body": "Sent", "response_json": '{"broken": '}
_CALL = {"id": "wacid.1", "from": SITI, "to": "6221555", "timestamp": AT}

SHAPES: dict[str, tuple[dict[str, Any], list[Expected]]] = {
    "both identities": (
        said(whole(), contacts=[WHOLE]),
        [heard(text="halo")],
    ),
    "number left out": (
        said(hidden(), contacts=[HIDDEN]),
        [heard(text="halo", who=SITI_HIDDEN)],
    ),
    "user id in the number's place": (
        said(
            message(**{"from": SITI_ID}), contacts=[{"wa_id": SITI_ID, "profile": {}}]
        ),
        [heard(text="halo", who=Sender(user_id=SITI_ID))],
    ),
    "two people, one of them hidden": (
        said(
            whole(id="wamid.1"),
            message(id="wamid.2", **{"from": BUDI}),
            contacts=[{"wa_id": BUDI, "user_id": BUDI_ID}, WHOLE],
        ),
        [heard(text="halo"), heard(text="halo", who=Sender(BUDI, BUDI_ID))],
    ),
    "tap without what it answers": (
        said(whole("button", button={"payload": "go", "text": "Ya"}), contacts=[WHOLE]),
        [heard("button", "Ya", choice="go")],
    ),
    "picture with an address of its own": (
        said(
            whole("image", image={**_FILE, "url": "https://x.test"}), contacts=[WHOLE]
        ),
        [heard("image", files=["image"])],
    ),
    "voice note": (
        said(whole("audio", audio={**_FILE, "voice": True}), contacts=[WHOLE]),
        [heard("audio", files=["audio"])],
    ),
    "edited caption": (
        said(whole("edit", edit=_EDIT), contacts=[WHOLE]),
        [heard("edit", "besok", about="wamid.0", files=["image"])],
    ),
    "taken back": (
        said(
            whole("revoke", revoke={"original_message_id": "wamid.0"}),
            contacts=[WHOLE],
        ),
        [heard("revoke", about="wamid.0")],
    ),
    "reaction taken back": (
        said(whole("reaction", reaction={"message_id": "wamid.0"}), contacts=[WHOLE]),
        [heard("reaction", about="wamid.0")],
    ),
    "poll": (
        said(
            whole("unsupported", errors=_ERRORS, unsupported={"type": "poll"}),
            contacts=[WHOLE],
        ),
        [heard("unsupported")],
    ),
    "broken answer of a form": (
        said(
            whole("interactive", interactive={"type": "nfm_reply", "nfm_reply": _FLOW}),
            contacts=[WHOLE],
        ),
        [heard("nfm_reply")],
    ),
    "tap with an error beside it": (
        wrap(value(contacts=[WHOLE], messages=[whole("interactive")], errors=_ERRORS)),
        [heard("interactive"), told("account", "errors", Sender())],
    ),
    "from an advertisement": (
        said(whole(referral={"source_type": "ad", "ctwa_clid": "x"}), contacts=[WHOLE]),
        [heard(text="halo")],
    ),
    "forwarded": (
        said(whole(context={"forwarded": True}), contacts=[WHOLE]),
        [heard(text="halo")],
    ),
    "receipt without a number": (
        wrap(
            value(
                contacts=[HIDDEN],
                statuses=[
                    {
                        "id": "wamid.9",
                        "status": "delivered",
                        "timestamp": AT,
                        "recipient_user_id": SITI_ID,
                        "parent_recipient_user_id": SITI_PARENT,
                    }
                ],
            )
        ),
        [told("receipt", "delivered", SITI_HIDDEN)],
    ),
    "failure without a contact": (
        became(status("failed", errors=[{"code": 131026}])),
        [told("receipt", "failed", Sender(SITI))],
    ),
    "voice listened to": (
        became(status("played")),
        [told("receipt", "played", Sender(SITI))],
    ),
    "read by one of a group": (
        became(
            status(
                "read",
                recipient_type="group",
                recipient_id="g1",
                recipient_participant_id=SITI,
                recipient_participant_user_id=SITI_ID,
            )
        ),
        [told("receipt", "read", Sender(SITI, SITI_ID))],
    ),
    "words, receipts and a call together": (
        wrap(
            value(
                contacts=[contact()],
                messages=[message()],
                statuses=[status()],
                calls=[{**_CALL, "event": "connect", "direction": "USER_INITIATED"}],
            )
        ),
        [
            heard(text="halo", who=Sender(SITI, name="Siti")),
            told("receipt", "delivered", Sender(SITI, name="Siti")),
            told("account", "call_connect", Sender(SITI, name="Siti")),
        ],
    ),
    "two new user ids": (
        wrap(
            value(
                user_id_update=[
                    {"user_id": {"previous": SITI_ID, "current": "ID.a"}},
                    {"user_id": {"previous": BUDI_ID, "current": "ID.b"}},
                ]
            ),
            "user_id_update",
        ),
        [
            told("identity", "user_id_update", Sender(user_id="ID.a")),
            told("identity", "user_id_update", Sender(user_id="ID.b")),
        ],
    ),
    "words taken back in the app": (
        wrap(
            value(
                message_echoes=[
                    {
                        "from": "6221555",
                        "to": SITI,
                        "id": "wamid.5",
                        "type": "revoke",
                        "revoke": {"original_message_id": "wamid.4"},
                    }
                ]
            ),
            "smb_message_echoes",
        ),
        [told("account", "smb_message_echoes", Sender(SITI))],
    ),
    "placeholders of the documents": (
        said(
            message(
                **{"from": "<PHONE_NUMBER>", "timestamp": "<TIMESTAMP>"},
                text={"body": "<BODY>"},
            ),
            contacts=[{"wa_id": "<PHONE_NUMBER>", "profile": {"name": "<NAME>"}}],
        ),
        [heard(text="<BODY>", who=Sender("<PHONE_NUMBER>", name="<NAME>"))],
    ),
}


def read(tree: dict[str, Any]) -> list[Expected]:
    return [
        (
            event.kind.value,
            event.type,
            event.sender,
            event.text,
            event.choice,
            event.reply_to,
            [file.kind for file in event.attachments],
        )
        for event in parse(raw(tree))
    ]


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_comes_to_the_right_person_and_words(name):
    tree, expected = SHAPES[name]

    assert read(tree) == expected
    assert parse(raw(tree)) == parse_patiently(raw(tree))
    assert {event.account for event in parse(raw(tree))} == {NUMBER}


@pytest.mark.parametrize("field", sorted(fields.FIELDS))
def test_every_field_that_is_known_keeps_what_it_says(field):
    (event,) = parse(raw(wrap({"event": "X", "note": "y"}, field, time=int(AT))))

    assert event.kind in (EventKind.ACCOUNT, EventKind.IDENTITY)
    assert event.type == field
    assert event.details["value"] == {"event": "X", "note": "y"}
    assert event.occurred_at == float(AT)
