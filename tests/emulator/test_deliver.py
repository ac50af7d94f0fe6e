from emulator.client import Citizen, Emulator
from tests.emulator.graph import SITI, Office
from tests.emulator.receiver import Receiver

BUDI = "6281200000002"


def test_a_refused_delivery_comes_again_until_200_with_the_same_bytes(
    emulator: Emulator, webhook: Receiver
) -> None:
    webhook.answers.extend([503, 500, 302, 204])
    said = emulator.citizen(SITI).say("halo")
    assert emulator.wait_idle()
    assert len(webhook.received) == 5
    assert len({one.body for one in webhook.received}) == 1
    (delivery,) = emulator.deliveries()
    assert [a["status"] for a in delivery["attempts"]] == [503, 500, 302, 204, 200]
    assert delivery["items"][0]["id"] == said


def test_a_receiver_that_takes_too_long_is_asked_again(
    emulator: Emulator, webhook: Receiver
) -> None:
    emulator.switch(timeout_ms=50)
    webhook.pause_s = 0.2
    siti = emulator.citizen(SITI)
    siti.say("halo")
    webhook.wait_for(2)
    webhook.pause_s = 0.0
    assert emulator.wait_idle()
    errors = [a["error"] for a in emulator.deliveries()[0]["attempts"]]
    assert "TimeoutError" in errors[0] or "Timeout" in errors[0]


def test_order_is_kept_while_the_receiver_is_down(
    emulator: Emulator, webhook: Receiver
) -> None:
    webhook.answers.extend([503] * 5)
    siti, budi = emulator.citizen(SITI), emulator.citizen(BUDI)
    for number in range(5):
        siti.say(f"siti {number}")
        budi.say(f"budi {number}")
    assert emulator.wait_idle()
    seen = list(dict.fromkeys(m["text"]["body"] for m in webhook.messages()))
    assert seen == [f"{who} {n}" for n in range(5) for who in ("siti", "budi")]


def test_the_tick_of_a_citizen_follows_the_200(
    emulator: Emulator, webhook: Receiver
) -> None:
    emulator.switch(retry_first_ms=5_000)
    webhook.answers.append(503)
    siti = emulator.citizen(SITI)
    said = siti.say("halo")
    webhook.wait_for(1)
    assert siti.message(said).status == "waiting"
    emulator.retry_now()
    assert emulator.wait_idle()
    assert siti.message(said).status == "delivered"


def test_time_warp_shortens_the_pauses(emulator: Emulator, webhook: Receiver) -> None:
    emulator.switch(retry_first_ms=60_000, retry_max_ms=60_000, time_warp=6000)
    webhook.answers.extend([503, 503])
    emulator.citizen(SITI).say("halo")
    assert emulator.wait_idle(2)


def test_duplicates_repeat_the_same_message_id(
    emulator: Emulator, webhook: Receiver
) -> None:
    emulator.switch(duplicate=1.0, time_warp=100)
    said = emulator.citizen(SITI).say("halo")
    assert emulator.wait_idle()
    assert [m["id"] for m in webhook.messages()] == [said, said]


def test_a_share_of_duplicates_is_about_that_share(
    emulator: Emulator, webhook: Receiver
) -> None:
    emulator.switch(duplicate=0.2, parallel=32, time_warp=100)
    says = [{"phone": f"62812{n:08}", "text": "a"} for n in range(500)]
    said = emulator.say_all(says)
    assert emulator.wait_idle()
    ids = [m["id"] for m in webhook.messages()]
    assert set(ids) == set(said)
    assert 50 < len(ids) - len(said) < 160


def test_reorder_mixes_and_loses_nothing(emulator: Emulator, webhook: Receiver) -> None:
    emulator.switch(reorder=10)
    said = emulator.say_all([{"phone": SITI, "text": str(n)} for n in range(20)])
    assert emulator.wait_idle()
    seen = [m["id"] for m in webhook.messages()]
    assert sorted(seen) == sorted(said)
    assert seen != said


def test_parallel_deliveries_keep_the_order_of_each_citizen(
    emulator: Emulator, webhook: Receiver
) -> None:
    emulator.switch(parallel=16)
    says = [
        {"phone": f"62812{who:08}", "text": str(n)}
        for n in range(10)
        for who in range(20)
    ]
    emulator.say_all(says)
    assert emulator.wait_idle()
    heard: dict[str, list[str]] = {}
    for message in webhook.messages():
        heard.setdefault(message["from"], []).append(message["text"]["body"])
    assert all(words == [str(n) for n in range(10)] for words in heard.values())


def test_delay_holds_an_update_back(emulator: Emulator, webhook: Receiver) -> None:
    emulator.switch(delay_ms=300)
    emulator.citizen(SITI).say("halo")
    assert not emulator.wait_idle(0.15)
    assert not webhook.received
    assert emulator.wait_idle()


def test_a_batch_fills_entries_changes_and_messages(
    emulator: Emulator, webhook: Receiver
) -> None:
    emulator.switch(batch=8, batch_wait_ms=500)
    says = [
        {"phone": f"62812{n:08}", "text": str(n), "name": f"W{n}"} for n in range(8)
    ]
    said = emulator.say_all(says)
    assert emulator.wait_idle()
    (delivery,) = webhook.received
    entries = delivery.payload["entry"]
    assert len(entries) == 2
    assert len(entries[0]["changes"]) == 2
    first = entries[0]["changes"][0]["value"]
    assert [m["text"]["body"] for m in first["messages"]] == ["0", "1", "2"]
    assert [c["profile"]["name"] for c in first["contacts"]] == ["W0", "W1", "W2"]
    assert [m["id"] for m in delivery.items("messages")] == said


def test_messages_and_statuses_share_a_batch(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    assert emulator.wait_idle()
    emulator.switch(batch=4, batch_wait_ms=300, status_delay_ms=1)
    office.say("halo")
    siti.say("ya")
    assert emulator.wait_idle()
    last = webhook.received[-1]
    assert len(last.items("messages")) == 1
    assert len(last.items("statuses")) == 3


def test_forty_people_can_speak_in_one_delivery(
    emulator: Emulator, webhook: Receiver
) -> None:
    says = [{"phone": f"62812{n:08}", "text": "pesan"} for n in range(40)]
    said = emulator.deliver_together(says)
    assert emulator.wait_idle()
    (delivery,) = webhook.received
    assert [m["id"] for m in delivery.items("messages")] == said
    assert len({m["from"] for m in delivery.items("messages")}) == 40


def test_five_hundred_messages_are_through_in_a_moment(
    emulator: Emulator, webhook: Receiver
) -> None:
    emulator.switch(parallel=16)
    says = [{"phone": f"62812{n % 50:08}", "text": str(n)} for n in range(500)]
    emulator.say_all(says)
    assert emulator.wait_idle(10)
    assert len(webhook.messages()) == 500
