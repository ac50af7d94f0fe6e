from emulator.client import Citizen, Emulator
from tests.emulator.graph import SITI, Office
from tests.emulator.receiver import Receiver


def statuses_of(webhook: Receiver, message_id: str) -> list[str]:
    return [s["status"] for s in webhook.statuses() if s["id"] == message_id]


def test_a_message_is_sent_delivered_and_read_in_this_order(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    message_id = office.say("halo").message_id
    assert emulator.wait_idle()
    assert statuses_of(webhook, message_id) == ["sent", "delivered", "read"]
    assert siti.message(message_id).status == "read"


def test_statuses_carry_reference_recipient_and_price(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    office.say("halo", biz_opaque_callback_data="outbox-7")
    assert emulator.wait_idle()
    for status in webhook.statuses():
        assert status["biz_opaque_callback_data"] == "outbox-7"
        assert status["recipient_id"] == SITI
        assert status["recipient_user_id"].startswith("ID.")
        assert status["timestamp"].isdigit()
        assert status["pricing"]["pricing_model"] == "PMP"
        assert status["pricing"]["category"] == "service"
    last = webhook.received[-1].values[0]
    assert last["contacts"][0]["wa_id"] == SITI


def test_words_in_the_window_are_billed_since_october_2026(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    office.say("halo")
    assert emulator.wait_idle()
    now = int(webhook.statuses()[0]["timestamp"])
    is_billed = now >= 1_790_812_800
    assert webhook.statuses()[0]["pricing"]["billable"] == is_billed


def test_without_read_receipts_a_message_stays_delivered_until_looked_at(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    emulator.switch(read_receipts=False)
    message_id = office.say("halo").message_id
    assert emulator.wait_idle()
    assert statuses_of(webhook, message_id) == ["sent", "delivered"]
    assert siti.looks() == 1
    assert emulator.wait_idle()
    assert statuses_of(webhook, message_id)[-1] == "read"


def test_delivered_can_be_left_out(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    emulator.switch(drop_delivered=True)
    message_id = office.say("halo").message_id
    assert emulator.wait_idle()
    assert statuses_of(webhook, message_id) == ["sent", "read"]


def test_a_message_can_be_accepted_and_fail_later(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    emulator.switch(graph={"mode": "fail_later", "code": 131026})
    answer = office.say("halo", biz_opaque_callback_data="outbox-8")
    assert answer.status == 200
    assert emulator.wait_idle()
    (status,) = webhook.statuses()
    assert status["status"] == "failed"
    assert status["errors"][0]["code"] == 131026
    assert status["biz_opaque_callback_data"] == "outbox-8"
    assert "contacts" not in webhook.received[-1].values[0]
    siti.hears_nothing(for_s=0.05)


def test_a_reaction_to_what_is_gone_fails_by_status_only(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    reaction = {"message_id": "wamid.gone", "emoji": "👍"}
    answer = office.send(type="reaction", reaction=reaction)
    assert answer.status == 200
    assert emulator.wait_idle()
    (status,) = webhook.statuses()
    assert (status["id"], status["status"]) == (answer.message_id, "failed")
