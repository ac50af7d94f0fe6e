import pytest

from loket.channels.types import Choice, OutboundMessage
from loket.channels.whatsapp.limits import length
from loket.channels.whatsapp.shape import check, shape


def message(count=0, *, title="Jam {}", description="", **fields):
    choices = [Choice(f"c{n}", title.format(n), description) for n in range(count)]
    given = {"words": "Halo", "phone": "62811", "choices": choices, **fields}
    return OutboundMessage(**given)


def test_words_alone_are_a_text():
    assert shape(message(reference="7")) == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": "62811",
        "type": "text",
        "text": {"body": "Halo", "preview_url": False},
        "biz_opaque_callback_data": "7",
    }


def test_person_without_a_number_is_addressed_by_user_id():
    request = shape(message(phone="", user_id="ID.siti"))
    assert request["recipient"] == "ID.siti"
    assert "to" not in request


def test_phone_wins_over_user_id():
    assert "recipient" not in shape(message(user_id="ID.siti"))


def test_up_to_three_short_choices_are_buttons():
    shaped = shape(message(3))["interactive"]
    assert shaped["type"] == "button"
    assert shaped["action"]["buttons"][2] == {
        "type": "reply",
        "reply": {"id": "c2", "title": "Jam 2"},
    }


@pytest.mark.parametrize(
    "many",
    [message(4), message(2, description="sisa 3"), message(2, title="x" * 20 + "{}")],
)
def test_more_longer_or_described_choices_are_a_list(many):
    shaped = shape(many)["interactive"]
    assert shaped["type"] == "list"
    assert len(shaped["action"]["sections"][0]["rows"]) == len(many.choices)
    assert shaped["action"]["button"]
    assert check(many) == []


def test_list_has_label_and_descriptions():
    action = shape(message(4, description="d", label="Pilih"))["interactive"]["action"]
    assert action["button"] == "Pilih"
    assert action["sections"][0]["rows"][0]["description"] == "d"


def test_code_is_an_image_with_caption():
    request = shape(message(qr="LKT"), "m1")
    assert request["type"] == "image"
    assert request["image"] == {"id": "m1", "caption": "Halo"}


def test_code_over_buttons_is_their_header():
    shaped = shape(message(2, qr="LKT"), "m1")["interactive"]
    assert shaped["header"] == {"type": "image", "image": {"id": "m1"}}


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (message(phone=""), "nobody"),
        (message(words=" "), "no words"),
        (message(words="x" * 4097), "4096 are the most"),
        (message(words="x" * 1025, qr="q"), "1024 are the most"),
        (message(1, words="x" * 1025), "1024 are the most"),
        (message(words="\ud83d"), "half a character"),
        (message(reference="x" * 513), "512 are the most"),
        (message(11), "10 are the most"),
        (message(4, title="x" * 24 + "{}"), "24 are the most"),
        (message(4, description="x" * 73), "72 are the most"),
        (message(4, label="x" * 21), "20 are the most"),
        (message(4, qr="q"), "three short choices"),
        (message(2, title="sama"), "same title"),
        (message(1, title=" "), "no title"),
        (message(choices=[Choice("a", "A"), Choice("a", "B")]), "same id"),
        (message(choices=[Choice("x" * 257, "A")]), "256 are the most"),
        (message(choices=[Choice("x" * 201, "A", "d")]), "200 are the most"),
    ],
)
def test_mistake_of_ours_is_named(wrong, problem):
    assert problem in "; ".join(check(wrong))


@pytest.mark.parametrize(
    "right", [message(words="x" * 4096), message(3, words="x" * 1024), message(10)]
)
def test_message_at_the_limit_is_right(right):
    assert check(right) == []


def test_emoji_counts_as_two():
    assert (length("é"), length("👍")) == (1, 2)
