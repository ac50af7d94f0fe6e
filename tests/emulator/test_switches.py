import http.client

import pytest

from emulator.client import Citizen, Emulator, EmulatorRefused
from tests.emulator.graph import Office
from tests.emulator.receiver import Receiver


def test_an_unknown_switch_or_position_is_refused_and_changes_nothing(
    emulator: Emulator,
) -> None:
    before = emulator.switches()
    for wrong in ({"nonsense": 1}, {"duplicate": 2}, {"graph": {"mode": "odd"}}):
        with pytest.raises(EmulatorRefused, match="422"):
            emulator.switch(batch=7, **wrong)
    assert emulator.switches() == before


def test_switched_turns_back(emulator: Emulator) -> None:
    with emulator.switched(batch=5, reorder=True):
        assert emulator.switches()["batch"] == 5
        assert emulator.switches()["reorder"] == 10
    assert emulator.switches()["batch"] == 1
    assert emulator.switches()["reorder"] == 0


@pytest.mark.parametrize(
    ("code", "status"), [(190, 401), (130429, 429), (131056, 429), (131047, 400)]
)
def test_the_next_calls_fail_with_the_code_wanted(
    emulator: Emulator, office: Office, siti: Citizen, code: int, status: int
) -> None:
    emulator.switch(graph={"mode": "failing", "code": code, "next": 2})
    for _ in range(2):
        answer = office.say("halo")
        assert (answer.status, answer.error["code"]) == (status, code)
    assert office.say("halo").status == 200
    assert emulator.switches()["graph"]["mode"] == "ok"


def test_plain_failure_is_500_and_a_broken_gateway_speaks_html(
    emulator: Emulator, office: Office, siti: Citizen
) -> None:
    emulator.switch(graph={"mode": "failing"})
    assert office.say("halo").status == 500
    emulator.switch(graph={"mode": "failing", "code": 500})
    answer = office.say("halo")
    assert answer.status == 500
    assert answer.body.startswith(b"<html>")
    siti.hears_nothing(for_s=0.05)


def test_a_fraction_of_calls_fails(
    emulator: Emulator, office: Office, siti: Citizen
) -> None:
    emulator.switch(graph={"mode": "failing", "fraction": 0.5})
    statuses = {office.say("halo").status for _ in range(40)}
    assert statuses == {200, 500}


def test_a_lost_answer_was_sent_all_the_same(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    emulator.switch(graph={"mode": "lose_answer", "next": 1})
    with pytest.raises((http.client.HTTPException, OSError)):
        office.say("sekali saja", biz_opaque_callback_data="outbox-9")
    assert siti.hears().text == "sekali saja"
    assert emulator.wait_idle()
    assert webhook.statuses()[-1]["biz_opaque_callback_data"] == "outbox-9"
    call = emulator.calls()[-1]
    assert (call["status"], call["fault"]) == (0, "lose_answer")


def test_a_hanging_call_is_never_answered_and_never_sent(
    emulator: Emulator, office: Office, siti: Citizen
) -> None:
    emulator.switch(graph={"mode": "hang", "next": 1})
    with pytest.raises(TimeoutError):
        office.say("halo", timeout=0.2)
    siti.hears_nothing(for_s=0.05)
    assert office.say("lagi").status == 200


def test_a_slow_answer_comes_after_the_message(
    emulator: Emulator, office: Office, siti: Citizen
) -> None:
    emulator.switch(graph={"mode": "slow", "slow_ms": 60})
    assert office.say("halo").status == 200
    assert emulator.calls()[-1]["ms"] >= 50


def test_the_pair_rate_lets_a_burst_through_and_then_refuses(
    emulator: Emulator, office: Office, siti: Citizen
) -> None:
    emulator.switch(limit_pair=True)
    codes = [office.say("halo") for _ in range(46)]
    assert all(answer.status == 200 for answer in codes[:45])
    assert codes[45].error["code"] == 131056


def test_the_numbers_throughput_is_limited(
    emulator: Emulator, office: Office, siti: Citizen
) -> None:
    emulator.switch(limit_mps=1)
    answers = [office.say("halo") for _ in range(8)]
    assert answers[-1].error["code"] == 130429


def test_reset_begins_anew(emulator: Emulator, office: Office, siti: Citizen) -> None:
    emulator.switch(batch=9)
    emulator.reset()
    assert emulator.switches()["batch"] == 1
    assert emulator.deliveries() == []
    assert siti.phone_shows() == []
    assert office.say("halo").error["code"] == 131047
