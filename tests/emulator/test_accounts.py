import json
from typing import Any, get_args

import pytest

from emulator.accounts import TROUBLES
from emulator.client import Citizen, Emulator
from emulator.switches import AccountState
from tests.emulator.graph import ACCOUNT, NUMBER, TOKEN, Answer, Office
from tests.emulator.receiver import Receiver

HELLO: dict[str, Any] = {"name": "hello_world", "language": {"code": "en_US"}}
BUDI, RINA = "6281200000002", "6281200000003"


def post(office: Office, path: str, **fields: Any) -> Answer:
    return office.ask("POST", path, json.dumps(fields).encode())


@pytest.mark.parametrize(
    ("state", "status", "code"),
    [
        ("token_expired", 401, 190),
        ("no_permission", 403, 10),
        ("no_asset", 403, 131005),
        ("locked", 403, 131031),
        ("banned", 403, 368),
        ("unregistered", 400, 133010),
        ("name_pending", 400, 131037),
        ("maintenance", 503, 131057),
    ],
)
def test_a_troubled_account_cannot_send(
    emulator: Emulator,
    office: Office,
    siti: Citizen,
    state: str,
    status: int,
    code: int,
) -> None:
    with emulator.switched(account=state):
        answer = office.say("halo")
        assert (answer.status, answer.error["code"]) == (status, code)
    assert office.say("halo").status == 200


def test_every_state_of_an_account_does_something() -> None:
    assert set(get_args(AccountState)) - {"ok"} == set(TROUBLES)


def test_an_expired_token_opens_no_door_and_says_why(
    emulator: Emulator, office: Office
) -> None:
    emulator.switch(account="token_expired")
    error = office.get(f"/v26.0/{NUMBER}").error
    assert (error["code"], error["error_subcode"]) == (190, 463)
    assert "expired" in error["message"]


