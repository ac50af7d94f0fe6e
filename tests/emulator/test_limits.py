from typing import Any

import pytest

from emulator.client import Citizen
from emulator.limits import LIMITS, length
from tests.emulator.graph import Office


def rows(count: int) -> list[dict[str, str]]:
    return [{"id": f"r{n}", "title": f"Jam {n}"} for n in range(count)]


def test_every_limit_names_its_source() -> None:
    assert all(number > 0 and source for number, source in LIMITS.values())


def test_length_counts_utf16_units_as_the_strictest_reading() -> None:
    assert length("aé😀") == 4


def test_text_may_have_4096_characters_and_not_one_more(
    office: Office, siti: Citizen
) -> None:
    assert office.say("a" * 4096).status == 200
    answer = office.say("a" * 4097)
    assert answer.status == 400
    assert answer.error["code"] == 100
    assert "4096" in answer.error["message"]


def test_empty_text_is_refused(office: Office, siti: Citizen) -> None:
    assert office.say("  ").error["code"] == 100


def test_what_buttons_may_be(office: Office, siti: Citizen) -> None:
    assert office.offer("a" * 20, "b", "c").status == 200
    answer = office.offer("a" * 21)
    assert answer.error["code"] == 131009
    assert "Button title" in answer.error["error_data"]["details"]
    assert "Max length: 20" in answer.error["error_data"]["details"]
    assert office.offer("a", "b", "c", "d").error["code"] == 131009
    assert office.offer("sama", "sama").error["code"] == 131009
    assert office.offer().error["code"] == 131009


def test_what_words_around_buttons_may_be(office: Office, siti: Citizen) -> None:
    assert office.offer("Ya", words="a" * 1025).error["code"] == 131009
    assert office.offer("Ya", footer={"text": "a" * 61}).error["code"] == 131009
    header = {"type": "text", "text": "a" * 61}
    assert office.offer("Ya", header=header).error["code"] == 131009


def test_a_list_holds_ten_rows_in_all(office: Office, siti: Citizen) -> None:
    assert office.offer_list(rows(10)).status == 200
    assert office.offer_list(rows(11)).error["code"] == 131009
    sections = [
        {"title": "Pagi", "rows": rows(6)},
        {"title": "Siang", "rows": [{"id": f"s{n}", "title": "x"} for n in range(5)]},
    ]
    answer = office.offer_list([], sections=sections)
    assert "10" in answer.error["error_data"]["details"]


@pytest.mark.parametrize(
    "row",
    [
        {"id": "1", "title": "a" * 25},
        {"id": "a" * 201, "title": "Jam"},
        {"id": "1", "title": "Jam", "description": "a" * 73},
        {"id": "1"},
        {"id": 7, "title": "Jam"},
    ],
)
def test_rows_out_of_bounds_are_refused(
    office: Office, siti: Citizen, row: dict[str, Any]
) -> None:
    assert office.offer_list([row]).error["code"] == 131009


def test_rows_need_different_ids_and_several_sections_need_titles(
    office: Office, siti: Citizen
) -> None:
    twins = [{"id": "1", "title": "a"}, {"id": "1", "title": "b"}]
    assert office.offer_list(twins).error["code"] == 131009
    nameless = [{"rows": rows(1)}, {"rows": [{"id": "z", "title": "z"}]}]
    assert office.offer_list([], sections=nameless).error["code"] == 131009


def test_the_opaque_reference_has_512_characters(office: Office, siti: Citizen) -> None:
    assert office.say("a", biz_opaque_callback_data="r" * 512).status == 200
    assert office.say("a", biz_opaque_callback_data="r" * 513).error["code"] == 131009


@pytest.mark.parametrize(
    "fields",
    [
        {"messaging_product": None, "type": "text", "text": {"body": "a"}},
        {"type": "hologram", "hologram": {}},
        {"type": "text"},
        {"type": "text", "text": "a"},
        {"type": "text", "text": {"body": 7}},
        {"to": None, "type": "text", "text": {"body": "a"}},
        {"to": "nobody", "type": "text", "text": {"body": "a"}},
        {"type": "image", "image": {}},
        {"type": "image", "image": {"id": "404"}},
        {"type": "audio", "audio": {"link": "https://example.test", "caption": "a"}},
        {"type": "location", "location": {"latitude": 91, "longitude": 0}},
        {"type": "contacts", "contacts": []},
        {"type": "reaction", "reaction": {}},
        {"type": "interactive", "interactive": {"type": "button"}},
        {"type": "interactive", "interactive": {"type": "x", "action": {}}},
        {
            "type": "interactive",
            "interactive": {"type": "product", "action": {}},
            "context": "x",
        },
        {"type": "template", "template": {"name": "hello_world", "language": "id"}},
        {"type": ["text"], "text": {"body": "a"}},
    ],
)
def test_nonsense_is_refused_in_the_platforms_shape_and_never_breaks(
    office: Office, siti: Citizen, fields: dict[str, Any]
) -> None:
    answer = office.send(**fields)
    assert answer.status == 400
    assert answer.error["fbtrace_id"]
    assert answer.error["code"] in (100, 131008, 131009, 131051)
