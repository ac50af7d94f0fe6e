"""A reminder comes, is answered, and the agenda knows; and when none may come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.desk.desk import Desk
from tests.desk.guests import Guest

LAST = "(select id from bookings_booking where code = %s)"
ABOUT = f"parameters->>'booking' = {LAST}::text"
LATER = "now() + interval '30 minutes'"


@pytest.fixture
def desk(desk: Desk) -> Iterator[Desk]:
    """A desk whose offices are never quiet: a test may run at night."""
    desk.change("update offices_office set quiet_from = '00:00', quiet_until = '00:00'")
    yield desk
    desk.change("update offices_office set quiet_from = '20:00', quiet_until = '07:00'")


def booked(desk: Desk, name: str) -> tuple[Guest, str]:
    """Somebody with a booking far enough ahead to be reminded twice."""
    guest = desk.citizen(name)
    guest.comes_to("Kantor Tirtasari", day=3).taps(2).says(guest.introduction)
    guest.taps("Ya, pesan").hears("Terpesan")
    return guest, guest.code


def comes_due(desk: Desk, code: str, kind: str = "reminder.day") -> None:
    """Let the time of a reminder come."""
    changed = desk.change(
        f"update messaging_notice set due_at = now(), expires_at = {LATER}"
        f" where kind = %s and {ABOUT}",
        kind,
        code,
    )
    assert changed == 1


def window_closes(desk: Desk, code: str) -> None:
    """Let more than a day pass since somebody wrote."""
    desk.change(
        "update messaging_conversation c"
        " set last_inbound_at = now() - interval '25 hours'"
        " from bookings_booking b where b.contact_id = c.contact_id and b.code = %s",
        code,
    )


def answer(desk: Desk, code: str) -> Any:
    """Whether the booking's owner was reminded, and says that they come."""
    return desk.value(
        "select r.coming_at is not null from bookings_reminder r"
        f" where r.said_at is not null and r.booking_id = {LAST}",
        code,
    )


def test_a_reminder_is_answered_with_one_tap(desk: Desk) -> None:
    siti, code = booked(desk, "Siti Aminah")
    comes_due(desk, code)

    siti.waits().hears("Pengingat dari Kantor Tirtasari", code, "WIB")
    assert answer(desk, code) is False
    siti.taps("Saya akan datang").hears("tercatat", code)
    assert answer(desk, code) is True
    siti.hears_nothing_more()


def test_a_reminder_leads_to_a_cancellation(desk: Desk) -> None:
    budi, code = booked(desk, "Budi")
    comes_due(desk, code)

    budi.waits().taps("Batalkan antrean").taps("Ya, batalkan").hears("sudah dibatalkan")
    assert (
        desk.rows(
            f"select 1 from messaging_notice where state = 0 and {ABOUT}",
            code,
        )
        == []
    )


def test_after_a_day_a_template_comes_and_its_button_works(desk: Desk) -> None:
    rina, code = booked(desk, "Rina")
    desk.until(
        lambda: bool(desk.rows("select 1 from messaging_template limit 1")),
        what="no templates were read from the platform",
    )
    window_closes(desk, code)
    comes_due(desk, code)

    rina.waits().hears("Pengingat dari Kantor Tirtasari", code)
    assert rina.heard.details["template"] == "visit_reminder_day_1"
    rina.taps("Saya akan datang").hears("tercatat", code)
    assert answer(desk, code) is True


def test_who_has_cancelled_hears_nothing_more(desk: Desk) -> None:
    siti, code = booked(desk, "Siti")
    siti.says("batal").says("ya").hears("sudah dibatalkan")

    assert (
        desk.rows(
            f"select 1 from messaging_notice where {ABOUT}",
            code,
        )
        == []
    )


def test_in_quiet_hours_a_reminder_waits(desk: Desk) -> None:
    siti, code = booked(desk, "Siti")
    desk.change(
        "update offices_office set"
        " quiet_from = (now() at time zone zone)::time - interval '1 hour',"
        " quiet_until = (now() at time zone zone)::time + interval '1 hour'"
    )
    comes_due(desk, code)
    siti.hears_nothing_more(2.5)

    desk.change("update offices_office set quiet_from = '00:00', quiet_until = '00:00'")
    siti.waits().hears("Pengingat", code)
