import base64
import hashlib

import pytest

from emulator.client import Citizen, Emulator, EmulatorRefused
from tests.emulator.graph import SITI, Office
from tests.emulator.receiver import Receiver


def test_a_tap_on_a_button_answers_that_message(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    offered = office.offer("Ya", "Tidak").message_id
    siti.tap("Tidak")
    assert emulator.wait_idle()
    message = webhook.messages()[-1]
    assert message["type"] == "interactive"
    assert message["interactive"] == {
        "type": "button_reply",
        "button_reply": {"id": "id-Tidak", "title": "Tidak"},
    }
    assert message["context"] == {"from": "6280000000100", "id": offered}


def test_a_tap_on_a_row_carries_its_description(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    office.offer_list([{"id": "8", "title": "08.00", "description": "sisa 2"}])
    siti.tap(siti.hears().option("8"))
    assert emulator.wait_idle()
    assert webhook.messages()[-1]["interactive"]["list_reply"] == {
        "id": "8",
        "title": "08.00",
        "description": "sisa 2",
    }


def test_a_tap_on_a_template_button_is_a_button_message(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    values = ["TS-7Q4M", "Selasa", "10.00"]
    template = {
        "name": "pengingat_kunjungan",
        "language": {"code": "id"},
        "components": [
            {
                "type": "body",
                "parameters": [{"type": "text", "text": v} for v in values],
            },
            {
                "type": "button",
                "sub_type": "quick_reply",
                "index": "0",
                "parameters": [{"type": "payload", "payload": "come:7"}],
            },
        ],
    }
    office.send(type="template", template=template)
    assert "TS-7Q4M pada Selasa pukul 10.00" in siti.hears().text
    siti.tap("Saya datang")
    assert emulator.wait_idle()
    assert webhook.messages()[-1]["button"] == {
        "payload": "come:7",
        "text": "Saya datang",
    }
    categories = {status["pricing"]["category"] for status in webhook.statuses()}
    assert categories == {"utility"}


def test_what_was_never_offered_cannot_be_tapped(siti: Citizen) -> None:
    with pytest.raises(EmulatorRefused, match="404"):
        siti.tap("Pesan")


@pytest.mark.parametrize("kind", ["image", "sticker", "audio", "video", "document"])
def test_a_file_comes_with_id_type_and_hash(
    emulator: Emulator, office: Office, webhook: Receiver, kind: str
) -> None:
    siti = emulator.citizen(SITI)
    content = b"isi berkas " + kind.encode()
    siti.send(kind, data=base64.b64encode(content).decode())
    (delivery,) = webhook.wait_for(1)
    part = delivery.items("messages")[0][kind]
    digest = hashlib.sha256(content)
    assert part["sha256"] == base64.b64encode(digest.digest()).decode()
    described = office.get(f"/v26.0/{part['id']}").body
    assert described["sha256"] == digest.hexdigest()
    path = described["url"].removeprefix(emulator.base_url)
    assert office.get(path).body == content


def test_a_voice_note_is_audio_marked_as_voice(
    emulator: Emulator, webhook: Receiver
) -> None:
    emulator.citizen(SITI).send("voice")
    (delivery,) = webhook.wait_for(1)
    message = delivery.items("messages")[0]
    assert message["type"] == "audio"
    assert message["audio"]["voice"] is True
    assert message["audio"]["mime_type"] == "audio/ogg; codecs=opus"


def test_places_cards_polls_and_what_nobody_knows(
    emulator: Emulator, webhook: Receiver
) -> None:
    siti = emulator.citizen(SITI)
    siti.send("location", latitude=-6.1, longitude=106.9)
    siti.send("contacts")
    siti.send("unsupported")
    siti.send("hologram", body={"depth": 3})
    assert emulator.wait_idle()
    location, contacts, unsupported, hologram = webhook.messages()
    assert location["location"] == {"latitude": -6.1, "longitude": 106.9}
    assert contacts["contacts"][0]["phones"][0]["wa_id"] == SITI
    assert unsupported["errors"][0]["code"] == 131051
    assert hologram["hologram"] == {"depth": 3}


def test_a_reaction_points_at_its_message(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    target = office.say("sudah siap").message_id
    siti.send("reaction", message_id=target, emoji="👍")
    assert emulator.wait_idle()
    assert webhook.messages()[-1]["reaction"] == {"message_id": target, "emoji": "👍"}


def test_a_phone_keeps_its_last_two_hundred_bubbles(emulator: Emulator) -> None:
    emulator.say_all([{"phone": SITI, "text": str(n)} for n in range(250)])
    shown = emulator.citizen(SITI).phone_shows()
    assert len(shown) == 200
    assert shown[-1].text == "249"
