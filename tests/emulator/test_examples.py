"""Requests that others wrote down are accepted, and answered with the same keys."""

from __future__ import annotations

import json
from typing import Any

import pytest

from emulator.client import Citizen, Emulator
from tests.emulator import examples
from tests.emulator.examples import Example, Stage
from tests.emulator.graph import NUMBER, Answer, Office
from tests.emulator.receiver import Receiver

NONE = pytest.param(
    None,
    marks=pytest.mark.skip(
        reason=f"NOT RUN: set {examples.VARIABLE} to a folder of example requests"
    ),
)


def exchange(office: Office, stage: Stage, example: Example) -> Answer:
    path = stage.path(example)
    if example.place == "media":
        return office.upload(b"\x89PNG", "image/png")
    body = stage.body(example)
    raw = None if body is None else json.dumps(body).encode()
    return office.ask(example.method, path, raw)


@pytest.mark.parametrize(
    "example", examples.requests() or [NONE], ids=lambda e: getattr(e, "name", "none")
)
def test_an_example_is_accepted_and_answered_with_the_same_keys(
    emulator: Emulator,
    office: Office,
    siti: Citizen,
    webhook: Receiver,
    example: Example,
) -> None:
    emulator.switch(enforce_window=False)
    block_someone(office)
    media_id = office.upload(b"\x89PNG").body["id"]
    stage = Stage(emulator, siti, media_id, webhook.url)
    answer = exchange(office, stage, example)
    assert answer.status == 200, json.dumps(answer.body)
    call = (example.method, example.place)
    known = [] if call in examples.DIFFERENT else examples.answers().get(call, [])
    assert not known or any(keys(one) <= keys(answer.body) for one in known)


def block_someone(office: Office) -> None:
    users = {"block_users": [{"user": "6281200000002"}]}
    office.ask("POST", f"/{NUMBER}/block_users", json.dumps(users).encode())


def keys(body: Any, path: str = "") -> set[str]:
    """Return the keys of an answer; in a list, those that all its objects have."""
    if isinstance(body, dict):
        inner = [keys(value, f"{path}.{name}") for name, value in body.items()]
        return {f"{path}.{name}" for name in body}.union(*inner)
    if isinstance(body, list) and body and path.count(".") == 1:
        return set.intersection(*(keys(item, f"{path}[]") for item in body))
    return set()
