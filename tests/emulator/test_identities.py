import pytest

from emulator.client import Citizen, Emulator, EmulatorRefused
from emulator.ids import USER_ID
from tests.emulator.graph import SITI, Office
from tests.emulator.receiver import Receiver


def test_both_identities_stand_in_message_and_contact(
    emulator: Emulator, siti: Citizen, webhook: Receiver
) -> None:
    (delivery,) = webhook.wait_for(1)
    value = delivery.values[0]
    message, contact = value["messages"][0], value["contacts"][0]
    assert message["from"] == contact["wa_id"] == SITI
    assert message["from_user_id"] == contact["user_id"]
    assert USER_ID.fullmatch(contact["user_id"])
    assert USER_ID.fullmatch(contact["parent_user_id"])
    assert contact["profile"] == {"name": "Siti", "username": "siti.rekaan"}
    assert value["metadata"]["display_phone_number"] == "6280000000100"


def test_phone_only_knows_no_user_id(emulator: Emulator, webhook: Receiver) -> None:
    emulator.switch(identity="phone_only")
    emulator.citizen(SITI).say("halo")
    (delivery,) = webhook.wait_for(1)
    assert b"user_id" not in delivery.body
    assert delivery.items("messages")[0]["from"] == SITI


def test_user_id_only_shows_the_number_nowhere(
    emulator: Emulator, office: Office, webhook: Receiver
) -> None:
    siti = emulator.citizen(SITI).identifies_as("bsuid_only")
    siti.say("halo")
    (delivery,) = webhook.wait_for(1)
    user_id = delivery.items("messages")[0]["from_user_id"]
    office.say("halo Siti", to=None, recipient=user_id)
    assert siti.hears().text == "halo Siti"
    assert emulator.wait_idle()
    for one in webhook.received:
        text = one.body.decode()
        assert f'"{SITI}"' not in text
        assert '"wa_id"' not in text
        assert '"recipient_id"' not in text
        assert '"from"' not in text
    assert webhook.statuses()[-1]["recipient_user_id"] == user_id


def test_a_citizen_may_be_known_by_user_id_alone(
    emulator: Emulator, webhook: Receiver
) -> None:
    emulator.citizen("ID.123abc", name="Rina").say("halo")
    (delivery,) = webhook.wait_for(1)
    assert delivery.items("messages")[0]["from_user_id"] == "ID.123abc"
    assert delivery.values[0]["contacts"][0]["user_id"] == "ID.123abc"


def test_a_changed_user_id_is_told_without_sender(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    old = webhook.wait_for(1)[0].items("messages")[0]["from_user_id"]
    new = siti.changes_user_id()
    assert emulator.wait_idle()
    system = webhook.messages()[-1]
    assert system["type"] == "system"
    assert system["system"]["type"] == "user_changed_user_id"
    assert system["system"]["previous_user_id"] == old
    assert system["system"]["user_id"] == new
    assert "from" not in system
    assert "contacts" not in webhook.received[-1].values[0]
    assert office.say("a", to=None, recipient=new).status == 200
    assert office.say("a", to=None, recipient=old).error["code"] == 131009


def test_nobody_is_called_by_nonsense(emulator: Emulator) -> None:
    with pytest.raises(EmulatorRefused, match="neither"):
        emulator.citizen("siti")
