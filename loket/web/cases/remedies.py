"""
What is wrong with a table or a row of it, and what to do: the same sentences for the
page, in its language, and for the command, which speaks English.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from loket.cases.imports.cells import CellFault
from loket.cases.imports.columns import Field
from loket.cases.records import Fault

UNREADABLE = {
    "empty": gettext_lazy("it is empty"),
    "damaged": gettext_lazy("it is damaged, or no CSV or XLSX file"),
    "gone": gettext_lazy("its file is not there any more"),
}

FIELDS = {
    Field.NUMBER: gettext_lazy("Number of the case"),
    Field.OFFICE: gettext_lazy("Office"),
    Field.TYPE: gettext_lazy("Kind of case"),
    Field.STAGE: gettext_lazy("Stage"),
    Field.AT: gettext_lazy("Since when it stands there"),
    Field.NAME: gettext_lazy("Name"),
    Field.BIRTH_DATE: gettext_lazy("Birth date"),
    Field.PHONE: gettext_lazy("Phone"),
    Field.TRACK: gettext_lazy("Track"),
    Field.BILLING: gettext_lazy("Billing code"),
    Field.VERSION: gettext_lazy("Version of the row"),
}

REMEDIES = {
    CellFault.LOST_DIGITS: gettext_lazy(
        "a program has rounded it; keep the column as text and export anew"
    ),
    CellFault.LOST_ZEROS: gettext_lazy(
        "digits are missing; keep the column as text and export anew"
    ),
    CellFault.EMPTY: gettext_lazy("it is empty"),
    CellFault.BAD_DATE: gettext_lazy("write it as 31/12/2026 or 2026-12-31"),
    CellFault.BAD_PHONE: gettext_lazy("write it as 0812... or 62812..."),
    CellFault.BAD_VERSION: gettext_lazy("write a whole number"),
    Fault.UNKNOWN_OFFICE: gettext_lazy("no office has that code or name"),
    Fault.UNKNOWN_TYPE: gettext_lazy("no kind of case has that name"),
    Fault.UNKNOWN_STAGE: gettext_lazy("its kind of case has no such stage"),
    Fault.BAD_NUMBER: gettext_lazy("it has signs that no number has"),
    Fault.BAD_NAME: gettext_lazy("it is longer than 200 characters"),
    Fault.BAD_MOMENT: gettext_lazy("it lies in the future"),
    Fault.OTHER_OFFICE: gettext_lazy("the case belongs to another office"),
    Fault.OTHER_TYPE: gettext_lazy("the case is of another kind"),
}
"""What to do about each fault of a row; both lists of faults share `bad_phone`."""


def remedy(fault: str) -> str:
    """Return what to do about a fault of a row."""
    return str(REMEDIES.get(fault, fault))  # type: ignore[call-overload]


def field(name: str) -> str:
    """Return what a field is called."""
    return str(FIELDS.get(name, name))  # type: ignore[call-overload]
