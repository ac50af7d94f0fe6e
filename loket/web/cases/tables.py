"""A table of cases as the pages show it: columns to match, progress, faults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from loket.cases import kinds
from loket.cases.imports import actions, cells
from loket.cases.imports.columns import FIXABLE, NEEDED, Field
from loket.cases.imports.states import AT_WORK, ImportState
from loket.cases.models import Import
from loket.lib.crypto import CannotOpen, Keyring
from loket.offices.models import Agency, Office, Staff
from loket.web.cases import remedies, words

PERCENT = 100
MOST_FAULTS_SHOWN = 500
EXAMPLES = 3
LONGEST_EXAMPLE = 40
LONGEST_FIXED = 100

STATES = {
    ImportState.UPLOADED: gettext_lazy("To be matched"),
    ImportState.CHECKING: gettext_lazy("Being checked"),
    ImportState.CHECKED: gettext_lazy("Checked, nothing taken yet"),
    ImportState.RUNNING: gettext_lazy("Being taken"),
    ImportState.DONE: pgettext_lazy("table", "Taken"),
    ImportState.UNDOING: gettext_lazy("Being taken back"),
    ImportState.UNDONE: pgettext_lazy("table", "Taken back"),
    ImportState.FAILED: gettext_lazy("Failed"),
}
TINTS = {
    ImportState.DONE: "good",
    ImportState.FAILED: "bad",
    ImportState.UPLOADED: "warn",
    ImportState.CHECKED: "warn",
}
COUNTS = {
    "created": gettext_lazy("new cases"),
    "updated": gettext_lazy("moved on or changed"),
    "unchanged": gettext_lazy("said nothing new"),
    "old": gettext_lazy("were older than what we know"),
    "undone": gettext_lazy("are as before"),
    "kept": gettext_lazy("were left, because they changed since"),
}
MATCHABLE = frozenset({ImportState.UPLOADED, ImportState.CHECKED})
UNDOABLE = frozenset({ImportState.DONE, ImportState.FAILED})

Matching = tuple[Mapping[str, int], Mapping[str, str]]
"""In which column each field is, and what all rows have instead."""


@dataclass(frozen=True, slots=True)
class Line:
    """A table in the history."""

    table: Import
    state: str
    tint: str
    who: str

    @property
    def is_at_work(self) -> bool:
        """Test if a worker has it."""
        return self.table.state in AT_WORK

    @property
    def is_undoable(self) -> bool:
        """Test if anything may be taken back."""
        return self.table.state in UNDOABLE

    @property
    def good(self) -> int:
        """How many rows can be taken."""
        return self.table.rows - self.table.wrong


@dataclass(frozen=True, slots=True)
class Column:
    """A field to be matched: its column (-1 for none), and the value for all rows."""

    field: Field
    name: str
    place: int
    fixed: str
    choices: list[tuple[str, str]]
    is_needed: bool
    is_fixable: bool


def lines(found: Iterable[Import]) -> list[Line]:
    """Return tables with their words."""
    some = list(found)
    makers = {one.made_by for one in some if one.made_by}
    names = dict(Staff.objects.filter(id__in=makers).values_list("id", "name"))
    return [
        Line(
            one,
            str(STATES[ImportState(one.state)]),
            TINTS.get(ImportState(one.state), ""),
            names.get(one.made_by or 0, gettext("A command")),
        )
        for one in some
    ]


def percent(table: Import) -> int:
    """How far the work is; -1 while nobody knows how much there is."""
    return table.done * PERCENT // table.rows if table.rows else -1


def counts(table: Import) -> list[tuple[int, str]]:
    """Return what became of the rows, in words."""
    return [(n, str(COUNTS.get(what, what))) for what, n in table.counts.items()]


def faults(table: Import) -> list[tuple[int, str, str]]:
    """Return the row, the field and the remedy of each fault that was kept."""
    return [
        (one.row, remedies.field(one.field), remedies.remedy(one.fault))
        for one in table.faults.all()[:MOST_FAULTS_SHOWN]
    ]


def said(post: QueryDict, table: Import) -> Matching:
    """Return how a form matches the columns; nonsense counts as none."""
    columns, fixed = {}, {}
    for field in Field:
        place = post.get(f"column-{field.value}", "")
        if place.isdecimal() and int(place) < len(table.headers):
            columns[field.value] = int(place)
        value = post.get(f"fixed-{field.value}", "").strip()[:LONGEST_FIXED]
        if value and field in FIXABLE:
            fixed[field.value] = value
    return columns, fixed


def matching(
    table: Import, agency: Agency, chosen: Matching | None, keyring: Keyring
) -> dict[str, Any]:
    """Return what the form for matching needs, with some rows as they came."""
    columns, fixed = chosen or (table.columns, table.fixed)
    choices = _choices(agency)
    return {
        "columns": [
            Column(
                field,
                remedies.field(field.value),
                columns.get(field.value, -1),
                fixed.get(field.value, ""),
                choices.get(field, []),
                field in {*NEEDED, Field.OFFICE, Field.TYPE},
                field in FIXABLE,
            )
            for field in Field
        ],
        "headers": list(enumerate(table.headers)),
        "examples": _examples(table, keyring),
    }


def _choices(agency: Agency) -> dict[Field, list[tuple[str, str]]]:
    """What may be said for all rows."""
    types = list(kinds.of_agencies([agency.id]).values())
    stages = {
        stage.slug: words.spoken(stage.names)
        for kind in types
        for stage in kind.stages.values()
    }
    tracks = sorted({rule.track for kind in types for rule in kind.promises} - {""})
    offices = Office.objects.filter(agency=agency)
    return {
        Field.OFFICE: [(one.code, one.name) for one in offices],
        Field.TYPE: [(one.slug, words.spoken(one.names)) for one in types],
        Field.STAGE: list(stages.items()),
        Field.TRACK: [(one, one) for one in tracks],
    }


def _examples(table: Import, keyring: Keyring) -> list[list[str]]:
    try:
        rows = actions.first_rows(table, EXAMPLES, keyring)
    except (FileNotFoundError, CannotOpen):
        return []
    return [[cells.word(cell)[:LONGEST_EXAMPLE] for cell in row] for row in rows]
