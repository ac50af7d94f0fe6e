"""Entries of the audit list as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from loket.lib.audit import ActorKind
from loket.lib.audit.reading import Row
from loket.offices.models import Office, Staff
from loket.web.audit import details
from loket.web.audit.words import ACTIONS, KINDS


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry, with names in place of ids."""

    row: Row
    who: str
    what: str
    office: str
    details: str


def of(rows: Sequence[Row], offices: Iterable[Office]) -> list[Shown]:
    """Return entries with the names of those who acted."""
    people = Staff.objects.in_bulk({row.actor_id for row in rows if _is_staff(row)})
    names = {office.pk: office.name for office in offices}
    return [
        Shown(
            row,
            _who(row, people),
            str(ACTIONS.get(row.action, row.action)),
            names.get(row.office_id or 0, ""),
            ", ".join(details.said(row.details)),
        )
        for row in rows
    ]


def _is_staff(row: Row) -> bool:
    return row.kind is ActorKind.STAFF and row.actor_id is not None


def _who(row: Row, people: Mapping[int, Staff]) -> str:
    if _is_staff(row):
        found = people.get(row.actor_id or 0)
        return found.name if found else gettext("account %(id)s") % {"id": row.actor_id}
    kind = str(KINDS[row.kind])
    return f"{kind} ({row.origin})" if row.kind is ActorKind.COMMAND else kind
