"""
Clients that others wrote speak with the emulator, each as a process of its own.

They were made for the real platform and know nothing of this house: what they accept
and understand is a second opinion on the emulator's shapes.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from emulator.client import Citizen, Emulator
from tests.emulator.graph import ACCOUNT, NUMBER, SITI, TOKEN, Office
from tests.emulator.receiver import Receiver

PEERS = Path(__file__).parent / "peers"
PYTHON = PEERS.parents[2] / "var/conformance/bin/python"
PATIENCE_S = 60

pytestmark = pytest.mark.skipif(
    not PYTHON.exists(), reason="NOT RUN: `make conformance` fetches these clients"
)


@pytest.fixture
def told(emulator: Emulator, siti: Citizen) -> dict[str, Any]:
    """What a peer must know to speak."""
    shown = emulator.call("GET", "/control/citizens")["citizens"]
    return {
        "base_url": emulator.base_url,
        "number": NUMBER,
        "account": ACCOUNT,
        "token": TOKEN,
        "secret": "training-app-secret",
        "app": "300000000000003",
        "phone": SITI,
        "user_id": next(c["user_id"] for c in shown if c["phone"] == SITI),
        "said": siti.say("ada orang?"),
        "other": "6281200000002",
        "stranger": "6281299999999",
    }


def run(peer: str, told: dict[str, Any]) -> dict[str, Any]:
    ended = subprocess.run(
        [str(PYTHON), str(PEERS / f"{peer}.py")],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def test_pywa_sends_every_kind_and_understands_refusals(
    emulator: Emulator, siti: Citizen, told: dict[str, Any]
) -> None:
    found = run("pywa_sends", told)
    window, missing = found.pop("window"), found.pop("missing")
    assert (window["refused"], window["code"]) == ("ReEngagementMessage", 131047)
    assert (missing["refused"], missing["code"]) == ("TemplateNotExists", 132001)
    refused = {name: v for name, v in found.items() if isinstance(v, dict)}
    assert refused == {}
    assert found["bytes"] == 4
    assert "pengingat_kunjungan" in found["templates"]
    assert found["created"] == "PENDING"
    shown = [b for b in siti.phone_shows() if b.author == "office"]
    assert [b.id for b in shown] == [
        found[name]
        for name in (
            "text", "by_id", "buttons", "list", "location", "contact", "image",
            "template",
        )
    ]  # fmt: skip
    assert shown[2].titles == ["Ya", "Tidak"]
    assert shown[7].text.startswith("Pengingat: antrean TS-1")


def test_kapso_sends_and_understands_refusals(
    emulator: Emulator, siti: Citizen, told: dict[str, Any]
) -> None:
    found = run("kapso_sends", told)
    window = found.pop("window")
    assert window["code"] == 131047
    assert {name: v for name, v in found.items() if isinstance(v, dict)} == {}
    assert len(found["templates"]) == 2
    shown = [b.id for b in siti.phone_shows() if b.author == "office"]
    names = ("text", "buttons", "location", "template")
    assert shown == [found[name] for name in names]


def test_metas_own_library_sends_forms_and_proves_its_secret(
    emulator: Emulator, siti: Citizen, told: dict[str, Any]
) -> None:
    found = run("facebook_sends", told)
    assert found["proof"] == 100
    assert {name: v for name, v in found.items() if isinstance(v, dict)} == {}
    assert found["numbers"] == [NUMBER]
    assert found["apps"] == 1
    assert len(found["templates"]) > 2, "it follows the cursors of the pages"
    assert siti.hears().id == found["text"]
    assert emulator.template("kabar_resmi", "id")["id"] == found["created"]


def test_pywa_understands_what_a_citizen_does(
    emulator: Emulator,
    office: Office,
    siti: Citizen,
    webhook: Receiver,
    told: dict[str, Any],
) -> None:
    office.offer("Ya")
    siti.tap("Ya")
    for kind in ("voice", "image", "location", "contacts", "unsupported", "order"):
        siti.send(kind)
    siti.send("edit", message_id=told["said"], text="ada?")
    siti.send("revoke", message_id=told["said"])
    siti.prefers("stop")
    siti.calls()
    emulator.judge("hello_world", "en_US", event="PAUSED")
    emulator.judge("hello_world", "en_US", quality="YELLOW")
    emulator.judge("hello_world", "en_US", category="MARKETING")
    assert emulator.wait_idle()
    bodies = [one.body.decode() for one in webhook.received]
    found = run("pywa_hears", told | {"bodies": bodies})
    types = [entry and entry.get("type") for entry in found.values()]
    assert None not in types, [f for f in found.values() if not f or not f.get("type")]
    assert set(types) >= {
        "Message", "MessageStatus", "CallbackButton", "EditedMessage",
        "DeletedMessage", "UserMarketingPreferences", "CallConnect",
        "TemplateStatusUpdate", "TemplateQualityUpdate", "TemplateCategoryUpdate",
    }  # fmt: skip
    users = {entry["user"] for entry in found.values() if entry["text"]}
    assert users == {told["user_id"]}
