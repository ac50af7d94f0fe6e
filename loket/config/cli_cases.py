"""`loket cases`: the kinds of cases that an office works on."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from loket.config import cli_common
from loket.config.cli_common import fail, out

app = typer.Typer(no_args_is_help=True, help="Kinds of cases.")


@app.callback()
def _cases() -> None:
    """Kinds of cases."""


@app.command("load")
def load(
    file: Annotated[
        Path, typer.Argument(help="A file as case_types.toml of the demo.")
    ],
) -> None:
    """Make the kinds of cases of a file; those that stand already are left alone."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        fail(f"{file} cannot be read ({error.strerror}).")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        fail(f"{file} is no TOML file: {escape(str(error))}.")
    with cli_common.rooms_at_hand():
        from loket.cases import loading

        try:
            made = loading.load(cli_common.only_agency(), loading.read(data))
        except loading.BadFile as refusal:
            fail(escape(str(refusal)))
        out.print(f"Made {len(made)} kinds of cases.")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="CSV or XLSX with a header.")],
    office: Annotated[str, typer.Option(help="Code, if no column says it.")] = "",
    kind: Annotated[
        str, typer.Option("--type", help="Kind of case, if no column says it.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only check.")] = False,
) -> None:
    """Take in a table of cases; rows that are wrong are named and left out."""
    with cli_common.rooms_at_hand():
        from loket.config import importing

        importing.run(file, {"office": office, "type": kind}, is_trial=dry_run)


@app.command("undo")
def undo(
    table: Annotated[str, typer.Argument(help="Id that `loket cases import` named.")],
) -> None:
    """Take an import back, where nothing else has happened to its cases since."""
    with cli_common.rooms_at_hand():
        from loket.config import importing

        importing.undo(table)


@app.command("list")
def list_() -> None:
    """List the kinds of cases with their stages."""
    with cli_common.rooms_at_hand():
        from loket.cases.models import CaseType

        shown = cli_common.table("Name", "Kind", "Stages")
        for kind in CaseType.objects.prefetch_related("stages"):
            stages = " > ".join(stage.slug for stage in kind.stages.all())
            shown.add_row(kind.slug, escape(str(kind)), stages)
        out.print(shown)
