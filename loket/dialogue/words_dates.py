"""
Days and hours in words: "Senin, 23 November 2026", "10.00 - 11.00 WIB".

The zone is always said: an agency may have offices in all three of Indonesia.
"""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date

_REGIONS = {"id": "id_ID", "en": "en_GB", "jv": "jv_ID", "su": "su_Latn_ID"}
_AT = {"id": "pukul", "en": "at", "jv": "jam", "su": "tabuh"}
_HOUR_MARK = {"id": ".", "en": ":"}
_DEFAULT = "id"


@lru_cache(maxsize=2000)
def long_day(language: str, day: date) -> str:
    """Return "Senin, 23 November 2026" or "Monday, 23 November 2026"."""
    return format_date(day, "EEEE, d MMMM y", locale=region(language))


@lru_cache(maxsize=2000)
def short_day(language: str, day: date) -> str:
    """Return "Sen 23 Nov" or "Mon 23 Nov"."""
    return format_date(day, "EEE d MMM", locale=region(language))


def plain_date(language: str, day: date) -> str:
    """Return "12 Maret 1990" or "12 March 1990"."""
    return format_date(day, "d MMMM y", locale=region(language))


def hour(language: str, moment: time) -> str:
    """Return "10.00" in Indonesian, "10:00" in English."""
    mark = _HOUR_MARK.get(language, _HOUR_MARK[_DEFAULT])
    return f"{moment.hour:02}{mark}{moment.minute:02}"


def hours(language: str, starts_at: time, ends_at: time) -> str:
    """Return "10.00 - 11.00"."""
    return f"{hour(language, starts_at)} - {hour(language, ends_at)}"


@cache
def zone_name(zone: str) -> str:
    """Return WIB, WITA or WIT for an IANA name of Indonesia."""
    # Indonesia has no summer time, so any day gives the same name.
    return datetime(2026, 1, 1, tzinfo=ZoneInfo(zone)).tzname() or zone


def moment(language: str, at: datetime, zone: str) -> str:
    """Return a moment on the office's clock: "Jumat, 27 November 2026 pukul 07.00
    WIB"."""
    local = at.astimezone(ZoneInfo(zone))
    at_word = _AT.get(language, _AT[_DEFAULT])
    day = long_day(language, local.date())
    return f"{day} {at_word} {hour(language, local.time())} {zone_name(zone)}"


def clock(language: str, at: datetime, zone: str) -> str:
    """Return "10.15 WIB": a moment of today on the office's clock."""
    return f"{hour(language, at.astimezone(ZoneInfo(zone)).time())} {zone_name(zone)}"


def weekday(language: str, number: int) -> str:
    """Return "Senin" or "Monday" for 0."""
    # Any Monday will do.
    return format_date(date(2024, 1, 1 + number), "EEEE", locale=region(language))


def region(language: str) -> str:
    """Return the locale by which days and amounts of a language are written."""
    return _REGIONS.get(language, _REGIONS[_DEFAULT])
