import time

import pytest

from emulator.client import Citizen, Emulator, NothingHeard, SomethingHeard
from tests.emulator.graph import Office


def test_a_talk_reads_like_a_script(
    emulator: Emulator, office: Office, siti: Citizen
) -> None:
    office.offer("Buat janji", "Janji saya", words="Ada yang bisa dibantu?")
    menu = siti.hears("dibantu")
    assert menu.offers("janji saya")
    siti.tap(menu.option("Buat janji"))
    office.say("Baik.")
    assert siti.hears().text == "Baik."
    siti.hears_nothing(for_s=0.05)


def test_hears_waits_for_what_comes_later(
    emulator: Emulator, office: Office, siti: Citizen
) -> None:
    emulator.switch(graph={"mode": "slow", "slow_ms": 1})
    office.say("satu")
    office.say("dua")
    assert siti.hears("dua").text == "dua"
    with pytest.raises(NothingHeard, match="heard nothing"):
        siti.hears(timeout_s=0.05)


def test_waiting_costs_no_more_than_its_time(siti: Citizen) -> None:
    began = time.monotonic()
    siti.hears_nothing(for_s=0.2)
    assert 0.15 < time.monotonic() - began < 1.5


def test_unwanted_words_are_reported(office: Office, siti: Citizen) -> None:
    office.say("tidak diminta")
    with pytest.raises(SomethingHeard, match="tidak diminta"):
        siti.hears_nothing(for_s=1)


def test_an_unknown_option_is_told_with_those_there_are(
    office: Office, siti: Citizen
) -> None:
    office.offer("Ya", "Tidak")
    with pytest.raises(LookupError, match="Tidak"):
        siti.hears().option("Mungkin")


def test_health_says_that_this_is_training(emulator: Emulator) -> None:
    health = emulator.health()
    assert health["training"] is True
    assert health["waiting"] == 0
