"""The templates that must stand at the provider fit its rules, and stay as approved."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from loket.dialogue import words
from loket.dialogue.notices import compose, invitation, templates

# Meta, "Template components" and its error codes, read 24 November 2026.
MOST_BODY, MOST_BUTTON = 1024, 25
NAME = re.compile(r"[a-z0-9_]{1,512}")
# What an approved name stands for. New words need a new name, and a new line here.
APPROVED = {
    "visit_reminder_day_1": "9a66e0ec542e",
    "visit_reminder_hours_1": "898ad21bb873",
    "visit_reminder_evening_1": "536569ba428c",
    "officer_answered_1": "58b606f0c126",
    "visit_moved_1": "82877faf379f",
    "visit_cancelled_1": "96564513be74",
    "case_news_1": "e5a234e43127",
    "case_missed_1": "02754aac592e",
    "case_uncollected_1": "2eff76877077",
    "data_erased_1": "c113706febb9",
}

REQUESTS = templates.requests()
each = pytest.mark.parametrize(
    "request_", REQUESTS, ids=lambda it: f"{it['name']}-{it['language']}"
)


def body(request_) -> str:
    return request_["components"][0]["text"]


def buttons(request_) -> list[str]:
    return [it["text"] for it in request_["components"][1]["buttons"]]


def test_every_kind_of_notice_has_its_template():
    assert set(templates.needed()) == {*compose.KINDS, invitation.KIND}


@each
def test_a_template_keeps_the_limits(request_):
    assert NAME.fullmatch(request_["name"])
    assert len(body(request_)) <= MOST_BODY
    assert all(len(text) <= MOST_BUTTON for text in buttons(request_))
    assert len(set(buttons(request_))) == len(buttons(request_))


@each
def test_no_variable_stands_first_or_last(request_):
    said = body(request_)

    assert not said.startswith("{{")
    assert not said.rstrip(".!?").endswith("}}")


@each
def test_every_variable_has_an_example(request_):
    named = request_["components"][0]["example"]["body_text_named_params"]

    assert [it["param_name"] for it in named] == re.findall(
        r"\{\{(\w+)\}\}", body(request_)
    )
    assert all(it["example"] for it in named)


def test_the_words_of_an_approved_name_do_not_change():
    said = {}
    for one in REQUESTS:
        said.setdefault(one["name"], []).append([body(one), buttons(one)])

    assert {name: digest(parts) for name, parts in said.items()} == APPROVED


def digest(parts) -> str:
    packed = json.dumps(parts, ensure_ascii=False).encode()
    return hashlib.blake2b(packed, digest_size=6).hexdigest()


def test_the_training_platform_has_them_all():
    root = Path(words.__file__).resolve().parents[2]
    seeds = json.loads((root / "emulator/seeds/templates.json").read_text("utf-8"))
    there = {(it["name"], it["language"]): it for it in seeds}

    for one in REQUESTS:
        seed = there[one["name"], one["language"]]
        assert seed["components"] == one["components"]
        assert seed["parameter_format"] == one["parameter_format"]


def test_a_value_is_one_line():
    needed = templates.needed()["reminder.day"]
    facts = dict.fromkeys(templates.variables(needed, "id"), "Kantor\n  Satu\t Dua ")

    filled = templates.fill(needed, "id", facts, ["come:1", "cancel:1"])

    assert {gap.words for gap in filled.gaps} == {"Kantor Satu Dua"}
    assert [button.value for button in filled.buttons] == ["come:1", "cancel:1"]
