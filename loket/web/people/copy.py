"""
A copy of everything that is known of a person, as one ZIP file for them to keep: a
page to read, the same for programs, and their files, unsealed.

It is made when it is taken and lies about nowhere.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import msgspec
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from loket.contacts.subjects import Subject, Table
from loket.lib.crypto import CannotOpen, Keyring
from loket.messaging.file_store import FileStore
from loket.messaging.models import Conversation, File
from loket.messaging.states import FileState
from loket.offices import queries as offices
from loket.offices.models import Agency
from loket.subjects.parts import PARTS, Part
from loket.web.files import saved
from loket.web.people import words

SCHEMA = "loket-person-1"
STYLE = Path(__file__).resolve().parents[1] / "static" / "copy.css"
# People read Indonesian; the file for programs has the same names in every language.
LANGUAGE = "id"


Known = Mapping[str, Mapping[Any, Any]]
"""What values of a column are called."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part as the page shows it; empty ones are named, too."""

    title: str
    purpose: str
    basis: str
    kept: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


def make(subject: Subject, keyring: Keyring, store: FileStore, now: datetime) -> bytes:
    """Return the ZIP file."""
    read = [(part, part.read(subject, keyring)) for part in PARTS]
    agency = Agency.objects.get(id=subject.agency_id).name
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as zip_:
        zip_.writestr("data.json", _for_programs(agency, read, now))
        zip_.writestr("data.html", _to_read(agency, read, now))
        zip_.writestr("style.css", STYLE.read_bytes())
        _add_files(zip_, subject, store)
    return packed.getvalue()


def _for_programs(
    agency: str, read: Sequence[tuple[Part, Table]], now: datetime
) -> bytes:
    parts = [
        {
            "name": part.name,
            "purpose": str(words.PURPOSES[part.name]),
            "legal_basis": part.basis.value,
            "keep_days": part.keep_days,
            "rows": rows,
        }
        for part, rows in read
    ]
    made = {"schema": SCHEMA, "agency": agency, "made_at": now, "parts": parts}
    return msgspec.json.format(msgspec.json.encode(made), indent=1)


def _to_read(agency: str, read: Sequence[tuple[Part, Table]], now: datetime) -> str:
    with translation.override(LANGUAGE):
        names = {**_VALUES, **_places()}
        chapters = [_chapter(part, rows, names) for part, rows in read]
        context = {"agency": agency, "chapters": chapters, "now": now}
        return render_to_string("people/copy.html", context)


def _chapter(part: Part, rows: Table, known: Known) -> Chapter:
    names = list(rows[0]) if rows else []
    return Chapter(
        title=str(words.TITLES[part.name]),
        purpose=str(words.PURPOSES[part.name]),
        basis=str(words.BASES[part.basis]),
        kept=_kept(part),
        columns=[str(words.COLUMNS[name]) for name in names],
        rows=[
            [_cell(row[name], known.get(name, {})) for name in names] for row in rows
        ],
    )


def _kept(part: Part) -> str:
    if part.keep_days is None:
        return gettext("As long as you do not ask us to erase it")
    return gettext("%(n)s days") % {"n": part.keep_days}


def _cell(value: Any, known: Mapping[Any, Any]) -> Any:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    return str(known.get(value, value))


def _places() -> Known:
    """Offices and services by their names."""
    services = offices.services().values()
    return {
        "office_id": {one.id: one.name for one in offices.offices().values()},
        "service_id": {one.id: one.names.get(LANGUAGE, "") for one in services},
    }


_VALUES: Known = {
    "kind": {**words.IDENTITIES, **words.NOTICE_KINDS, **words.KINDS},
    "state": {
        **words.MESSAGES,
        **words.BOOKINGS,
        **words.NOTICES,
        **words.STATES,
    },
    "ground": dict(words.GROUNDS),
}


def _add_files(zip_: ZipFile, subject: Subject, store: FileStore) -> None:
    """Add what they sent, under names that are true; what cannot be opened is named."""
    for file in _files(subject):
        try:
            content = store.read(file.id)
        except (CannotOpen, OSError):
            zip_.writestr(f"files/{file.id}.missing.txt", "")
            continue
        zip_.writestr(f"files/{file.id}{saved.ending(file)}", content)


def _files(subject: Subject) -> Sequence[File]:
    talks = Conversation.objects.filter(contact_id=subject.id).values("id")
    return list(File.objects.filter(conversation_id__in=talks, state=FileState.KEPT))
