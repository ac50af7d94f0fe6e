import json
from typing import Any

import pytest

from emulator.client import Citizen, Emulator, EmulatorRefused
from tests.emulator.graph import Office
from tests.emulator.receiver import Receiver
from tests.emulator.template_help import PATH, body, make, send


def told(webhook: Receiver, field: str) -> list[dict[str, Any]]:
    return [value for one in list(webhook.received) for value in one.told(field)]


def test_templates_come_in_pages(emulator: Emulator, office: Office) -> None:
    path = f"{PATH}?limit=2"
    seen: list[str] = []
    while path:
        page = office.get(path).body
        assert len(page["data"]) <= 2
        seen += [template["id"] for template in page["data"]]
        path = page["paging"].get("next", "").removeprefix(office.base_url)
    assert len(seen) == len(set(seen)) == len(emulator.templates())


def test_a_template_shows_the_fields_that_are_asked_for(office: Office) -> None:
    found = office.get(f"{PATH}?name=hello_world&fields=name,quality_score").body
    (template,) = found["data"]
    assert template.keys() == {"id", "name", "quality_score"}
    assert office.get(f"/{template['id']}").body["status"] == "APPROVED"
    assert office.get(f"{PATH}?name=hello_world&fields=colour").error["code"] == 100


def test_a_template_waits_for_its_review_and_the_office_is_told(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    emulator.switch(review_s=3600)
    made = make(office).body
    assert made["status"] == "PENDING"
    assert send(office, "kabar_siap", "paspor").error["code"] == 132001
    emulator.leap(hours=1)
    webhook.wait_for(2)
    (value,) = told(webhook, "message_template_status_update")
    assert value == {
        "message_template_id": int(made["id"]),
        "message_template_name": "kabar_siap",
        "message_template_language": "id",
        "event": "APPROVED",
        "reason": "NONE",
        "message_template_category": "UTILITY",
    }
    assert send(office, "kabar_siap", "paspor").status == 200
    assert siti.hears().text == "Siap diambil: paspor."


def test_a_review_may_refuse_and_says_why(
    emulator: Emulator, office: Office, webhook: Receiver
) -> None:
    emulator.switch(review="reject")
    make(office)
    webhook.wait_for(1)
    (value,) = told(webhook, "message_template_status_update")
    assert (value["event"], value["reason"]) == ("REJECTED", "INVALID_FORMAT")
    assert value["rejection_info"]["recommendation"]
    assert emulator.template("kabar_siap", "id")["status"] == "REJECTED"
    assert send(office, "kabar_siap", "a").error["code"] == 132001


def test_a_review_may_never_come(emulator: Emulator, office: Office) -> None:
    emulator.switch(review="never")
    make(office)
    emulator.leap(hours=100)
    assert emulator.template("kabar_siap", "id")["status"] == "PENDING"


def test_a_review_may_make_a_template_dearer(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    emulator.switch(recategorise=True)
    make(office)
    webhook.wait_for(3)
    (value,) = told(webhook, "template_category_update")
    assert (value["previous_category"], value["new_category"]) == (
        "UTILITY",
        "MARKETING",
    )
    send(office, "kabar_siap", "a")
    assert emulator.wait_idle()
    assert webhook.statuses()[-1]["pricing"]["category"] == "marketing"


def test_bad_quality_pauses_for_three_then_six_hours_and_ends_the_third_time(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    emulator.add_template("kabar", "id", "Ini kabar.")
    for hours in (3, 6):
        emulator.judge("kabar", "id", quality="RED")
        assert send(office, "kabar").error["code"] == 132015
        emulator.leap(hours=hours - 0.1)
        assert send(office, "kabar").error["code"] == 132015
        before = len(webhook.received)
        emulator.leap(hours=0.2)
        webhook.wait_for(before + 1)
        assert send(office, "kabar").status == 200
    emulator.judge("kabar", "id", quality="RED")
    assert send(office, "kabar").error["code"] == 132016
    assert emulator.wait_idle()
    moves = [v["event"] for v in told(webhook, "message_template_status_update")]
    assert moves == ["PAUSED", "REINSTATED", "PAUSED", "REINSTATED", "DISABLED"]
    scores = told(webhook, "message_template_quality_update")
    assert scores[0]["previous_quality_score"] == "UNKNOWN"
    assert scores[0]["new_quality_score"] == "RED"


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ("PAUSED", 132015),
        ("DISABLED", 132016),
        ("REJECTED", 132001),
        ("ARCHIVED", 132001),
        ("IN_APPEAL", 132001),
        ("FLAGGED", 0),
    ],
)
def test_a_state_decides_what_a_sender_hears(
    emulator: Emulator, office: Office, siti: Citizen, event: str, code: int
) -> None:
    emulator.judge("hello_world", "en_US", event=event)
    answer = send(office, "hello_world", language="en_US")
    assert (answer.error["code"] if code else answer.status) == (code or 200)


def test_a_verdict_of_unknown_words_is_refused(emulator: Emulator) -> None:
    for wrong in ({"event": "BENT"}, {"category": "X"}, {"quality": "PINK"}):
        with pytest.raises(EmulatorRefused, match="422"):
            emulator.judge("hello_world", "en_US", **wrong)


def test_a_changed_template_is_reviewed_again_and_its_words_are_told(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    emulator.switch(review="never")
    node = emulator.template("pengingat_kunjungan", "id")["id"]
    changed = json.dumps({"components": [body("Baru: {{1}}.")]}).encode()
    assert office.ask("POST", f"/v26.0/{node}", changed).body == {"success": True}
    assert send(office, "pengingat_kunjungan", "a").error["code"] == 132001
    assert office.ask("POST", f"/v26.0/{node}", changed).error["code"] == 100
    webhook.wait_for(2)
    (value,) = told(webhook, "message_template_components_update")
    assert value["message_template_element"] == "Baru: {{1}}."


def test_one_language_of_a_template_can_be_deleted_by_its_id(
    emulator: Emulator, office: Office
) -> None:
    node = emulator.template("pengingat_kunjungan", "en")["id"]
    path = f"{PATH}?name=pengingat_kunjungan&hsm_id={node}"
    assert office.ask("DELETE", path).body == {"success": True}
    left = [t["language"] for t in emulator.templates() if "kunjungan" in t["name"]]
    assert left == ["id"]
    assert office.ask("DELETE", f"{PATH}?name=pengingat_kunjungan").status == 200
    assert office.ask("DELETE", f"{PATH}?name=pengingat_kunjungan").status == 400


def test_a_code_is_refused_to_a_user_id(
    emulator: Emulator, office: Office, siti: Citizen
) -> None:
    emulator.switch(review="never")
    emulator.call(
        "POST",
        "/control/templates",
        {
            "name": "kode",
            "language": "id",
            "category": "AUTHENTICATION",
            "components": [{"type": "BODY", "add_security_recommendation": True}],
        },
    )
    text = [{"type": "text", "text": "1234"}]
    template = {
        "name": "kode",
        "language": {"code": "id"},
        "components": [{"type": "body", "parameters": text}],
    }
    user_id = emulator.call("GET", "/control/citizens")["citizens"][0]["user_id"]
    refused = office.send(
        to=None, recipient=user_id, type="template", template=template
    )
    assert refused.error["code"] == 131062
    assert office.send(type="template", template=template).status == 200


def test_nobody_who_stopped_marketing_gets_it(
    emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    emulator.add_template("kabar", "id", "Ini kabar.", category="MARKETING")
    siti.prefers("stop")
    assert emulator.wait_idle()
    assert send(office, "kabar").status == 200
    assert emulator.wait_idle()
    assert webhook.statuses()[-1]["errors"][0]["code"] == 131050
    siti.prefers("resume")
    send(office, "kabar")
    assert siti.hears().text == "Ini kabar."
