"""Templates, files and requests: their shape, and what is refused before sending."""

import pytest

from loket.channels.outgoing import (
    Ask,
    ButtonKind,
    Gap,
    Media,
    MediaKind,
    Template,
    TemplateButton,
)
from loket.channels.types import Choice, OutboundMessage
from loket.channels.whatsapp.shape import check, shape

PNG = b"\x89PNG"


def template(name="visit_reminder", language="id", **parts):
    return OutboundMessage(
        "Halo", phone="62811", template=Template(name, language, **parts)
    )


def media(kind=MediaKind.IMAGE, words="Halo", **fields):
    return OutboundMessage(words, phone="62811", media=Media(kind, **fields))


def ask(ask=Ask.LOCATION, words="Di mana?", **fields):
    return OutboundMessage(words, phone="62811", ask=ask, **fields)


def test_numbered_gaps_stand_in_their_order():
    shaped = shape(template(gaps=[Gap("LKT-7"), Gap("Senin")]))

    assert shaped["type"] == "template"
    assert shaped["template"] == {
        "name": "visit_reminder",
        "language": {"code": "id"},
        "components": [
            {
                "type": "body",
                "parameters": [
                    {"type": "text", "text": "LKT-7"},
                    {"type": "text", "text": "Senin"},
                ],
            }
        ],
    }


def test_named_gaps_carry_their_names():
    shaped = shape(template(gaps=[Gap("Siti", "name")]))

    (body,) = shaped["template"]["components"]
    assert body["parameters"] == [
        {"type": "text", "parameter_name": "name", "text": "Siti"}
    ]


def test_template_without_gaps_has_no_components():
    assert "components" not in shape(template())["template"]


@pytest.mark.parametrize(
    ("kind", "parameter"),
    [
        (ButtonKind.QUICK_REPLY, {"type": "payload", "payload": "v"}),
        (ButtonKind.URL, {"type": "text", "text": "v"}),
        (ButtonKind.COPY_CODE, {"type": "coupon_code", "coupon_code": "v"}),
    ],
)
def test_buttons_of_a_template_stand_at_their_places(kind, parameter):
    message = template(buttons=[TemplateButton(1, "v", kind)])

    (button,) = shape(message)["template"]["components"]
    assert button == {
        "type": "button",
        "sub_type": kind.value,
        "index": "1",
        "parameters": [parameter],
    }
    assert check(message) == []


def test_header_of_a_template_is_words_or_a_file():
    words = shape(template(header=[Gap("Kabar")]))["template"]["components"]
    message = OutboundMessage(
        "Halo",
        phone="62811",
        template=Template("a", "id"),
        media=Media(MediaKind.DOCUMENT, "m1", filename="a.pdf"),
    )
    (file,) = shape(message)["template"]["components"]

    assert words[0]["parameters"] == [{"type": "text", "text": "Kabar"}]
    document = {"id": "m1", "filename": "a.pdf"}
    assert file["parameters"] == [{"type": "document", "document": document}]


def test_file_by_id_has_its_words_as_caption():
    assert shape(media(id="m1"))["image"] == {"id": "m1", "caption": "Halo"}


def test_uploaded_file_goes_by_its_new_id():
    kept = media(MediaKind.DOCUMENT, key="k", filename="Surat.pdf", data=b"%PDF")

    assert shape(kept, "m9")["document"] == {
        "id": "m9",
        "caption": "Halo",
        "filename": "Surat.pdf",
    }


@pytest.mark.parametrize("kind", [MediaKind.AUDIO, MediaKind.STICKER])
def test_sounds_and_stickers_show_no_words(kind):
    assert shape(media(kind, id="m1"))[kind.value] == {"id": "m1"}


@pytest.mark.parametrize(
    ("asked", "type_", "action"),
    [
        (Ask.LOCATION, "location_request_message", "send_location"),
        (Ask.CONTACT, "request_contact_info", "request_contact_info"),
    ],
)
def test_a_request_names_what_it_asks_for(asked, type_, action):
    shaped = shape(ask(asked))["interactive"]

    assert shaped == {
        "type": type_,
        "body": {"text": "Di mana?"},
        "action": {"name": action},
    }


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (template(name="Visit Reminder"), "malformed"),
        (template(language="Indonesian"), "malformed"),
        (template(gaps=[Gap("a", "one"), Gap("b")]), "with and without names"),
        (template(gaps=[Gap("a", "one"), Gap("b", "one")]), "twice"),
        (template(gaps=[Gap("a", "One")]), "malformed gap"),
        (template(gaps=[Gap(" ")]), "gap empty"),
        (template(gaps=[Gap("a\nb")]), "line break"),
        (template(gaps=[Gap("a     b")]), "many spaces"),
        (template(gaps=[Gap("x" * 1025)]), "1024 are the most"),
        (template(header=[Gap("x" * 61)]), "60 are the most"),
        (template(header=[Gap("a"), Gap("b")]), "one gap at most"),
        (template(buttons=[TemplateButton(0, "")]), "carries nothing"),
        (template(buttons=[TemplateButton(0, "x" * 129)]), "128 are the most"),
        (template(buttons=[TemplateButton(0, "a")] * 2), "one place"),
        (template(buttons=[TemplateButton(10, "a")]), "beyond the last"),
        (media(), "not there"),
        (media(key="k"), "not there"),
        (media(data=b"x", mime_type="text/html"), "no image"),
        (media(data=b"x" * (5 * 1024**2 + 1), mime_type="image/png"), "are the most"),
        (media(id="m", words="x" * 1025), "1024 are the most"),
        (media(id="m", filename="x" * 241), "240 are the most"),
        (ask(words=" "), "no words"),
        (ask(words="x" * 1025), "1024 are the most"),
        (ask(choices=[Choice("a", "A")]), "do not go with"),
        (ask(qr="LKT"), "do not go with"),
        (ask(media=Media(MediaKind.IMAGE, "m")), "cannot go with a request"),
        (template(gaps=[Gap("\ud83d")]), "half a character"),
    ],
)
def test_mistake_of_ours_is_named(wrong, problem):
    assert problem in "; ".join(check(wrong))


@pytest.mark.parametrize(
    "right",
    [
        template(gaps=[Gap("x" * 1024)]),
        template(language="en_US", gaps=[Gap("a    b", "gap_1")]),
        media(data=PNG, mime_type="image/png", words=""),
        media(MediaKind.DOCUMENT, data=b"x", mime_type="application/pdf"),
        ask(Ask.CONTACT),
    ],
)
def test_message_within_the_limits_is_right(right):
    assert check(right) == []
