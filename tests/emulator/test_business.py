import hashlib
import hmac
import json

from emulator.client import Citizen, Emulator
from tests.emulator.graph import ACCOUNT, NUMBER, TOKEN, Office
from tests.emulator.receiver import Receiver


def test_the_number_describes_itself(office: Office) -> None:
    assert office.get(f"/v26.0/{NUMBER}").body == {
        "id": NUMBER,
        "display_phone_number": "+62 800-0000-0100",
        "verified_name": "Training Office",
        "quality_rating": "GREEN",
    }
    chosen = office.get(f"/v26.0/{NUMBER}?fields=verified_name,status").body
    assert chosen == {
        "id": NUMBER,
        "verified_name": "Training Office",
        "status": "CONNECTED",
    }
    assert office.get(f"/{NUMBER}?fields=colour").error["code"] == 100


def test_a_file_goes_up_and_comes_down_for_the_token_only(
    emulator: Emulator, office: Office, siti: Citizen
) -> None:
    media_id = office.upload(b"\x89PNG gambar").body["id"]
    described = office.get(f"/v26.0/{media_id}").body
    assert described["mime_type"] == "image/png"
    assert described["sha256"] == hashlib.sha256(b"\x89PNG gambar").hexdigest()
    path = described["url"].removeprefix(emulator.base_url)
    assert office.get(path).body == b"\x89PNG gambar"
    assert Office(emulator.base_url, token="x").get(path).status == 401
    office.send(type="image", image={"id": media_id, "caption": "kode"})
    heard = siti.hears()
    assert heard.text == "kode"
    assert emulator.fetch(heard.media_url) == b"\x89PNG gambar"
    assert office.ask("DELETE", f"/v26.0/{media_id}").body == {"success": True}
    assert office.get(f"/v26.0/{media_id}").error["code"] == 100


def test_the_address_of_a_file_ends_after_five_minutes(
    emulator: Emulator, office: Office
) -> None:
    media_id = office.upload(b"isi").body["id"]
    path = office.get(f"/{media_id}").body["url"].removeprefix(emulator.base_url)
    emulator.switch(clock_shift_s=301)
    assert office.get(path).status == 403
    emulator.switch(clock_shift_s=31 * 24 * 3600)
    assert office.get(f"/{media_id}").error["code"] == 100


def test_files_of_unknown_type_or_too_large_are_refused(office: Office) -> None:
    assert office.upload(b"a", "image/bmp").error["code"] == 100
    assert office.upload(bytes(5 * 1024 * 1024 + 1)).error["code"] == 131053
    assert office.upload(b"").error["code"] == 100


def test_a_new_webhook_must_answer_the_challenge(
    emulator: Emulator, office: Office, webhook: Receiver
) -> None:
    path = f"/v26.0/{ACCOUNT}/subscribed_apps"
    assert office.ask("POST", path, b"{}").body == {"success": True}
    wanted = {"override_callback_uri": webhook.url, "verify_token": "wrong"}
    assert office.ask("POST", path, json.dumps(wanted).encode()).status == 400
    wanted["verify_token"] = "training-verify-token"
    assert office.ask("POST", path, json.dumps(wanted).encode()).body["success"]
    shown = office.get(path).body["data"][0]
    assert shown["override_callback_uri"] == webhook.url
    emulator.set_webhook(webhook.url)


def test_the_profile_can_be_read_and_changed(office: Office) -> None:
    path = f"/v26.0/{NUMBER}/whatsapp_business_profile"
    assert office.get(path).body["data"][0]["vertical"] == "GOVT"
    changed = json.dumps({"messaging_product": "whatsapp", "about": "Buka"}).encode()
    assert office.ask("POST", path, changed).body == {"success": True}
    assert office.get(path).body["data"][0]["about"] == "Buka"
    too_long = json.dumps({"about": "a" * 140}).encode()
    assert office.ask("POST", path, too_long).error["code"] == 131009


def test_a_wrong_appsecret_proof_is_refused(office: Office) -> None:
    right = hmac.new(b"training-app-secret", TOKEN.encode(), hashlib.sha256).hexdigest()
    assert office.get(f"/{NUMBER}?appsecret_proof={right}").status == 200
    assert office.get(f"/{NUMBER}?appsecret_proof={right[::-1]}").error["code"] == 100
