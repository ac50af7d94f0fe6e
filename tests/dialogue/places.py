"""Where and when the talks of the tests take place."""

from __future__ import annotations

from datetime import UTC, date, datetime

from loket.dialogue import commands as c

# Monday, 23 November 2026, 09:00 WIB.
MONDAY = date(2026, 11, 23)
AGENCY = "Imigrasi Tirtasari"
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

NEW = c.ServiceView(
    1,
    {"id": "Paspor baru", "en": "New passport"},
    {
        "id": "KTP, KK, akta lahir",
        "en": "Identity card, family card, birth certificate",
    },
)
RENEWAL = c.ServiceView(
    2,
    {"id": "Penggantian paspor", "en": "Passport renewal"},
    {"id": "KTP dan paspor lama", "en": "Identity card and the old passport"},
)
WEST = c.OfficeView(
    1, "TS", "Imigrasi Tirtasari", "Tirtasari", "Asia/Jakarta", "Jalan Melati 1"
)
MIDDLE = c.OfficeView(
    2, "PL", "Imigrasi Palewa", "Palewa", "Asia/Makassar", "Jalan Karang 2"
)
EAST = c.OfficeView(
    3, "WB", "Imigrasi Wambena", "Wambena", "Asia/Jayapura", "Jalan Cendrawasih 3"
)


def born(text: str) -> date:
    """Return a date from "1990-03-12"."""
    return date.fromisoformat(text)
