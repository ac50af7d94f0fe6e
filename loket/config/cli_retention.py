"""`loket retention`: how long data is kept, and proof that it went."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer
from django.utils import translation
from rich.markup import escape

from loket.config import cli_common, keys
from loket.config.cli_common import fail, out
from loket.lib import clock
from loket.lib.retention import OutOfBounds

if TYPE_CHECKING:
    from loket.retention.work import Over

app = typer.Typer(no_args_is_help=True, help="How long data is kept.")

A_MONTH = timedelta(days=30)


@app.callback()
def _retention() -> None:
    """How long data is kept."""


@app.command("list")
def list_() -> None:
    """Show every class of data: how long it is kept, by whose rule, how it goes."""
    with cli_common.rooms_at_hand():
        from loket.offices import retention
        from loket.offices.models import Agency
        from loket.retention.classes import CLASSES

        slugs = dict(Agency.objects.values_list("id", "slug"))
        shown = cli_common.table("Class", "Days", "Agency", "Bounds", "How", "Source")
        for data in CLASSES:
            bounds = "fixed" if data.is_fixed else f"{data.least} to {data.most}"
            for rule in retention.rules(data):
                agency = slugs.get(rule.agency_id or 0, "all")
                row = (data.name, str(rule.days), agency, bounds, data.how, data.source)
                shown.add_row(*map(escape, row))
        out.print(shown)


@app.command("set")
def set_(
    name: Annotated[str, typer.Argument(help="Class; see `loket retention list`.")],
    days: Annotated[int, typer.Argument(help="Days to keep it.")],
    agency: Annotated[str, typer.Option(help="Agency, if there are several.")] = "",
) -> None:
    """Keep a class of data of an agency for other days, as its schedule says."""
    with cli_common.rooms_at_hand():
        from loket.offices import retention
        from loket.retention.classes import BY_NAME

        if name not in BY_NAME:
            known = ", ".join(BY_NAME)
            fail(f"No class is called {escape(name)}; known are: {known}.")
        found = cli_common.agency(agency)
        try:
            retention.set_days(found.id, BY_NAME[name], days, clock.now())
        except OutOfBounds as error:
            fail(str(error))
        out.print(f"{escape(found.slug)} keeps {name} for {days} days from now on.")


@app.command()
def run(
    dry_run: Annotated[bool, typer.Option(help="Only count; delete nothing.")] = False,
) -> None:
    """Delete what is over its time, as the worker does once a day."""
    with cli_common.rooms_at_hand():
        from loket.retention import work

        if dry_run:
            _show(work.over(keys.keyring(), clock.now()), "Would go")
        else:
            _show(work.run(keys.keyring()), "Gone")


@app.command()
def certificate(
    first: Annotated[
        str, typer.Option("--from", help="First day, as 2026-11-01.")
    ] = "",
    last: Annotated[str, typer.Option("--to", help="Last day.")] = "",
) -> None:
    """Print what was deleted, when, how many, and under which rule."""
    until = _day(last) or clock.now().date()
    since = _day(first) or until - A_MONTH
    with cli_common.rooms_at_hand():
        from loket.offices import retention
        from loket.offices.models import Agency
        from loket.web.retention import paper

        names = dict(Agency.objects.values_list("id", "name"))
        found = retention.certificates(since, until)
        # Commands speak English, whatever the pages speak.
        with translation.override("en"):
            for line in paper.lines(found, names, (since, until), clock.now()):
                typer.echo(line)


def _show(found: Iterable[Over], count: str) -> None:
    shown = cli_common.table("Class", "Agency", "Older than", count)
    for over in found:
        agency = str(over.rule.agency_id or "all")
        shown.add_row(
            over.rule.data.name, agency, f"{over.rule.days} days", f"{over.records:,}"
        )
    out.print(shown)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        fail(f"{escape(text)} is no date; write it as 2026-11-01.")
