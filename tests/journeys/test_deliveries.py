"""However the provider delivers: each turn is answered once."""

from __future__ import annotations

from tests.desk import deliveries
from tests.desk.desk import Desk
from tests.desk.guests import Guest


def answers(guests: list[Guest]) -> list[int]:
    """How many bubbles of the office each phone shows."""
    return [len(guest.answers()) for guest in guests]


def test_forty_fast_bubbles_get_one_answer(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    siti.says(*(f"halo {n}" for n in range(40))).hears("mesin penjawab")
    siti.hears_nothing_more()
    desk.settles()
    kept = desk.rows(
        "select words from messaging_message where direction = 'in'"
        " and conversation_id = (select conversation_id from messaging_message"
        "   where external_id = %s) order by id",
        siti.heard.id,
    )
    assert [words for (words,) in kept] == [f"halo {n}" for n in range(40)]


def test_forty_people_in_one_delivery_get_forty_answers(desk: Desk) -> None:
    guests = desk.citizens(40)
    desk.emulator.deliver_together([{"phone": g.key, "text": "halo"} for g in guests])
    for guest in guests:
        guest.waits().hears("mesin penjawab")
    desk.settles()
    assert answers(guests) == [1] * 40


def test_a_talk_in_which_all_comes_twice_is_answered_once(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    with desk.emulator.switched(duplicate=1.0):
        siti.books()
        desk.settles()
        siti.hears_nothing_more()
    assert len(siti.answers()) == 8
    assert desk.value(
        "select count(*) from bookings_booking where code = %s", siti.code
    )


def test_disorder_between_people_and_receipts_changes_nothing(desk: Desk) -> None:
    guests = desk.citizens(12)
    with desk.emulator.switched(reorder=20, parallel=1, duplicate=0.3):
        says = [{"phone": guest.key, "text": "halo"} for guest in guests]
        desk.emulator.say_all(says)
        for guest in guests:
            guest.waits().hears("mesin penjawab")
        desk.settles()
    assert answers(guests) == [1] * 12
    ids = [guest.heard.id for guest in guests]
    assert desk.rows(
        "select distinct state from messaging_message where external_id = any(%s)", ids
    ) == [(5,)]


def test_the_same_body_at_the_same_time_and_later_is_one_event(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    desk.emulator.citizen(siti.key)
    raw = deliveries.body([deliveries.text("wamid.twice", siti.key, "halo")])
    assert [deliveries.post(desk.webhook, raw) for _ in range(3)] == [200] * 3
    desk.until(lambda: len(outgoing(desk, siti)) == 1)
    assert deliveries.post(desk.webhook, raw) == 200
    desk.settles()
    assert len(outgoing(desk, siti)) == 1


def outgoing(desk: Desk, guest: Guest) -> list[tuple[int]]:
    """The states of our messages to somebody."""
    return desk.rows(
        "select m.state from messaging_message m join messaging_conversation c"
        " on c.id = m.conversation_id join contacts_identity i using (contact_id)"
        " where m.direction = 'out' and i.value = %s",
        guest.key,
    )


def test_a_message_that_failed_after_delivery_stays_delivered(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    with desk.emulator.switched(read_receipts=False):
        siti.says("halo")
        desk.settles()
        late = deliveries.receipt(siti.heard.id, siti.key, "failed")
        assert deliveries.post(desk.webhook, deliveries.body(statuses=[late])) == 200
        desk.settles()
    assert state_of(desk, siti) == 4


def test_a_message_that_arrives_after_all_is_delivered(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    with desk.emulator.switched(
        graph={"mode": "fail_later", "code": 131026, "next": 1}
    ):
        siti.phone.say("halo")
        desk.settles()
    last = (
        "select external_id, state from messaging_message where direction = 'out'"
        " order by id desc limit 1"
    )
    desk.until(lambda: desk.rows(last)[0][1] == 3)
    ((wamid, _),) = desk.rows(last)
    after = deliveries.receipt(wamid, siti.key, "delivered")
    deliveries.post(desk.webhook, deliveries.body(statuses=[after]))
    desk.until(lambda: state_of(desk, siti, wamid) == 4)


def state_of(desk: Desk, siti: Guest, wamid: str = "") -> int:
    """How far the last message to somebody came."""
    state: int = desk.value(
        "select state from messaging_message where external_id = %s",
        wamid or siti.heard.id,
    )
    return state
