"""What a key may be allowed to do."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """One right of a key. Values are stored and part of the API: never rename one."""

    CASES_READ = "cases:read"
    CASES_WRITE = "cases:write"
    BOOKINGS_READ = "bookings:read"
    BOOKINGS_WRITE = "bookings:write"
    SLOTS_READ = "slots:read"
    SLOTS_WRITE = "slots:write"
    PEOPLE_READ = "people:read"
    PEOPLE_ERASE = "people:erase"
    WEBHOOKS = "webhooks"
