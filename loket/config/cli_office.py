"""`loket office` and `slots`: where people come, and how many."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from loket.config import cli_common
from loket.config.cli_common import fail, out

if TYPE_CHECKING:
    from loket.offices.models import Office

office_app = typer.Typer(no_args_is_help=True, help="Offices.")
slots_app = typer.Typer(no_args_is_help=True, help="Hours and their places.")

Code = Annotated[
    str, typer.Argument(help="Code of the office, see `loket office list`.")
]


@office_app.callback()
def _office() -> None:
    """Offices."""


@slots_app.callback()
def _slots() -> None:
    """Hours and their places."""


@office_app.command("list")
def list_() -> None:
    """List the offices and what they offer."""
    with cli_common.rooms_at_hand():
        from loket.offices.models import Office

        shown = cli_common.table("Code", "Office", "City", "Zone", "Services")
        for it in Office.objects.select_related("agency"):
            slugs = it.agency.services.values_list("slug", flat=True)
            row = (it.code, it.name, it.city, it.zone, ", ".join(slugs))
            shown.add_row(*map(escape, row))
        out.print(shown)


@office_app.command("quiet")
def quiet(
    office: Code,
    begins: Annotated[str, typer.Argument(metavar="FROM", help="As 20:00.")],
    ends: Annotated[str, typer.Argument(metavar="UNTIL", help="As 07:00.")],
) -> None:
    """Set the hours in which nobody is reminded of anything; twice the same: none."""
    first, last = _hour(begins), _hour(ends)
    with cli_common.rooms_at_hand():
        from loket.offices import actions

        where = find_office(office)
        try:
            actions.set_quiet(where, first, last)
        except actions.TooQuiet:
            fail("Quiet hours may last 16 hours at most; name an earlier end.")
        out.print(f"{where} is quiet from {first:%H:%M} to {last:%H:%M} {where.zone}.")


@slots_app.command("set")
def set_(
    office: Code,
    service: Annotated[str, typer.Argument(help="Short name of the service.")],
    day: Annotated[str, typer.Argument(metavar="DATE", help="As 2026-12-31.")],
    hour: Annotated[str, typer.Argument(help="As 09:00, in the office's own time.")],
    capacity: Annotated[int, typer.Argument(min=0, help="Persons it can take.")],
) -> None:
    """Set how many persons an hour can take; a new hour is made."""
    date_, starts = _day(day), _hour(hour)
    with cli_common.rooms_at_hand():
        from loket.bookings import actions
        from loket.offices.models import Service

        where = find_office(office)
        what = Service.objects.filter(agency=where.agency_id, slug=service).first()
        if what is None:
            fail(f"{where} offers no service {service}; see `loket office list`.")
        try:
            actions.set_capacity(where, what.id, date_, starts, capacity)
        except actions.BelowTaken:
            fail(f"More than {capacity} are booked for that hour; cancel some first.")
        out.print(f"{where}, {what}, {date_} {starts:%H:%M}: {capacity} places.")


def find_office(code: str) -> Office:
    """Return the office with a code, or end with the known ones."""
    from loket.offices.models import Office

    found = Office.objects.select_related("agency").filter(code__iexact=code).first()
    if found is None:
        known = ", ".join(Office.objects.values_list("code", flat=True)) or "none"
        fail(f"No office has the code {code}; known are: {known}.")
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        fail(f"{text} is no date; write it as 2026-12-31.")


def _hour(text: str) -> time:
    try:
        return time.fromisoformat(text.replace(".", ":").zfill(2))
    except ValueError:
        fail(f"{text} is no hour; write it as 09:00.")
