"""
The words that an agency, or one of its offices, has chosen for itself, and the
languages it speaks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection, transaction
from django.db.models import QuerySet

from loket.lib import audit
from loket.lib.audit import Entry
from loket.lib.live import changes
from loket.offices.models import Agency, Office, OwnText, SpokenLanguage, Staff

Key = tuple[int, int, str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where own words are said: at one office, or at all of an agency's."""

    agency: Agency
    office: Office | None = None


@dataclass(frozen=True, slots=True)
class Everything:
    """
    Forms by (agency, office, language, key), office 0 for all of them, and languages
    switched on by agency.
    """

    texts: dict[Key, list[str]]
    languages: dict[int, set[str]]


def everything() -> Everything:
    """Return what all agencies have chosen."""
    languages: dict[int, set[str]] = {}
    for agency, code in SpokenLanguage.objects.values_list("agency_id", "code"):
        languages.setdefault(agency, set()).add(code)
    texts = {
        (one.agency_id, one.office_id or 0, one.language, one.key): one.forms
        for one in OwnText.objects.all()
    }
    return Everything(texts, languages)


def of(place: Place, language: str) -> dict[str, OwnText]:
    """Return the own words of just this place in one language, by key."""
    found = _at(place).select_related("changed_by").filter(language=language)
    return {one.key: one for one in found}


def languages(agency: Agency) -> set[str]:
    """Return the languages that an agency has switched on."""
    found = SpokenLanguage.objects.filter(agency=agency)
    return set(found.values_list("code", flat=True))


@transaction.atomic
def say(
    place: Place, key: tuple[str, str], forms: Sequence[str], by: Staff, now: datetime
) -> None:
    """Say the sentence of a (language, key) in these words from now on."""
    language, name = key
    OwnText.objects.update_or_create(
        agency=place.agency,
        office=place.office,
        language=language,
        key=name,
        defaults={"forms": list(forms), "changed_by": by, "changed_at": now},
    )
    _tell(place, Entry("text.changed", name, details={"language": language}))


@transaction.atomic
def restore(place: Place, key: tuple[str, str]) -> bool:
    """Say again what is said without words of this place; False if it has none."""
    language, name = key
    gone, _ = _at(place).filter(language=language, key=name).delete()
    _tell(place, Entry("text.restored", name, details={"language": language}))
    return bool(gone)


@transaction.atomic
def switch(agency: Agency, code: str, *, is_on: bool) -> None:
    """Let an agency speak a prepared language, or no longer."""
    if is_on:
        SpokenLanguage.objects.get_or_create(agency=agency, code=code)
    else:
        SpokenLanguage.objects.filter(agency=agency, code=code).delete()
    _tell(Place(agency), Entry("language.switched", code, details={"is_on": is_on}))


def _at(place: Place) -> QuerySet[OwnText]:
    return OwnText.objects.filter(agency=place.agency, office=place.office)


def _tell(place: Place, done: Entry) -> None:
    with connection.cursor() as cursor:
        changes.record(cursor, [f"texts:{place.agency.id}"])
        at = place.office.pk if place.office else None
        audit.record(cursor, [replace(done, agency_id=place.agency.pk, office_id=at)])
