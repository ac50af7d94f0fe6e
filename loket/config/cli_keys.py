"""`loket keys`: the keys of a desk, and those of its backups."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from loket.config.cli_common import out

app = typer.Typer(no_args_is_help=True, help="Keys of the desk and of its backups.")


@app.callback()
def _keys() -> None:
    """Keys of the desk and of its backups."""


@app.command("backup")
def backup_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="New file for the secret half.")
    ],
) -> None:
    """Make a key for backups. Its secret half must leave this machine."""
    from loket.config.keeping import recipients

    public = recipients.make(file)
    out.print(f"From now on backups can be opened with {escape(str(file))}.")
    out.print(
        "Move it off this machine, to two places: without it no backup opens, and "
        "with it every one does.",
        soft_wrap=True,
    )
    out.print(f"Public half: {public}", soft_wrap=True)
