import pytest

from emulator.client import Citizen, Emulator, EmulatorRefused
from tests.emulator.graph import ACCOUNT, NUMBER, SITI, Office
from tests.emulator.receiver import Receiver


def test_every_prepared_event_arrives_under_its_field(
    emulator: Emulator, webhook: Receiver
) -> None:
    events = emulator.call("GET", "/control/events")["events"]
    for event in events:
        emulator.announce_prepared(event["name"])
    assert emulator.wait_idle()
    told = [
        (change["field"], change["value"])
        for one in webhook.received
        for entry in one.payload["entry"]
        for change in entry["changes"]
    ]
    assert told == [(event["field"], event["value"]) for event in events]
    assert len({event["name"] for event in events}) == len(events) > 15


def test_an_event_of_the_account_has_a_time_and_no_number(
    emulator: Emulator, webhook: Receiver
) -> None:
    emulator.announce_prepared("account_violation")
    (delivery,) = webhook.wait_for(1)
    (entry,) = delivery.payload["entry"]
    assert entry["id"] == ACCOUNT
    assert abs(entry["time"] - emulator.now()) < 60
    assert "metadata" not in entry["changes"][0]["value"]


def test_a_prepared_event_may_be_told_with_other_values(
    emulator: Emulator, webhook: Receiver
) -> None:
    emulator.announce_prepared("limit_raised", current_limit="TIER_100K")
    (delivery,) = webhook.wait_for(1)
    (value,) = delivery.told("phone_number_quality_update")
    assert (value["event"], value["current_limit"]) == ("UPGRADE", "TIER_100K")


def test_anything_can_be_told_even_of_fields_that_nobody_knows(
    emulator: Emulator, webhook: Receiver
) -> None:
    emulator.announce("tomorrows_field", {"a": [1, None, "é/@"]})
    (delivery,) = webhook.wait_for(1)
    assert delivery.told("tomorrows_field") == [{"a": [1, None, "é/@"]}]


def test_an_event_without_field_or_object_is_refused(emulator: Emulator) -> None:
    for wrong in ({"field": "x"}, {"value": {}}, {"field": "x", "value": [1]}):
        with pytest.raises(EmulatorRefused, match="422"):
            emulator.call("POST", "/control/events", wrong)
    with pytest.raises(EmulatorRefused, match="404"):
        emulator.announce_prepared("nothing")


def test_events_and_messages_share_a_batch_and_keep_their_fields(
    emulator: Emulator, webhook: Receiver
) -> None:
    emulator.switch(batch=3, batch_wait_ms=500)
    emulator.announce_prepared("review_approved")
    emulator.citizen(SITI).say("halo")
    emulator.announce_prepared("review_rejected")
    assert emulator.wait_idle()
    (delivery,) = webhook.received
    decisions = [v["decision"] for v in delivery.told("account_review_update")]
    assert decisions == ["APPROVED", "REJECTED"]
    assert len(delivery.items("messages")) == 1


def test_a_moved_citizen_has_a_new_number_and_a_new_user_id(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    before = webhook.wait_for(1)[0].items("messages")[0]["from_user_id"]
    moved = siti.moves_to("6281200000091")
    assert emulator.wait_idle()
    system = webhook.messages()[-1]
    assert system["from"] == SITI
    assert system["system"]["type"] == "user_changed_number"
    assert system["system"]["wa_id"] == "6281200000091"
    assert system["system"]["previous_user_id"] == before
    moved.say("ini nomor baru")
    assert emulator.wait_idle()
    message = webhook.messages()[-1]
    assert message["from"] == "6281200000091"
    assert message["from_user_id"] == system["system"]["user_id"] != before


def test_a_new_user_id_may_be_told_by_its_own_field(
    emulator: Emulator, siti: Citizen, webhook: Receiver
) -> None:
    path = f"/control/citizens/{SITI}/identities"
    emulator.call("POST", path, {"tell": "both"})
    assert emulator.wait_idle()
    (value,) = webhook.received[-1].told("user_id_update")
    (update,) = value["user_id_update"]
    system = webhook.messages()[-1]["system"]
    assert update["user_id"] == {
        "previous": system["previous_user_id"],
        "current": system["user_id"],
    }
    assert update["wa_id"] == SITI
    emulator.call("POST", path, {"tell": "nothing"})
    before = len(webhook.received)
    assert emulator.wait_idle()
    assert len(webhook.received) == before


def test_a_preference_is_told_with_who_and_what(
    emulator: Emulator, siti: Citizen, webhook: Receiver
) -> None:
    siti.prefers("stop")
    assert emulator.wait_idle()
    (value,) = webhook.received[-1].told("user_preferences")
    assert value["metadata"]["phone_number_id"] == NUMBER
    (preference,) = value["user_preferences"]
    assert preference["wa_id"] == SITI
    assert (preference["category"], preference["value"]) == (
        "marketing_messages",
        "stop",
    )
