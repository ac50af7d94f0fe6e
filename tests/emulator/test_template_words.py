from typing import Any

import pytest

from emulator.client import Citizen, Emulator
from tests.emulator.graph import Office
from tests.emulator.receiver import Receiver
from tests.emulator.template_help import body, make, send


def test_a_template_that_is_there_already_is_refused(office: Office) -> None:
    assert make(office).status == 200
    answer = make(office)
    assert (answer.error["code"], answer.error["error_subcode"]) == (100, 2388024)


@pytest.mark.parametrize(
    ("components", "subcode"),
    [
        ([{"type": "BODY", "text": "Halo {{1}}, apa kabar?"}], 2388043),
        ([body("{{1}} sudah siap.")], 2388299),
        ([body("Siap: {{1}}")], 2388299),
        ([body("a" * 1025)], 2388040),
        ([body(), {"type": "FOOTER", "text": "{{1}}"}], 2388073),
        ([body(), {"type": "HEADER", "format": "SMELL"}], 2388047),
        ([body(), {"type": "HEADER", "format": "TEXT", "text": "a" * 61}], 2388040),
    ],
)
def test_a_malformed_template_is_refused_with_its_own_subcode(
    office: Office, components: list[dict[str, Any]], subcode: int
) -> None:
    answer = make(office, *components)
    assert (answer.error["code"], answer.error["error_subcode"]) == (100, subcode)


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "Kabar Siap"},
        {"category": "GOSSIP"},
        {"language": ""},
        {"parameter_format": "ODD"},
        {"components": []},
        {"components": "x"},
        {"components": [body("Satu {{2}} dua.")]},
        {"components": [body("Satu {{nama}} dua.")]},
        {"components": [body(), {"type": "BUTTONS", "buttons": []}]},
        {"components": [body(), body()]},
    ],
)
def test_nonsense_about_templates_is_refused(
    office: Office, fields: dict[str, Any]
) -> None:
    assert make(office, **fields).error["code"] == 100


def test_parameters_must_fit_in_number_name_and_form(
    office: Office, siti: Citizen
) -> None:
    def code(name: str, *values: Any) -> int:
        return int(send(office, name, *values).error["code"])

    assert code("pengingat_kunjungan", "a") == 132000
    assert send(office, "pengingat_kunjungan", language="fr").error["code"] == 132001
    assert code("lanjutkan_percakapan", "a") == 132012
    assert code("lanjutkan_percakapan", {"type": "image", "image": {}}) == 132012
    assert code("pengingat_kunjungan", "a", "b", "c\nd") == 132018
    assert code("pengingat_kunjungan", "a", "b", "c" * 1000) == 132005
    named = {"type": "text", "text": "Siti", "parameter_name": "nama"}
    assert send(office, "lanjutkan_percakapan", named).status == 200
    assert siti.hears().text.startswith("Ada jawaban untuk Siti.")


def test_header_footer_and_buttons_stand_on_the_phone(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    emulator.switch(review_s=0)
    url = {"type": "URL", "text": "Peta", "url": "https://example.test/{{1}}"}
    make(
        office,
        {"type": "HEADER", "format": "TEXT", "text": "Kabar {{1}}"},
        body(),
        {"type": "FOOTER", "text": "Kantor latihan"},
        {
            "type": "BUTTONS",
            "buttons": [{"type": "QUICK_REPLY", "text": "Saya datang"}, url],
        },
    )
    webhook.wait_for(2)
    text = [{"type": "text", "text": "baik"}]
    payload = [{"type": "payload", "payload": "datang:7"}]
    more = [
        {"type": "header", "parameters": text},
        {
            "type": "button",
            "sub_type": "quick_reply",
            "index": "0",
            "parameters": payload,
        },
        {"type": "button", "sub_type": "url", "index": 1, "parameters": text},
    ]
    assert send(office, "kabar_siap", "paspor", more=more).status == 200
    heard = siti.hears()
    assert (heard.header, heard.footer) == ("Kabar baik", "Kantor latihan")
    assert (heard.label, heard.link) == ("Peta", "https://example.test/baik")
    assert heard.details["template"] == "kabar_siap"
    siti.tap("Saya datang")
    assert emulator.wait_idle()
    pressed = webhook.messages()[-1]
    assert pressed["button"] == {"payload": "datang:7", "text": "Saya datang"}
    assert pressed["context"]["id"] == heard.id
