"""One emulator for all tests here, begun anew before each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from emulator.client import Citizen, Emulator
from emulator.process import running
from tests.emulator.graph import SITI, Office
from tests.emulator.receiver import Receiver


@pytest.fixture(scope="session")
def the_webhook() -> Iterator[Receiver]:
    with Receiver() as receiver:
        yield receiver


@pytest.fixture(scope="session")
def the_emulator(the_webhook: Receiver) -> Iterator[Emulator]:
    switches = '{"status_delay_ms": 5, "retry_first_ms": 10, "retry_max_ms": 50}'
    with running(webhook=the_webhook.url, switches=switches) as emulator:
        yield emulator


@pytest.fixture
def emulator(the_emulator: Emulator, the_webhook: Receiver) -> Emulator:
    the_emulator.reset()
    the_webhook.forget()
    return the_emulator


@pytest.fixture
def webhook(emulator: Emulator, the_webhook: Receiver) -> Receiver:
    return the_webhook


@pytest.fixture
def office(emulator: Emulator) -> Office:
    return Office(emulator.base_url)


@pytest.fixture
def siti(emulator: Emulator) -> Citizen:
    """A citizen who has spoken, so that the office may answer."""
    siti = emulator.citizen(SITI)
    siti.say("halo")
    return siti