def test_unpaid_bills_are_told_by_status_only(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    emulator.switch(account="unpaid")
    assert office.say("halo").status == 200
    assert emulator.wait_idle()
    (status,) = webhook.statuses()
    assert (status["status"], status["errors"][0]["code"]) == ("failed", 131042)


def test_a_restricted_number_may_answer_and_not_begin(
    emulator: Emulator, office: Office, siti: Citizen
) -> None:
    emulator.switch(account="restricted")
    assert office.say("jawaban").status == 200
    assert office.send(type="template", template=HELLO).status == 200
    answer = office.send(to=BUDI, type="template", template=HELLO)
    assert answer.error["code"] == 131048


def test_the_number_shows_its_state(emulator: Emulator, office: Office) -> None:
    emulator.switch(account="banned")
    assert office.get(f"/{NUMBER}?fields=status").body["status"] == "BANNED"


def test_a_business_reaches_only_so_many_people_a_day_outside_of_windows(
    emulator: Emulator, office: Office, siti: Citizen
) -> None:
    emulator.switch(limit_portfolio=1)
    assert office.send(to=BUDI, type="template", template=HELLO).status == 200
    assert office.send(to=BUDI, type="template", template=HELLO).status == 200
    assert office.send(type="template", template=HELLO).status == 200
    refused = office.send(to=RINA, type="template", template=HELLO)
    assert refused.error["code"] == 131064
    emulator.leap(hours=25)
    assert office.send(to=RINA, type="template", template=HELLO).status == 200


def test_calls_are_counted_shown_and_refused(
    emulator: Emulator, office: Office
) -> None:
    emulator.switch(limit_calls=4)
    answers = [office.get(f"/{NUMBER}") for _ in range(4)]
    used = [json.loads(a.headers["X-App-Usage"])["call_count"] for a in answers]
    assert used == [25, 50, 75, 100]
    assert office.get(f"/{NUMBER}").error["code"] == 4
    refused = office.get(f"/{ACCOUNT}")
    assert refused.error["code"] == 80007
    assert refused.error["is_transient"] is True
    (case,) = json.loads(refused.headers["X-Business-Use-Case-Usage"])[ACCOUNT]
    assert case["estimated_time_to_regain_access"] > 0
    emulator.leap(hours=1.1)
    assert office.get(f"/{NUMBER}").status == 200


def test_someone_without_whatsapp_is_found_out_by_status(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    siti.cannot_be_reached()
    assert office.say("halo").status == 200
    assert emulator.wait_idle()
    assert webhook.statuses()[-1]["errors"][0]["code"] == 131026
    siti.cannot_be_reached(0)
    office.say("sekarang")
    assert siti.hears().text == "sekarang"


def test_delivered_may_follow_failed(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    emulator.switch(late_delivered=True)
    siti.cannot_be_reached(131000)
    office.say("halo")
    assert emulator.wait_idle()
    assert [s["status"] for s in webhook.statuses()] == ["failed", "delivered"]


def test_a_voice_of_the_office_is_played(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    office.send(type="audio", audio={"link": "https://example.test/a.mp3"})
    assert emulator.wait_idle()
    assert webhook.statuses()[-1]["status"] == "played"


def test_the_token_can_be_inspected(office: Office) -> None:
    found = office.get(f"/v26.0/debug_token?input_token={TOKEN}").body["data"]
    assert found["is_valid"] is True
    assert set(found["scopes"]) == {
        "whatsapp_business_management",
        "whatsapp_business_messaging",
    }
    assert office.get("/debug_token?input_token=x").body["data"]["is_valid"] is False
    assert office.get(f"/{found['app_id']}/subscriptions").body["data"][0]["active"]


def test_an_app_that_is_not_subscribed_hears_nothing(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    assert emulator.wait_idle()
    path = f"/v26.0/{ACCOUNT}/subscribed_apps"
    assert office.ask("DELETE", path).body == {"success": True}
    assert office.get(path).body == {"data": []}
    siti.say("halo?")
    assert emulator.wait_idle()
    assert len(webhook.messages()) == 1
    assert post(office, path).body == {"success": True}
    siti.say("halo lagi")
    assert emulator.wait_idle()
    assert len(webhook.messages()) == 2


def test_a_blocked_citizen_is_not_heard(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    assert emulator.wait_idle()
    path = f"/v26.0/{NUMBER}/block_users"
    users = [{"user": "+6281200000001"}]
    answer = post(office, path, messaging_product="whatsapp", block_users=users)
    assert answer.body["block_users"]["added_users"][0]["wa_id"] == siti.phone
    assert office.get(path).body["data"][0]["wa_id"] == siti.phone
    siti.say("halo?")
    assert emulator.wait_idle()
    assert len(webhook.messages()) == 1
    assert post(office, path, block_users=[{"user": "x"}]).error["code"] == 139100
    office.ask("DELETE", path, json.dumps({"block_users": users}).encode())
    assert office.get(path).body["data"] == []


def test_a_number_is_verified_registered_and_taken_out_of_use(
    office: Office, siti: Citizen
) -> None:
    node = f"/v26.0/{NUMBER}"
    assert post(office, node + "/request_code", code_method="SMS").status == 200
    assert post(office, node + "/request_code").error["code"] == 100
    assert post(office, node + "/verify_code", code="123-456").status == 200
    assert post(office, node + "/verify_code", code="000000").error["code"] == 136025
    assert post(office, node, pin="111222").body == {"success": True}
    assert post(office, node, pin="1").error["code"] == 133005
    assert post(office, node + "/deregister").status == 200
    assert office.say("halo").error["code"] == 133010
    assert post(office, node + "/register", pin="999999").error["code"] == 133005
    assert post(office, node + "/register", pin="111222").status == 200
    assert office.say("halo").status == 200


def test_a_picture_goes_up_in_pieces_and_becomes_the_profiles(office: Office) -> None:
    path = "/v26.0/app/uploads?file_length=6&file_type=image/jpeg"
    node = office.ask("POST", path).body["id"]
    assert office.ask("POST", f"/v26.0/{node}", b"gambar").body["h"]
    assert office.get(f"/v26.0/{node}").body == {"id": node, "file_offset": 6}
    profile = f"/v26.0/{NUMBER}/whatsapp_business_profile"
    assert post(office, profile, profile_picture_handle="4:x").status == 200
    assert "profile_picture_url" in office.get(profile).body["data"][0]
    assert office.get("/v26.0/upload:none").error["code"] == 100


def test_settings_are_kept(office: Office) -> None:
    path = f"/v26.0/{NUMBER}/settings"
    change = {"user_identity_change": {"enable_identity_key_check": True}}
    assert post(office, path, **change).body == {"success": True}
    assert office.get(path).body["user_identity_change"] == {
        "enable_identity_key_check": True
    }


def test_every_answer_is_marked_as_training(office: Office) -> None:
    assert office.get(f"/{NUMBER}").headers["X-Training"] == "emulator"
