"""Around an answer the channel shows that we read, and counts what it costs."""

from __future__ import annotations

from tests.desk.desk import Desk


def test_a_citizen_sees_that_they_were_read(desk: Desk) -> None:
    siti = desk.citizen("Siti Aminah")
    siti.says("halo").hears("mesin penjawab otomatis")

    def ticks() -> set[str]:
        shown = siti.phone.phone_shows()
        return {one.status for one in shown if one.author != "office"}

    desk.until(lambda: ticks() == {"read"})


def test_every_answer_keeps_what_it_costs_and_whom(desk: Desk) -> None:
    siti = desk.citizen("Siti Aminah")
    siti.books()
    desk.settles()

    found = desk.rows(
        "select distinct m.category, m.billable is null, o.code"
        " from messaging_message m"
        " left join offices_office o on o.id = m.office_id"
        " where m.direction = 'out' and m.conversation_id in ("
        "   select conversation_id from messaging_message where external_id = %s)",
        siti.heard.id,
    )
    assert {category for category, _, _ in found} == {"service"}
    assert not any(is_unknown for _, is_unknown, _ in found)
    assert {office for _, _, office in found} == {None, "TS"}
