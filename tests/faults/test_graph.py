"""The platform hangs, refuses, or loses its answer: nothing is sent twice blindly."""

from __future__ import annotations

import pytest

from tests.desk.desk import Desk
from tests.desk.guests import Guest
from tests.faults.variant import IS_SHORT, long_only

pytestmark = pytest.mark.fault

CODES = [500] if IS_SHORT else [500, 1, 130429, 131016]

OUTBOX = """
select o.state, o.attempts, o.detail from messaging_outbox o
join messaging_conversation c on c.id = o.conversation_id
join contacts_identity i using (contact_id) where i.value = %s order by o.seq
"""


def outbox(desk: Desk, guest: Guest) -> list[tuple[int, int, str]]:
    """What still has to be sent to somebody: (state, attempts, why)."""
    return desk.rows(OUTBOX, guest.key)


def test_a_message_that_hung_is_listed_and_not_repeated(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    desk.emulator.switch(graph={"mode": "hang", "next": 1})
    siti.phone.say("halo")
    desk.until(lambda: [row[0] for row in outbox(desk, siti)] == [2])
    assert "no answer" in outbox(desk, siti)[0][2]
    siti.hears_nothing_more(for_s=2.5)
    siti.says("menu").hears("Apa yang dapat saya bantu?")
    desk.until(lambda: [row[:2] for row in outbox(desk, siti)] == [(2, 1)])


def test_a_lost_answer_is_settled_by_the_receipt(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    desk.emulator.switch(graph={"mode": "lose_answer", "next": 1})
    siti.says("halo").hears("mesin penjawab").hears_nothing_more(for_s=2.5)
    desk.until(lambda: not outbox(desk, siti))
    assert (
        desk.value(
            "select state from messaging_message where external_id = %s", siti.heard.id
        )
        == 5
    )


@pytest.mark.parametrize("code", CODES)
def test_a_refused_message_is_sent_once_when_it_may(desk: Desk, code: int) -> None:
    siti = desk.citizen("Siti")
    desk.emulator.switch(graph={"mode": "failing", "code": code, "next": 1})
    siti.phone.say("halo")
    desk.until(lambda: [row[0] for row in outbox(desk, siti)] == [0], 5.0)
    siti.waits().hears("mesin penjawab").hears_nothing_more()
    assert outbox(desk, siti) == []


@long_only
def test_a_pair_that_is_too_fast_waits_and_holds_up_nobody(desk: Desk) -> None:
    siti, budi = desk.citizen("Siti"), desk.citizen("Budi")
    desk.emulator.switch(graph={"mode": "failing", "code": 131056, "next": 1})
    siti.phone.say("halo")
    desk.until(lambda: [row[1] for row in outbox(desk, siti)] == [1], 5.0)
    budi.says("halo").hears("mesin penjawab")
    siti.hears_nothing_more(for_s=2.0)
    siti.waits().hears("mesin penjawab").hears_nothing_more()


def test_a_withdrawn_token_stops_the_account_and_loses_nothing(desk: Desk) -> None:
    siti, budi = desk.citizen("Siti"), desk.citizen("Budi")
    desk.emulator.switch(graph={"mode": "failing", "code": 190})
    siti.phone.say("halo")
    stopped = (
        "select stop_code from messaging_channelaccount where stopped_at is not null"
    )
    desk.until(lambda: desk.rows(stopped) == [(190,)])
    budi.phone.say("halo")
    siti.phone.say("menu")
    desk.until(lambda: len(outbox(desk, siti)) + len(outbox(desk, budi)) == 3)
    desk.emulator.switch(graph={"mode": "ok"})
    siti.hears_nothing_more()
    assert {row[0] for row in outbox(desk, siti) + outbox(desk, budi)} == {0}
    desk.change(
        "update messaging_channelaccount"
        " set stopped_at = null, stop_code = 0, stop_reason = ''"
    )
    siti.waits(15.0).hears("mesin penjawab")
    siti.waits().hears("Apa yang dapat saya bantu?").hears_nothing_more()
    budi.waits().hears("mesin penjawab").hears_nothing_more()


@long_only
def test_a_platform_that_cannot_be_reached_is_tried_again(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    desk.stop("worker")
    desk.start("worker", graph_url="http://127.0.0.1:9")
    try:
        siti.phone.say("halo")
        desk.until(lambda: [row[1] for row in outbox(desk, siti)] == [2])
        assert outbox(desk, siti)[0][0] == 0
    finally:
        desk.stop("worker")
        desk.start("worker")
    siti.waits().hears("mesin penjawab").hears_nothing_more()
