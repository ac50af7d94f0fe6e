import re
from typing import Any

import pytest

from emulator.client import Citizen, Emulator
from tests.emulator.graph import NUMBER, SITI, Office


def test_an_accepted_message_is_answered_in_the_documented_shape(
    office: Office, siti: Citizen
) -> None:
    answer = office.say("selamat datang", to="+62 812-0000-0001")
    assert answer.status == 200
    assert answer.body["messaging_product"] == "whatsapp"
    assert answer.body["contacts"] == [{"input": "+62 812-0000-0001", "wa_id": SITI}]
    assert re.fullmatch(r"wamid\.[A-Za-z0-9+/=]+", answer.message_id)
    assert siti.hears().text == "selamat datang"


@pytest.mark.parametrize("version", ["", "/v21.0", "/v26.0"])
def test_known_versions_and_none_at_all_are_served(
    office: Office, siti: Citizen, version: str
) -> None:
    assert office.say("halo", version=version).status == 200


def test_an_unknown_version_is_refused(office: Office, siti: Citizen) -> None:
    assert office.say("halo", version="/v20.0").error["code"] == 2500


def test_form_bodies_are_read_too(office: Office, siti: Citizen) -> None:
    fields = {
        "messaging_product": "whatsapp",
        "to": SITI,
        "text": '{"body": "formulir"}',
    }
    assert office.send_form(fields).status == 200
    assert siti.hears().text == "formulir"


def test_a_wrong_token_is_refused_with_190(emulator: Emulator) -> None:
    answer = Office(emulator.base_url, token="wrong").say("halo")
    assert answer.status == 401
    assert answer.error["code"] == 190
    assert answer.error["type"] == "OAuthException"
    assert answer.error["fbtrace_id"]


def test_another_number_is_not_ours(office: Office) -> None:
    answer = office.ask("POST", "/v26.0/999/messages", b"{}")
    assert answer.status == 400
    assert (answer.error["code"], answer.error["error_subcode"]) == (100, 33)


def test_a_body_that_is_no_json_is_refused(office: Office) -> None:
    answer = office.ask("POST", f"/v26.0/{NUMBER}/messages", b"{nonsense")
    assert (answer.status, answer.error["code"]) == (400, 100)


def test_a_user_id_reaches_the_person_and_comes_back_as_address(
    emulator: Emulator, office: Office, siti: Citizen
) -> None:
    shown = emulator.call("GET", "/control/citizens")["citizens"]
    user_id = next(c["user_id"] for c in shown if c["phone"] == SITI)
    answer = office.say("lewat id", to=None, recipient=user_id)
    assert answer.body["contacts"] == [{"input": user_id, "user_id": user_id}]
    assert siti.hears().text == "lewat id"


def test_with_both_addresses_the_phone_number_wins(
    office: Office, siti: Citizen
) -> None:
    answer = office.say("halo", recipient="ID.1")
    assert answer.body["contacts"][0]["wa_id"] == SITI


def test_an_unknown_user_id_is_refused(office: Office) -> None:
    assert office.say("halo", to=None, recipient="ID.404").error["code"] == 131009


def test_words_after_24_hours_are_refused_and_a_template_is_not(
    emulator: Emulator, office: Office, siti: Citizen
) -> None:
    emulator.switch(clock_shift_s=24 * 3600 + 60)
    answer = office.say("terlambat")
    assert answer.error["code"] == 131047
    assert answer.error["message"] == "(#131047) Re-engagement message"
    template = {"name": "hello_world", "language": {"code": "en_US"}}
    assert office.send(type="template", template=template).status == 200


def test_the_first_word_is_the_citizens(office: Office) -> None:
    assert office.say("halo", to="6281299999999").error["code"] == 131047


def test_marking_as_read_turns_the_tick(office: Office, siti: Citizen) -> None:
    said = siti.say("ada orang?")
    answer = office.send(to=None, status="read", message_id=said)
    assert answer.body == {"success": True}
    assert siti.message(said).status == "read"


def test_a_message_of_nobody_cannot_be_marked_as_read(office: Office) -> None:
    answer = office.send(to=None, status="read", message_id="wamid.none")
    assert answer.error["code"] == 131009


def test_buttons_and_lists_arrive_as_options(office: Office, siti: Citizen) -> None:
    office.offer("Ya", "Tidak", footer={"text": "kaki"})
    office.offer_list([{"id": "8", "title": "08.00", "description": "sisa 2"}])
    buttons, rows = siti.hears(), siti.hears()
    assert buttons.titles == ["Ya", "Tidak"]
    assert buttons.footer == "kaki"
    assert rows.label == "Buka"
    assert rows.option("08.00").description == "sisa 2"


LATER: list[dict[str, Any]] = [
    {"type": "location", "location": {"latitude": -6.2, "longitude": "106.8"}},
    {"type": "contacts", "contacts": [{"name": {"formatted_name": "Kantor"}}]},
    {"type": "image", "image": {"link": "https://example.test/a.png"}},
    {
        "type": "interactive",
        "interactive": {
            "type": "cta_url",
            "body": {"text": "Buka peta"},
            "action": {
                "name": "cta_url",
                "parameters": {"display_text": "Peta", "url": "https://example.test/"},
            },
        },
    },
    {
        "type": "interactive",
        "interactive": {
            "type": "location_request_message",
            "body": {"text": "Di mana Anda?"},
            "action": {"name": "send_location"},
        },
    },
]


@pytest.mark.parametrize("fields", LATER, ids=lambda fields: str(fields["type"]))
def test_other_kinds_are_accepted(
    office: Office, siti: Citizen, fields: dict[str, Any]
) -> None:
    assert office.send(**fields).status == 200
    assert siti.hears().type == fields["type"]


def test_a_reaction_lands_on_its_message(office: Office, siti: Citizen) -> None:
    said = siti.say("terima kasih")
    reaction = {"message_id": said, "emoji": "👍"}
    assert office.send(type="reaction", reaction=reaction).status == 200
    shown = siti.emulator.call("GET", f"/control/citizens/{SITI}/messages")["messages"]
    assert shown[-1]["reaction"] == "👍"
