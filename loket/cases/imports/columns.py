"""Which column holds what: guessed from its header, and set by whoever knows better."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum


class Field(StrEnum):
    """What a column can hold. Values are stored: never rename one."""

    NUMBER = "number"
    OFFICE = "office"
    TYPE = "type"
    STAGE = "stage"
    AT = "at"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    PHONE = "phone"
    TRACK = "track"
    BILLING = "billing"
    VERSION = "version"


NEEDED = (Field.NUMBER, Field.STAGE)
"""Fields that need a column."""

FIXABLE = (Field.OFFICE, Field.TYPE, Field.STAGE, Field.TRACK)
"""Fields that may count for every row instead."""

_HEADERS: Mapping[Field, str] = {
    Field.NUMBER: "nomor permohonan, no permohonan, no. permohonan, nomor, no berkas, "
    "nomor berkas, application number, application no, number, reference",
    Field.OFFICE: "kantor, kanim, kode kantor, unit, office",
    Field.TYPE: "jenis permohonan, jenis, layanan, type, service",
    Field.STAGE: "tahap, status, status permohonan, stage",
    Field.AT: "tanggal status, tgl status, waktu, tanggal, updated at, date, time",
    Field.NAME: "nama, nama pemohon, nama lengkap, name, full name, applicant",
    Field.BIRTH_DATE: "tanggal lahir, tgl lahir, lahir, birth date, date of birth, dob",
    Field.PHONE: "no hp, nomor hp, hp, telepon, no telepon, whatsapp, no wa, nomor wa, "
    "phone, mobile",
    Field.TRACK: "jalur, percepatan, track",
    Field.BILLING: "kode billing, billing, billing code",
    Field.VERSION: "versi, version, revision",
}
_KNOWN = {
    header.strip(): field
    for field, headers in _HEADERS.items()
    for header in headers.split(",")
}
_BLANKS = re.compile(r"[\s_\-.:]+")


def guess(headers: Sequence[object]) -> dict[str, int]:
    """Return for each field that a header names the place of its column."""
    found: dict[str, int] = {}
    for place, header in enumerate(headers):
        field = _KNOWN.get(_folded(header))
        if field is not None:
            found.setdefault(field.value, place)
    return found


def missing(columns: Mapping[str, int], fixed: Mapping[str, str]) -> list[Field]:
    """Return the fields without which no row can be taken."""
    needed = [*NEEDED, Field.OFFICE, Field.TYPE]
    return [f for f in needed if f.value not in columns and not fixed.get(f.value)]


def _folded(header: object) -> str:
    return _BLANKS.sub(" ", str(header or "")).strip().lower()
