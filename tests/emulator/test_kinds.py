from typing import Any

import pytest

from emulator.client import Citizen, Emulator, EmulatorRefused
from tests.emulator.graph import NUMBER, SITI, Office
from tests.emulator.receiver import Receiver


def last(emulator: Emulator, webhook: Receiver) -> dict[str, Any]:
    assert emulator.wait_idle()
    return webhook.messages()[-1]


def test_an_edit_names_the_first_message_and_carries_the_new_words(
    emulator: Emulator, siti: Citizen, webhook: Receiver
) -> None:
    said = siti.say("besok")
    siti.send("edit", message_id=said, text="lusa")
    message = last(emulator, webhook)
    assert message["type"] == "edit"
    assert message["edit"] == {
        "original_message_id": said,
        "message": {"type": "text", "text": {"body": "lusa"}},
    }
    assert siti.message(said).text == "lusa"


def test_a_revoked_message_is_named_and_gone_from_the_phone(
    emulator: Emulator, siti: Citizen, webhook: Receiver
) -> None:
    said = siti.say("salah kirim")
    siti.send("revoke", message_id=said)
    assert last(emulator, webhook)["revoke"] == {"original_message_id": said}
    assert siti.message(said).text == ""


@pytest.mark.parametrize("kind", ["edit", "revoke", "reaction"])
def test_what_was_never_said_cannot_be_changed(siti: Citizen, kind: str) -> None:
    with pytest.raises(EmulatorRefused, match="404"):
        siti.send(kind, message_id="wamid.gone", text="a")


def test_a_filled_form_travels_as_text_even_if_it_is_no_json(
    emulator: Emulator, siti: Citizen, webhook: Receiver
) -> None:
    siti.send("form", body={"umur": "30"})
    reply = last(emulator, webhook)["interactive"]["nfm_reply"]
    assert reply == {"name": "flow", "body": "Sent", "response_json": '{"umur": "30"}'}
    siti.send("form", text="{rusak")
    reply = last(emulator, webhook)["interactive"]["nfm_reply"]
    assert reply["response_json"] == "{rusak"


def test_orders_permissions_and_unsupported_kinds_keep_their_shapes(
    emulator: Emulator, siti: Citizen, webhook: Receiver
) -> None:
    siti.send("order")
    order = last(emulator, webhook)["order"]
    assert order["product_items"][0]["currency"] == "IDR"
    siti.send("call_permission", text="reject")
    reply = last(emulator, webhook)["interactive"]["call_permission_reply"]
    assert reply == {"response": "reject", "response_source": "user_action"}
    siti.send("unsupported", text="poll")
    message = last(emulator, webhook)
    assert message["unsupported"] == {"type": "poll"}
    assert message["errors"][0]["code"] == 131051


@pytest.mark.parametrize("kind", ["request_welcome", "identity"])
def test_what_is_no_word_of_the_citizen_opens_no_window(
    emulator: Emulator, office: Office, webhook: Receiver, kind: str
) -> None:
    emulator.citizen(SITI).send(kind)
    assert last(emulator, webhook)["type"] in ("request_welcome", "system")
    assert office.say("halo").error["code"] == 131047


def test_a_forwarded_message_says_so(
    emulator: Emulator, siti: Citizen, webhook: Receiver
) -> None:
    siti.say("kabar", forwarded="once")
    assert last(emulator, webhook)["context"] == {"forwarded": True}
    siti.say("kabar", forwarded="often")
    assert last(emulator, webhook)["context"] == {"frequently_forwarded": True}


def test_an_answer_may_come_without_what_it_answers(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    office.offer("Ya")
    siti.send(choice="Ya", loose=True)
    message = last(emulator, webhook)
    assert message["interactive"]["button_reply"]["title"] == "Ya"
    assert "context" not in message


def test_only_an_answer_to_the_question_proves_the_number(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    interactive = {
        "type": "request_contact_info",
        "body": {"text": "Boleh kami tahu nomor Anda?"},
        "action": {"name": "request_contact_info"},
    }
    office.send(type="interactive", interactive=interactive)
    siti.send("contacts", reply_to=siti.hears().id)
    assert last(emulator, webhook)["contacts"][0]["origin"] == "contact_request"
    siti.send("contacts")
    assert last(emulator, webhook)["contacts"][0]["origin"] == "other"


def test_a_spoiled_file_has_a_hash_that_does_not_fit(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    siti.send("image", spoiled=True)
    spoiled = last(emulator, webhook)["image"]["sha256"]
    siti.send("image")
    assert last(emulator, webhook)["image"]["sha256"] != spoiled


def test_who_comes_by_an_advertisement_talks_free_of_charge_for_three_days(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    siti.say("halo", by_ad=True)
    assert last(emulator, webhook)["referral"]["source_type"] == "ad"
    office.say("selamat datang")
    assert emulator.wait_idle()
    assert webhook.statuses()[-1]["pricing"]["type"] == "free_entry_point"
    emulator.leap(hours=73)
    siti.say("masih ada?")
    office.say("ya")
    assert emulator.wait_idle()
    assert webhook.statuses()[-1]["pricing"]["type"] == "regular"


def test_a_call_rings_with_who_calls(
    emulator: Emulator, siti: Citizen, webhook: Receiver
) -> None:
    call_id = siti.calls()
    assert emulator.wait_idle()
    (value,) = webhook.received[-1].told("calls")
    assert value["metadata"]["phone_number_id"] == NUMBER
    (call,) = value["calls"]
    assert (call["id"], call["event"], call["from"]) == (call_id, "connect", SITI)
    assert call["direction"] == "USER_INITIATED"


def test_an_officer_in_the_app_is_echoed_and_seen_by_the_citizen(
    emulator: Emulator, siti: Citizen, webhook: Receiver
) -> None:
    message_id = siti.is_written_to_in_the_app("Saya bantu, Bu.")
    assert siti.hears().text == "Saya bantu, Bu."
    assert emulator.wait_idle()
    (value,) = webhook.received[-1].told("smb_message_echoes")
    (echo,) = value["message_echoes"]
    assert (echo["id"], echo["to"]) == (message_id, SITI)
    assert echo["to_user_id"] == value["contacts"][0]["user_id"]
    assert echo["from"] == "6280000000100"
