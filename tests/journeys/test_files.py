"""Files that citizens send arrive sealed, and are what they say they are."""

from __future__ import annotations

from tests.desk.desk import Desk

STATES = (
    "select f.kind, f.state, f.content_type from messaging_file f "
    "join messaging_conversation c on c.id = f.conversation_id "
    "join contacts_identity i on i.contact_id = c.contact_id "
    "where i.value = %s order by f.id"
)
WANTED_OR_FETCHING = "select count(*) from messaging_file where state < 2"


def test_what_a_citizen_sends_is_fetched_and_known_by_its_bytes(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    for kind in ("image", "voice", "document"):
        siti.sends(kind)
    desk.settles()
    desk.until(lambda: desk.value(WANTED_OR_FETCHING) == 0, what="files are missing")

    assert [(kind, type_) for kind, _, type_ in desk.rows(STATES, siti.key)] == [
        ("image", "image/png"),
        ("audio", "audio/ogg"),
        ("document", "application/pdf"),
    ]
    assert {state for _, state, _ in desk.rows(STATES, siti.key)} == {2}
