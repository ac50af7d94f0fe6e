"""The words that an agency has chosen for itself, and the languages it speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection, transaction

from loket.lib import audit
from loket.lib.audit import Entry
from loket.lib.live import changes
from loket.offices.models import Agency, OwnText, SpokenLanguage, Staff

Key = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Everything:
    """Forms by (agency, language, key), and languages switched on by agency."""

    texts: dict[Key, list[str]]
    languages: dict[int, set[str]]


def everything() -> Everything:
    """Return what all agencies have chosen."""
    languages: dict[int, set[str]] = {}
    for agency, code in SpokenLanguage.objects.values_list("agency_id", "code"):
        languages.setdefault(agency, set()).add(code)
    rows = OwnText.objects.values_list("agency_id", "language", "key", "forms")
    return Everything(
        {(a, code, key): forms for a, code, key, forms in rows}, languages
    )


def of(agency: Agency, language: str) -> dict[str, OwnText]:
    """Return an agency's own words in one language, by key."""
    found = OwnText.objects.select_related("changed_by")
    return {one.key: one for one in found.filter(agency=agency, language=language)}


def languages(agency: Agency) -> set[str]:
    """Return the languages that an agency has switched on."""
    found = SpokenLanguage.objects.filter(agency=agency)
    return set(found.values_list("code", flat=True))


@transaction.atomic
def say(
    agency: Agency, key: tuple[str, str], forms: Sequence[str], by: Staff, now: datetime
) -> None:
    """Say the sentence of a (language, key) in these words from now on."""
    language, name = key
    OwnText.objects.update_or_create(
        agency=agency,
        language=language,
        key=name,
        defaults={"forms": list(forms), "changed_by": by, "changed_at": now},
    )
    _tell(agency, Entry("text.changed", name, details={"language": language}))


@transaction.atomic
def restore(agency: Agency, key: tuple[str, str]) -> bool:
    """Say the original again; False if nothing else was said."""
    language, name = key
    gone, _ = OwnText.objects.filter(
        agency=agency, language=language, key=name
    ).delete()
    _tell(agency, Entry("text.restored", name, details={"language": language}))
    return bool(gone)


@transaction.atomic
def switch(agency: Agency, code: str, *, is_on: bool) -> None:
    """Let an agency speak a prepared language, or no longer."""
    if is_on:
        SpokenLanguage.objects.get_or_create(agency=agency, code=code)
    else:
        SpokenLanguage.objects.filter(agency=agency, code=code).delete()
    _tell(agency, Entry("language.switched", code, details={"is_on": is_on}))


def _tell(agency: Agency, done: Entry) -> None:
    with connection.cursor() as cursor:
        changes.record(cursor, [f"texts:{agency.id}"])
        audit.record(cursor, [replace(done, agency_id=agency.pk)])
